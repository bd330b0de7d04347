using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using TaskTracker.Access;
using TaskTracker.Cli;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features;
using TaskTracker.Features.Accounts;
using TaskTracker.Features.Import;
using TaskTracker.Features.Organisation;
using TaskTracker.Features.Plans;
using TaskTracker.Features.Progress;
using TaskTracker.Outbox;
using TaskTracker.Persistence;
using TaskTracker.Sweep;
using TaskTracker.Tests.Fixtures;
using Cookie = System.Net.Cookie;

namespace TaskTracker.Tests.Features;

/// <summary>
/// The real service on a free port of this machine over a small ledger that the real handlers made: every light but grey, a group, a task
/// that nobody has, names that try to be markup.
/// </summary>
internal sealed class SmallHouse : IAsyncDisposable
{
    public static readonly DateOnly Today = new(2024, 11, 20);

    /// <summary>Runs where a page shows it as markup.</summary>
    public const string Markup = "<img src=x onerror=window.xss=1><script>window.xss=1</script>";

    /// <summary>Of every account here.</summary>
    public const string Password = "Zk7-mond-Vier";

    private readonly WebApplication _app;

    private SmallHouse(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.Single());
    }

    public Uri Address { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="rules">The folder of rules; by default the shipped ones.</param>
    /// <param name="settings">Further configuration.</param>
    public static async Task<SmallHouse> OpenAsync(TestDatabase database, bool isDemo = true, string? rules = null, Dictionary<string, string?>? settings = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = database.Options.Provider.ToString(),
            ["Database:ConnectionString"] = database.Options.ConnectionString,
            ["Logging:LogLevel:Default"] = "Warning",
            ["Accounts:HashRounds"] = "1",
            ["Accounts:RequestsPerMinute"] = "1000000",
            ["Accounts:LinksPerMinute"] = "1000000",
        }).AddInMemoryCollection(settings ?? []).Build();
        var place = new Place(database.Folder, new RulesFolder(rules ?? Path.Combine(AppContext.BaseDirectory, "rules")));
        var time = new ShiftedTime(new HouseOptions().Zone(), Today, new TimeOnly(10, 0));
        var app = ServeCommand.Build(place, configuration, time, isDemo, "http://127.0.0.1:0");
        await app.Services.GetRequiredService<IDbContextFactory<TrackerDb>>().UpgradeAsync(default);
        await FillAsync(app.Services);
        await app.StartAsync();
        var house = new SmallHouse(app);
        house.Supervisor = await house.SignInAsync("s");
        return house;
    }

    /// <summary>The session cookie of the supervision office, which sees all of the small ledger.</summary>
    public Cookie Supervisor { get; private set; } = null!;

    /// <summary>A browser's session: it follows redirects and keeps cookies.</summary>
    /// <param name="session">Of <see cref="SignInAsync"/>; by default the supervision office's.</param>
    public HttpClient Visit(bool english = false, Cookie? session = null, bool follow = true)
    {
        var handler = new HttpClientHandler { AllowAutoRedirect = follow };
        handler.CookieContainer.Add(session ?? Supervisor);
        if (english)
        {
            handler.CookieContainer.Add(new Cookie("language", "en", "/", Address.Host));
        }

        return new HttpClient(handler) { BaseAddress = Address };
    }

    /// <summary>Signs a page of the browser in.</summary>
    public async Task<IPage> EnterAsync(IPage page, Cookie? session = null)
    {
        await page.Context.AddCookiesAsync([new() { Name = "session", Value = (session ?? Supervisor).Value, Url = Address.ToString() }]);
        return page;
    }

    /// <summary>Gives the person an account where they have none, and a session as if they had signed in with it.</summary>
    /// <returns>The session's cookie.</returns>
    public async Task<Cookie> SignInAsync(string person, bool mustChangePassword = false)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TrackerDb>();
        var who = await db.People.SingleAsync(p => p.Key == person);
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        if (await accounts.FindByNameAsync(person) is null)
        {
            (await accounts.CreateAsync(new Account { PersonId = who.Id, Name = person, MustChangePassword = mustChangePassword, CreatedAt = DateTime.UtcNow }, Password)).Succeeded.ShouldBeTrue();
        }

        var account = (await accounts.FindByNameAsync(person))!;
        var secret = await scope.ServiceProvider.GetRequiredService<BeginSession>().MakeAsync(account, "Chrome Linux", "127.0.0.1", default);
        var ticket = new AuthenticationTicket(BeginSession.PrincipalOf(who.Id, secret), CookieAuthenticationDefaults.AuthenticationScheme);
        var cookies = Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme);
        return new Cookie("session", cookies.TicketDataFormat.Protect(ticket), "/", Address.Host);
    }

    /// <summary>A token of the person, as if they had made it; they need an account.</summary>
    public async Task<string> TokenAsync(string person, TokenScope scopes, DateOnly? until = null)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<TrackerDb>>().CreateDbContextAsync();
        var token = Secret.Make();
        db.Tokens.Add(new ApiToken
        {
            PersonId = await db.People.Where(p => p.Key == person).Select(p => p.Id).SingleAsync(), Name = "test", SecretHash = Secret.Hash(token), Scopes = scopes, CreatedAt = DateTime.UtcNow, Until = until ?? Today,
        });
        await db.SaveChangesAsync();
        return token;
    }

    /// <summary>The address of every kind of page.</summary>
    public async Task<IReadOnlyList<string>> AddressesAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TrackerDb>();
        var mail = scope.ServiceProvider.GetRequiredService<TaskTracker.Mail.MailFolder>().List().First();
        return
        [
            "/", "/account", "/account/tokens", "/search", "/search?q=%E4%BB%BB%E5%8A%A1", "/search?q=%E5%B1%80&in=responsibility", "/search?q=nothing", "/responsibilities/1/comment", "/plans", "/responsibilities", "/responsibilities?light=red&plan=small&sort=department&when=overdue", "/responsibilities?page=9&sort=due&when=soon", "/departments", "/departments?region=试验区",
            "/import", "/import?show=discarded", "/import/1", "/import/1/tasks/1", "/import/1/findings", "/import/1/departments", "/import/1/indicators", "/import/1/head", "/import/1/changes", "/import/1/publish",
            "/rules", "/rules/edit?file=workflows/progress.json", "/rules/signals?workflow=milestone-deadline&rule=overdue-15-workdays", "/rules/signals?workflow=milestone-deadline&rule=overdue-15-workdays&view=notices", "/rules/versions/1",
            "/plans/small/opening", "/plans/small/indicators", "/plans/small/indicators?year=2022", "/plans/small/indicators/targets", "/indicators/1", "/plans/small/breakdown", "/plans/small/breakdown?year=2025&only=unset&propose=1", "/plans/small/breakdown?chapter=x&page=3", "/plans/small/assign", "/plans/small/assign?only=unassigned", "/plans/small/settings", "/tasks/1/decision", "/departments/reorganise", "/visits", "/visits?kind=talk&from=2024-01-01&department=1", "/proposals", "/proposals?show=decided", "/review", "/review?kind=report", "/orders", "/orders?show=all", "/responsibilities/1/supervise", "/responsibilities/1/order",
            "/audit", "/audit?chain=plan:small&by=x&on=2024-11-20", "/notices", "/notices?view=skipped", "/notices?on=2024-11-19&level=1", "/mailbox", $"/mailbox/{mail.Identity}", $"/mailbox/{mail.Identity}?view=text",
            .. new[] { "", "?only=unset", "?view=gantt", "?view=gantt&range=all", "?view=indicators", "?view=projects", "?view=tables" }.Select(q => "/plans/small" + q),
            .. (await db.Tasks.Select(t => t.Id).ToListAsync()).Select(id => Invariant($"/tasks/{id}")),
            .. (await db.Responsibilities.Select(r => r.Id).ToListAsync()).Select(id => Invariant($"/responsibilities/{id}")),
            .. (await db.Departments.Select(d => d.Id).ToListAsync()).Select(id => Invariant($"/departments/{id}")),
        ];
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static async Task FillAsync(IServiceProvider services)
    {
        DateOnly start = new(2024, 1, 8);
        await LoadAsync<LoadOrg>(services, h => h.HandleAsync("org.json", Org, start, default));
        await LoadAsync<LoadPlan>(services, h => h.HandleAsync("plan.json", PlanFile, start, default));
        await LoadAsync<BreakDownYear>(services, h => h.HandleAsync("breakdown.json", Breakdown, start, default));
        await using (var scope = services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<ChangePlanState>().HandleAsync("small", PlanState.Active, start, default);
        }

        foreach (var (department, command) in Commands())
        {
            await using var scope = services.CreateAsyncScope();
            var id = await scope.ServiceProvider.GetRequiredService<TrackerDb>().Responsibilities.Where(r => r.Department.Name == department && r.Task.Number == "1").Select(r => r.Id).SingleAsync();
            (await scope.ServiceProvider.GetRequiredService<RecordProgress>().HandleAsync(id, command, default)).ShouldBeNull();
        }

        await UploadAsync(services);
        foreach (var day in new[] { Today.AddDays(-8), Today.AddDays(-1), Today })
        {
            await services.GetRequiredService<RunSweep>().HandleAsync(day, null, default);
            await services.GetRequiredService<SendMails>().HandleAsync(null, default);
        }
    }

    /// <summary>A draft that is a later version of the small plan, by its file's name.</summary>
    private static async Task UploadAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var content = System.Text.Encoding.UTF8.GetBytes(Document);
        (await scope.ServiceProvider.GetRequiredService<UploadPlan>().HandleAsync("small.txt", () => new MemoryStream(content), default)).DraftId.ShouldBe(1);
    }

    private static async Task LoadAsync<THandler>(IServiceProvider services, Func<THandler, Task<LoadResult>> load)
        where THandler : notnull
    {
        await using var scope = services.CreateAsyncScope();
        (await load(scope.ServiceProvider.GetRequiredService<THandler>())).Findings.ShouldBeEmpty();
    }

    private static IEnumerable<(string Department, ProgressCommand Command)> Commands()
    {
        yield return ("甲局", new Accept(new(2024, 1, 10), "甲局"));
        yield return ("甲局", new SubmitReport(new(2024, 4, 8), "甲局", ReportedState.Behind, 20, $"进展{Markup}", $"下一步{Markup}"));
        yield return ("甲局", new ReturnReport(new(2024, 4, 10), "督查室", $"请补充{Markup}"));
        yield return ("甲局", new GrantExtension(new(2024, 9, 20), "督查室", "2024-1", new(2024, 10, 8), $"理由{Markup}"));
        yield return ("乙局", new Accept(new(2024, 1, 10), "乙局"));
        yield return ("乙局", new ConfirmMilestone(new(2024, 9, 20), "督查室", "2024-1"));
        yield return ("丙局", new Accept(new(2024, 1, 10), "丙局"));
        yield return ("丙局", new ConfirmMilestone(new(2024, 9, 20), "督查室", "2024-1"));
        yield return ("丙局", new ConfirmMilestone(new(2024, 9, 20), "督查室", "2024-2"));
        yield return ("丙局", new ConfirmMilestone(new(2024, 9, 20), "督查室", "printed-2025-12-31"));
        yield return ("丙局", new Close(new(2024, 9, 27), "督查室"));
    }

    private static string Json(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private const string Document = $"""
        试验区“十四五”卫生与健康规划

        二、主要任务{Markup}

        （一）任务{Markup}。正文{Markup}。到2024年，建成医院2家{Markup}。（甲局、新局{Markup}、各街道负责）

        （二）没有人做的任务。正文。

        三、组织保障

        （一）加强领导。正文。
        """;

    private static readonly string Org = $$"""
        {
          "region": "试验区",
          "departments": [
            { "name": "甲局", "aliases": [{{Json("甲" + Markup)}}] }, { "name": "乙局" }, { "name": "丙局" }, { "name": {{Json("丁局" + Markup)}} }, { "name": "督查室" },
            { "name": "各局", "group": true, "members": ["乙局", "丙局", {{Json("丁局" + Markup)}}] }
          ],
          "people": [ { "id": "a", "name": {{Json("张三" + Markup)}}, "email": "a@small.example" }, { "id": "b", "name": "李四", "email": "b@small.example" }, { "id": "s", "name": "王五", "email": "s@small.example" } ],
          "posts": [
            { "department": "甲局", "post": "liaison", "holders": [ { "person": "a", "from": "2024-01-01" } ] },
            { "department": "乙局", "post": "liaison", "holders": [ { "person": "b", "from": "2024-01-01" } ] },
            { "department": "督查室", "post": "supervision", "holders": [ { "person": "s", "from": "2024-01-01" } ] }
          ]
        }
        """;

    private static readonly string PlanFile = $$"""
        {
          "id": "small", "title": {{Json("小规划" + Markup)}}, "region": "试验区", "period": { "start": "2021-01-01", "end": "2025-12-31" },
          "departments": [ { "name": "甲局" }, { "name": "各局", "group": true } ],
          "tasks": [
            { "key": "1", "number": "1", "title": {{Json("任务" + Markup)}}, "path": [{{Json("章" + Markup)}}], "kind": "task", "text": {{Json("正文" + Markup)}},
              "responsible": [ { "department": "甲局", "asPrinted": "甲局", "role": "Lead" }, { "department": "各局", "asPrinted": "各局", "role": "Joint" } ],
              "milestones": [ { "due": "2025-12-31", "text": {{Json("节点" + Markup)}}, "measure": { "subject": "空编率", "op": "<=", "value": 5, "unit": "%" } } ] },
            { "key": "2", "number": "2", "title": "没有人做的任务", "path": ["章"], "kind": "task" }
          ],
          "indicators": [ { "name": {{Json("指标" + Markup)}}, "unit": "岁", "baseline": "80", "target": "82", "nature": "预期性", "baselineValue": 80, "targetValue": 82, "direction": "atLeast" } ],
          "projects": [ { "number": "1", "title": {{Json("专栏" + Markup)}}, "items": [{{Json("项" + Markup)}}] } ],
          "tables": [ { "title": {{Json("表" + Markup)}}, "unit": "张", "columns": ["2020年床位", "2021年床位", "2022年床位", "2023年床位", "2024年床位", "2025年床位"], "rows": [ { "name": {{Json("医院" + Markup)}}, "values": ["10", "20", "30", "40", "50", "60"] } ] } ]
        }
        """;

    private static readonly string Breakdown = $$"""
        {
          "plan": "small", "year": 2024,
          "milestones": [
            { "task": "1", "key": "2024-1", "due": "2024-09-27", "text": {{Json("三季度" + Markup)}} },
            { "task": "1", "key": "2024-2", "due": "2024-11-29", "text": "十一月底完成" }
          ]
        }
        """;
}
