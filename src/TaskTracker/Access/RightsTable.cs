using TaskTracker.Domain.Progress;

namespace TaskTracker.Access;

/// <summary>What of the ledger an endpoint shows or changes.</summary>
internal enum Reach
{
    /// <summary>Nothing of any plan.</summary>
    NoLedger,

    /// <summary>What <see cref="Scope"/> lets through; of anything else the answer is 404, as if it were not there.</summary>
    Own,

    /// <summary>Everything: of the whole house, not of a department or plan.</summary>
    House,

    /// <summary>The one responsibility that a mail's signed link names, whoever has signed in; without a good link nothing. <see cref="Features.Link.OpenLink"/> checks it.</summary>
    ByLink,
}

/// <param name="Method">GET or POST; a HEAD is a GET.</param>
/// <param name="Roles">Any of them is enough; null: also who has not signed in.</param>
/// <param name="Whole">Which of them see the whole house there, whatever <paramref name="Reach"/> says of the others.</param>
/// <param name="Token">What a token must allow; null where people come themselves and no token is looked at.</param>
internal sealed record Right(string Method, string Route, Role? Roles, Reach Reach, Role Whole = Role.None, TokenScope? Token = null);

/// <summary>
/// Who may reach what: one line for each method of each page and endpoint. What has no line is refused to everybody, and a test fails for it.
/// Which responsibilities a person may change is said by <see cref="CurrentPerson.May(Act, Responsibility)"/>.
/// </summary>
internal static class RightsTable
{
    private const string Api = "/api/v1";
    private const Role Office = Role.Supervisor;
    private const Role Security = Role.SecurityAdministrator;
    private const Role Over = Role.Supervisor | Role.Leader;

    public static IReadOnlyList<Right> All { get; } =
    [
        // Before and around signing in
        .. Open("GET", "/sign-in", "/not-found", "/error", "/language", "/health", "/health/live", "/health/ready", "/sign-in/oauth"),
        .. Open("POST", "/sign-in", "/not-found", "/error"),
        .. For("GET", Roles.Anybody, Reach.NoLedger, "/account", "/account/password", "/account/authenticator", "/account/tokens"),
        .. For("POST", Roles.Anybody, Reach.NoLedger, "/account/password", "/account/authenticator", "/account/tokens", "/account/tokens/end", "/account/sessions/end", "/sign-out"),
        .. Open("GET", "/link").Concat(Open("POST", "/link")).Select(r => r with { Reach = Reach.ByLink }),

        // The ledger
        .. For("GET", Roles.Anybody, Reach.Own, "/"),
        .. For("GET", Roles.Plans, Reach.Own, "/plans", "/plans/{Key}", "/tasks/{Id:int}", "/responsibilities", "/responsibilities/{Id:int}", "/departments", "/departments/{Id:int}"),
        .. For("GET", Over, Reach.Own, "/notices", "/visits"),
        .. For("GET", Roles.Plans | Security, Reach.Own, "/search").Select(r => r with { Whole = Security }),

        // Indicators: whoever sees the plan sees their values; who may enter which is asked for each
        .. For("GET", Roles.Plans, Reach.Own, "/indicators/{Id:int}"),
        .. For("POST", Roles.Department | Office, Reach.Own, "/indicators/{Id:int}"),
        .. For("GET", Roles.Department | Office, Reach.Own, "/plans/{Key}/indicators"),
        .. For("POST", Roles.Department | Office, Reach.Own, "/plans/{Key}/indicators"),
        .. For("GET", Office, Reach.Own, "/plans/{Key}/indicators/targets"),
        .. For("POST", Office, Reach.Own, "/plans/{Key}/indicators/targets"),

        // What happens to a responsibility
        .. For("GET", Roles.Department, Reach.Own, "/mine", "/mine/report", "/mine/sheet", "/mine/reports.xlsx", "/responsibilities/{Id:int}/report", "/responsibilities/{Id:int}/extension", "/responsibilities/{Id:int}/completion",
            "/responsibilities/{Id:int}/rectification"),
        .. For("POST", Roles.Department, Reach.Own, "/mine", "/mine/report", "/mine/sheet", "/responsibilities/{Id:int}/report", "/responsibilities/{Id:int}/extension", "/responsibilities/{Id:int}/completion",
            "/responsibilities/{Id:int}/rectification"),
        .. For("GET", Roles.Department | Office, Reach.Own, "/responsibilities/{Id:int}/comment"),
        .. For("POST", Roles.Department | Office, Reach.Own, "/responsibilities/{Id:int}/comment", "/responsibilities/{id:int}/comments/{number:int}/withdraw"),
        .. For("GET", Office | Role.DepartmentHead, Reach.Own, "/review"),
        .. For("POST", Office | Role.DepartmentHead, Reach.Own, "/review"),
        .. For("GET", Office, Reach.Own, "/responsibilities/{Id:int}/supervise", "/responsibilities/{Id:int}/order", "/plans/{Key}/opening", "/plans/{Key}/breakdown", "/plans/{Key}/assign", "/tasks/{Id:int}/decision", "/departments/reorganise", "/plans/{Key}/settings", "/proposals"),
        .. For("POST", Office, Reach.Own, "/responsibilities/{Id:int}/supervise", "/responsibilities/{Id:int}/order", "/plans/{Key}/opening", "/plans/{Key}/breakdown", "/plans/{Key}/assign", "/tasks/{Id:int}/decision", "/departments/reorganise", "/plans/{Key}/settings", "/proposals"),
        .. For("POST", Office, Reach.Own, "/plans/{key}/head-approval", "/plans/{key}/state"),
        .. For("GET", Over | Roles.Department, Reach.Own, "/orders", "/orders/{Id:int}", "/orders/{id:int}/order.docx"),
        .. For("POST", Office | Roles.Department, Reach.Own, "/orders/{Id:int}"),

        // Prints and evidence
        .. For("GET", Roles.Plans, Reach.Own, "/plans/{key}/ledger.xlsx", "/evidence/{id:int}"),
        .. For("GET", Over, Reach.Own, "/plans/{key}/bulletin.docx"),
        .. For("GET", Roles.Department | Office, Reach.Own, "/responsibilities/{id:int}/order.docx", "/responsibilities/{id:int}/talk.docx", "/responsibilities/{id:int}/rectify.docx", "/responsibilities/{id:int}/extension.docx"),
        .. For("GET", Office, Reach.Own, "/responsibilities/{id:int}/visits/{number:int}/letter.docx"),
        .. For("POST", Roles.Department | Office, Reach.Own, "/responsibilities/{id:int}/evidence"),

        // Rules are of the whole house; what they did is shown of one's own
        .. For("GET", Over, Reach.Own, "/rules", "/rules/signals"),
        .. For("GET", Over, Reach.House, "/rules/versions/{Number:int}"),
        .. For("GET", Office, Reach.House, "/rules/edit"),
        .. For("POST", Office, Reach.House, "/rules/edit", "/rules/versions/{Number:int}", "/rules/lint"),

        // The audit
        .. For("GET", Role.AuditAdministrator | Office, Reach.Own, "/audit").Select(r => r with { Whole = Role.AuditAdministrator }),
        .. For("GET", Role.AuditAdministrator | Office, Reach.House, "/audit/seals/{number:int}"),
        .. For("POST", Role.AuditAdministrator | Office, Reach.House, "/audit/verify"),

        // People and posts
        .. For("GET", Security, Reach.House, "/people", "/people/{Id:int}", "/people/import"),
        .. For("POST", Security, Reach.House, "/people/{Id:int}", "/people/import"),
        .. For("GET", Security | Office, Reach.Own, "/posts", "/departments/{Id:int}/posts").Select(r => r with { Whole = Security }),
        .. For("POST", Security | Office, Reach.Own, "/departments/{Id:int}/posts").Select(r => r with { Whole = Security }),
        .. For("GET", Role.AuditAdministrator, Reach.House, "/account-events"),

        // Documents under review
        .. For("GET", Office, Reach.Own, "/import", "/import/{Id:int}", "/import/{Id:int}/changes", "/import/{Id:int}/departments", "/import/{Id:int}/findings", "/import/{Id:int}/head",
            "/import/{Id:int}/indicators", "/import/{Id:int}/publish", "/import/{Id:int}/tasks/{TaskId:int}", "/import/{id:int}/plan.json"),
        .. For("POST", Office, Reach.Own, "/import", "/import/{Id:int}/changes", "/import/{Id:int}/departments", "/import/{Id:int}/head", "/import/{Id:int}/indicators", "/import/{Id:int}/publish",
            "/import/{Id:int}/tasks/{TaskId:int}", "/import/{id:int}/confirm", "/import/{id:int}/tasks/{task:int}/confirm", "/import/{id:int}/tasks/{task:int}/merge", "/import/{id:int}/tasks/{task:int}/remove",
            "/import/{id:int}/tasks/{task:int}/split", "/import/{id:int}/tasks/add", "/import/{id:int}/findings/check", "/import/{id:int}/state"),

        // Programs, by a token
        .. Open("GET", Api + "/openapi.json"),
        .. ByToken(TokenScope.Read, "GET", Roles.Anybody, Reach.NoLedger, "/me"),
        .. ByToken(TokenScope.Read, "GET", Roles.Plans, Reach.Own, "/plans", "/plans/{key}", "/plans/{key}/tasks", "/tasks/{id:int}", "/responsibilities", "/responsibilities/{id:int}", "/departments", "/departments/{id:int}"),
        .. ByToken(TokenScope.Read, "GET", Roles.Plans | Security, Reach.Own, "/search").Select(r => r with { Whole = Security }),
        .. ByToken(TokenScope.Read, "GET", Roles.Department, Reach.Own, "/mine"),
        .. ByToken(TokenScope.Read, "GET", Office | Role.DepartmentHead, Reach.Own, "/review"),
        .. ByToken(TokenScope.Read, "GET", Over | Roles.Department, Reach.Own, "/orders", "/orders/{id:int}"),
        .. ByToken(TokenScope.Read, "GET", Over, Reach.Own, "/notices"),
        .. ByToken(TokenScope.Report, "POST", Roles.Department, Reach.Own, "/responsibilities/{id:int}/accept", "/responsibilities/{id:int}/reports", "/responsibilities/{id:int}/extensions",
            "/responsibilities/{id:int}/completions", "/responsibilities/{id:int}/rectification", "/orders/{id:int}/sign", "/orders/{id:int}/reply"),
        .. ByToken(TokenScope.Report, "POST", Roles.Department | Office, Reach.Own, "/responsibilities/{id:int}/comments", "/responsibilities/{id:int}/comments/{number:int}/withdraw"),
        .. ByToken(TokenScope.Supervise, "POST", Office | Role.DepartmentHead, Reach.Own, "/responsibilities/{id:int}/decisions"),
        .. ByToken(TokenScope.Supervise, "POST", Office, Reach.Own, "/orders", "/orders/{id:int}/review", "/orders/{id:int}/close", "/orders/{id:int}/withdraw"),
        .. ByToken(TokenScope.Audit, "GET", Role.AuditAdministrator, Reach.House, "/audit/export"),

        // In the demo only, where everybody is invented
        .. For("GET", Roles.Anybody, Reach.House, "/mailbox", "/mailbox/{Name}", "/mailbox/{name}/html"),
    ];

    private static readonly Dictionary<(string Method, string Route), Right> ByAddress = All.ToDictionary(r => (r.Method, r.Route.ToLowerInvariant()));

    /// <returns>Null where the table has no line for it.</returns>
    public static Right? Of(Endpoint endpoint, string method) => endpoint is RouteEndpoint { RoutePattern.RawText: { } route }
        ? ByAddress.GetValueOrDefault((method, ("/" + route.TrimStart('/')).ToLowerInvariant())) : null;

    /// <summary>Where there is no endpoint there is nothing to refuse but the knowledge of that.</summary>
    public static bool Allows(Endpoint? endpoint, string method, CurrentPerson person) =>
        endpoint is null ? person.IsSignedIn : Of(endpoint, method) is { } right && Allows(right, person);

    /// <param name="address">Of a page without parameters, to know whether to lead there.</param>
    public static bool Leads(CurrentPerson person, string address) => ByAddress.TryGetValue(("GET", address), out var right) && Allows(right, person);

    /// <summary>What a command asks of the one who gives it. One that nobody thought of here is the supervision office's.</summary>
    public static Act ActOf(ProgressCommand command) => command switch
    {
        Accept or SubmitReport => Act.Report,
        RequestExtension or RequestCompletion or ReportRectification => Act.Work,
        ApproveReport or RejectReport => Act.ApproveInDepartment,
        _ => Act.Oversee,
    };

    private static bool Allows(Right right, CurrentPerson person) => 
        right.Roles is not { } roles || (MayComeBy(right, person.Token) && (person.Is(roles) || (roles == Roles.Anybody && person.IsSignedIn)));

    private static bool MayComeBy(Right right, TokenScope? token) => right.Token is { } wanted ? (token & wanted) == wanted : token is null;

    private static IEnumerable<Right> Open(string method, params string[] routes) => routes.Select(route => new Right(method, route, null, Reach.NoLedger));

    private static IEnumerable<Right> ByToken(TokenScope scope, string method, Role roles, Reach reach, params string[] routes) => For(method, roles, reach, [.. routes.Select(route => Api + route)]).Select(r => r with { Token = scope });

    private static IEnumerable<Right> For(string method, Role roles, Reach reach, params string[] routes) => routes.Select(route => new Right(method, route, roles, reach));
}
