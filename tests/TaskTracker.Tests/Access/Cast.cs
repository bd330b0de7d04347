using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskTracker.Access;
using TaskTracker.Domain.Orders;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Accounts;
using TaskTracker.Features.Audit;
using TaskTracker.Features.Evidence;
using TaskTracker.Features.Import;
using TaskTracker.Features.Orders;
using TaskTracker.Features.Organisation;
using TaskTracker.Features.Plans;
using TaskTracker.Features.Progress;
using TaskTracker.Persistence;
using TaskTracker.Tests.Features;
using TaskTracker.Tests.Features.Evidence;

namespace TaskTracker.Tests.Access;

/// <param name="Session">Null for who has not signed in.</param>
/// <param name="SeesOwnDepartment">Whether the things of the small house's 甲局 are theirs to see.</param>
internal sealed record Player(string Name, Role Roles, Cookie? Session, bool SeesOwnDepartment = true)
{
    /// <summary>For everything that a token can allow; null for who has not signed in.</summary>
    public string? Token { get; set; }
}

/// <summary>One person of each role in the small house, and a neighbouring region with a plan, responsibilities and a draft of its own.</summary>
internal sealed record Cast(IReadOnlyList<Player> All)
{
    public const string Own = "试验区";
    public const string Neighbour = "邻区";

    public static async Task<Cast> MakeAsync(SmallHouse house)
    {
        await NeighbourAsync(house.Services);
        await using (var scope = house.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<TrackerDb>();
            var department = await db.Departments.SingleAsync(d => d.Region == Own && d.Name == "甲局");
            var office = await db.Departments.SingleAsync(d => d.Region == Own && d.Name == "督查室");
            var plan = await db.Plans.SingleAsync(p => p.Key == "small");
            Hold(db, "head", department, PostKind.DepartmentHead);
            Hold(db, "leader", office, PostKind.Leader);
            Give(db, "evaluator", Role.Evaluator, plan.Id);
            Give(db, "plan-supervisor", Role.Supervisor, plan.Id);
            Give(db, "system", Role.SystemAdministrator);
            Give(db, "security", Role.SecurityAdministrator);
            Give(db, "audit", Role.AuditAdministrator);
            db.People.Add(Named("nothing"));
            await db.SaveChangesAsync();
            await OrderAsync(house.Services, Own, "甲局");
            await OrderAsync(house.Services, Neighbour, "邻局");
            await VisitAsync(house.Services, Own, "甲局");
            await VisitAsync(house.Services, Neighbour, "邻局");
            await AttachAsync(scope.ServiceProvider, Own, "甲局");
            await AttachAsync(scope.ServiceProvider, Neighbour, "邻局");
        }

        (await house.Services.GetRequiredService<SealAudit>().HandleAsync(SmallHouse.Today, default)).Seal.Number.ShouldBe(1);

        var cast = new Cast(
        [
            new("nobody", Role.None, null, false),
            new("nothing", Role.None, await house.SignInAsync("nothing"), false),
            new("liaison", Role.Liaison, await house.SignInAsync("a")),
            new("head", Role.DepartmentHead, await house.SignInAsync("head")),
            new("supervisor", Role.Supervisor, house.Supervisor),
            new("supervisor of a plan", Role.Supervisor, await house.SignInAsync("plan-supervisor"), false),
            new("leader", Role.Leader, await house.SignInAsync("leader")),
            new("evaluator", Role.Evaluator, await house.SignInAsync("evaluator"), false),
            new("system administrator", Role.SystemAdministrator, await house.SignInAsync("system")),
            new("security administrator", Role.SecurityAdministrator, await house.SignInAsync("security")),
            new("audit administrator", Role.AuditAdministrator, await house.SignInAsync("audit")),
        ]);
        foreach (var (player, key) in cast.All.Skip(1).Zip(["nothing", "a", "head", "s", "plan-supervisor", "leader", "evaluator", "system", "security", "audit"]))
        {
            player.Token = await house.TokenAsync(key, TokenScope.Read | TokenScope.Report | TokenScope.Supervise | TokenScope.Audit);
        }

        return cast;
    }

    private static async Task OrderAsync(IServiceProvider services, string region, string department)
    {
        await using var scope = services.CreateAsyncScope();
        var about = await scope.ServiceProvider.GetRequiredService<TrackerDb>().Responsibilities.Where(r => r.Department.Region == region && r.Department.Name == department).Select(r => new { r.Id, r.DepartmentId }).FirstAsync();
        var wanted = new IssueOrder(SmallHouse.Today, "test", $"{region}1号", about.DepartmentId, "", "限期推进", SmallHouse.Today, "主任", OrderOrigin.ByHand, [about.Id]);
        (await scope.ServiceProvider.GetRequiredService<IssueSupervisionOrder>().HandleAsync(wanted, new FormStamp(region, 0), default)).Refusal.ShouldBeNull();
    }

    private static async Task VisitAsync(IServiceProvider services, string region, string department)
    {
        await using var scope = services.CreateAsyncScope();
        var id = await scope.ServiceProvider.GetRequiredService<TrackerDb>().Responsibilities.Where(r => r.Department.Region == region && r.Department.Name == department).Select(r => r.Id).FirstAsync();
        (await scope.ServiceProvider.GetRequiredService<RecordProgress>().HandleAsync(id, new RecordVisit(SmallHouse.Today, "test", VisitKind.Talk, SmallHouse.Today, $"{department}局长", "进展缓慢", "月底前完成"), default)).ShouldBeNull();
    }

    private static async Task AttachAsync(IServiceProvider services, string region, string department)
    {
        var id = await services.GetRequiredService<TrackerDb>().Responsibilities.Where(r => r.Task.Plan.Region == region && r.Department.Name == department).Select(r => r.Id).FirstAsync();
        (await services.GetRequiredService<AttachEvidence>().HandleAsync(id, null, EvidencePurpose.Report, department, $"{department}.pdf", () => new MemoryStream(EvidenceFiles.Pdf), default)).Refusal.ShouldBeNull();
    }

    private static void Hold(TrackerDb db, string person, Department department, PostKind kind)
    {
        var post = db.Posts.FirstOrDefault(p => p.DepartmentId == department.Id && p.Kind == kind) ?? db.Posts.Add(new Post { DepartmentId = department.Id, Kind = kind }).Entity;
        post.Holders.Add(new PostHolder { Person = Named(person), From = new(2024, 1, 1) });
    }

    private static void Give(TrackerDb db, string person, Role role, int? plan = null) =>
        db.Grants.Add(new Grant { Person = Named(person), Role = role, PlanId = plan, From = new(2024, 1, 1), GrantedBy = "test" });

    private static Person Named(string key) => new() { Key = key, Name = key, Email = $"{key}@small.example" };

    private static async Task NeighbourAsync(IServiceProvider services)
    {
        DateOnly start = new(2024, 1, 8);
        await using var scope = services.CreateAsyncScope();
        var s = scope.ServiceProvider;
        (await s.GetRequiredService<LoadOrg>().HandleAsync("org.json", Org, start, default)).Findings.ShouldBeEmpty();
        (await s.GetRequiredService<LoadPlan>().HandleAsync("plan.json", PlanFile, start, default)).Findings.ShouldBeEmpty();
        await s.GetRequiredService<ChangePlanState>().HandleAsync("neighbour", PlanState.Active, start, default);
        var text = System.Text.Encoding.UTF8.GetBytes("邻区“十四五”教育规划\n\n二、主要任务\n\n（一）建设学校。到2024年，建成学校2所。（邻局负责）\n\n三、组织保障\n\n（一）加强领导。正文。\n");
        (await s.GetRequiredService<UploadPlan>().HandleAsync("neighbour-draft.txt", () => new MemoryStream(text), default)).DraftId.ShouldNotBeNull();
        (await s.GetRequiredService<TrackerDb>().ImportDrafts.OrderBy(d => d.Id).LastAsync()).Region.ShouldBe(Neighbour);
    }

    private const string Org = """
        { "region": "邻区", "departments": [ { "name": "邻局" }, { "name": "邻区督查室" } ], "people": [ { "id": "n", "name": "邻人", "email": "n@small.example" } ],
          "posts": [ { "department": "邻局", "post": "liaison", "holders": [ { "person": "n", "from": "2024-01-01" } ] } ] }
        """;

    private const string PlanFile = """
        { "id": "neighbour", "title": "邻区教育规划", "region": "邻区", "period": { "start": "2021-01-01", "end": "2025-12-31" }, "departments": [ { "name": "邻局" } ],
          "tasks": [ { "key": "1", "number": "1", "title": "建设学校", "path": ["章"], "kind": "task", "responsible": [ { "department": "邻局", "asPrinted": "邻局", "role": "Lead" } ],
            "milestones": [ { "due": "2024-06-30", "text": "建成学校" } ] } ],
          "indicators": [ { "name": "入学率", "unit": "%", "baseline": "90", "target": "95", "nature": "约束性", "baselineValue": 90, "targetValue": 95, "direction": "atLeast" } ] }
        """;
}

/// <summary>What stands in the addresses of a department's or region's things.</summary>
internal sealed partial record Things(string Plan, int Task, int Responsibility, int Department, int Draft, string Mail, int Person, int Evidence, int Order, int Indicator)
{
    public static async Task<Things> OfAsync(SmallHouse house, string region, string? department = null)
    {
        await using var scope = house.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TrackerDb>();
        department ??= region == Cast.Own ? "甲局" : "邻局";
        var mine = await db.Responsibilities.Where(r => r.Department.Region == region && r.Department.Name == department).Select(r => new { r.Id, r.TaskId, r.DepartmentId, r.Task.Plan.Key }).FirstAsync();
        return new(mine.Key, mine.TaskId, mine.Id, mine.DepartmentId, await db.ImportDrafts.Where(d => d.Region == region).Select(d => d.Id).FirstAsync(),
            scope.ServiceProvider.GetRequiredService<TaskTracker.Mail.MailFolder>().List().First().Identity, await db.People.Where(p => p.Key == (region == Cast.Own ? "b" : "n")).Select(p => p.Id).SingleAsync(),
            await db.Evidence.Where(e => e.ResponsibilityId == mine.Id).Select(e => e.Id).FirstOrDefaultAsync(), await db.Orders.Where(o => o.Region == region).Select(o => o.Id).SingleAsync(),
            await db.Indicators.Where(i => i.Plan.Region == region).Select(i => i.Id).FirstAsync());
    }

    /// <summary>The address of that kind of thing.</summary>
    public string Fill(string route) => route.StartsWith(Visitor.Api, StringComparison.Ordinal) ? Visitor.Api + Fill(route[Visitor.Api.Length..]) : Parameter().Replace(route, match => match.Groups[1].Value.ToLowerInvariant() switch
    {
        "key" => Plan,
        "name" => Mail,
        "taskid" or "task" or "number" => "1",
        _ when route.StartsWith("/tasks/", StringComparison.Ordinal) => Text(Task),
        _ when route.StartsWith("/responsibilities/", StringComparison.Ordinal) => Text(Responsibility),
        _ when route.StartsWith("/departments/", StringComparison.Ordinal) => Text(Department),
        _ when route.StartsWith("/import/", StringComparison.Ordinal) => Text(Draft),
        _ when route.StartsWith("/orders/", StringComparison.Ordinal) => Text(Order),
        _ when route.StartsWith("/indicators/", StringComparison.Ordinal) => Text(Indicator),
        _ when route.StartsWith("/evidence/", StringComparison.Ordinal) => Text(Evidence),
        _ when route.StartsWith("/people/", StringComparison.Ordinal) => Text(Person),
        var name => throw new ArgumentException($"What shall stand for {name} of {route}? Say so in {nameof(Things)}."),
    }) + route switch
    {
        "/search" => "?q=x",
        "/rules/edit" => "?file=workflows/progress.json",
        "/rules/signals" => "?workflow=milestone-deadline&rule=overdue-15-workdays",
        _ => "",
    };

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Parameter();
}

/// <summary>Sends requests as a person would who knows every address, with a good token in every form.</summary>
internal sealed partial class Visitor : IDisposable
{
    public const string Api = "/api/v1";
    private readonly HttpClient _client;
    private readonly string? _bearer;
    private string? _token;

    /// <param name="bearer">For addresses of programs, where no cookie is looked at.</param>
    public Visitor(SmallHouse house, Cookie? session, string? bearer = null)
    {
        _bearer = bearer;
        var handler = new HttpClientHandler { AllowAutoRedirect = false };
        if (session is not null)
        {
            handler.CookieContainer.Add(session);
        }

        _client = new HttpClient(handler) { BaseAddress = house.Address };
    }

    public HttpClient Client => _client;

    public async Task<(HttpStatusCode Status, string? Location)> SendAsync(string method, string address, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (address.StartsWith(Api, StringComparison.Ordinal))
        {
            request.Headers.Authorization = _bearer is null ? null : new("Bearer", _bearer);
            request.Headers.Add("Idempotency-Key", "x");
            request.Content = method == "POST" ? System.Net.Http.Json.JsonContent.Create(new { }) : null;
        }
        else if (method == "POST")
        {
            request.Content = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", await TokenAsync())).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        }

        using var answer = await _client.SendAsync(request);
        return (answer.StatusCode, answer.Headers.Location?.ToString());
    }

    /// <summary>A token that is good for every form of this person.</summary>
    public async Task<string> TokenAsync()
    {
        if (_token is null)
        {
            // Every page of somebody who is signed in has the button to sign out.
            _token = Token().Match(await _client.GetStringAsync("/sign-in")).Groups[1].Value;
        }

        return _token;
    }

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("__RequestVerificationToken\" value=\"([^\"]+)")]
    private static partial Regex Token();
}
