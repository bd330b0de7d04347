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
using TaskTracker.Access;
using TaskTracker.Cli;
using TaskTracker.Demo;
using TaskTracker.Domain.Organisation;
using TaskTracker.Features.Accounts;
using TaskTracker.Persistence;
using TaskTracker.Sweep;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Benchmarks.Web;

/// <summary>The service on a free port of this machine over a generated ledger that was swept once.</summary>
internal sealed class GeneratedHouse : IAsyncDisposable
{
    private const int Seed = 1;
    private readonly TestDatabase _database;
    private readonly WebApplication _app;

    private GeneratedHouse(TestDatabase database, WebApplication app) => (_database, _app) = (database, app);

    public static async Task<GeneratedHouse> OpenAsync(TestProvider provider, int responsibilities)
    {
        var database = await TestDatabase.CreateAsync(provider);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = database.Options.Provider.ToString(),
            ["Database:ConnectionString"] = database.Options.ConnectionString,
            ["Logging:LogLevel:Default"] = "Warning",
            ["Accounts:HashRounds"] = "1",
            ["Accounts:RequestsPerMinute"] = "1000000000",
        }).Build();
        var time = new ShiftedTime(new HouseOptions().Zone(), PlayDemo.Today, new TimeOnly(10, 0));
        var app = ServeCommand.Build(new Place(database.Folder, new RulesFolder(Path.Combine(AppContext.BaseDirectory, "rules"))), configuration, time, isDemo: true, "http://127.0.0.1:0");
        await app.Services.GetRequiredService<IDbContextFactory<TrackerDb>>().UpgradeAsync(default);
        await ActivatorUtilities.CreateInstance<GenerateLedger>(app.Services).HandleAsync(responsibilities, Seed, PlayDemo.Today, _ => { }, default);
        await app.Services.GetRequiredService<RunSweep>().HandleAsync(PlayDemo.Today, null, default);
        await app.StartAsync();
        return new GeneratedHouse(database, app);
    }

    /// <summary>Whoever holds the post in the first region, in the department with most to do.</summary>
    public Task<HttpClient> EnterAsync(PostKind post) => EnterAsync(db => db.Posts
        .Where(p => p.Kind == post && p.Department.Region == db.Plans.OrderBy(x => x.Id).First().Region)
        .OrderByDescending(p => db.Responsibilities.Count(r => r.DepartmentId == p.DepartmentId)).ThenBy(p => p.Id).Select(p => p.Holders.First().PersonId));

    /// <summary>Supervision of the whole house.</summary>
    public Task<HttpClient> EnterEverywhereAsync() => EnterAsync(db =>
    {
        var person = new Person { Key = "everywhere", Name = "全域督查", Email = "everywhere@house.example" };
        db.Add(new Grant { Person = person, Role = Role.Supervisor, From = PlayDemo.Today.AddYears(-1), GrantedBy = "benchmark" });
        db.SaveChanges();
        return db.People.Where(p => p.Id == person.Id).Select(p => p.Id);
    });

    /// <summary>Every kind of page, where the same things of the first plan are shown in a ledger of any size.</summary>
    public async Task<IReadOnlyList<(string Page, string Address)>> PagesAsync()
    {
        await using var db = await _app.Services.GetRequiredService<IDbContextFactory<TrackerDb>>().CreateDbContextAsync();
        var plan = await db.Plans.OrderBy(p => p.Id).FirstAsync();
        var task = await db.Tasks.Where(t => t.PlanId == plan.Id).OrderBy(t => t.Position).FirstAsync();
        var responsibility = await db.Responsibilities.Where(r => r.Task.PlanId == plan.Id).OrderBy(r => r.Id).FirstAsync();
        return
        [
            .. new[]
            {
                "/", "/plans", $"/plans/{plan.Key}", $"/plans/{plan.Key}?view=gantt", $"/plans/{plan.Key}?view=indicators", $"/tasks/{task.Id}", $"/responsibilities/{responsibility.Id}",
                "/responsibilities", "/responsibilities?light=red", "/responsibilities?when=overdue&sort=due", "/responsibilities?sort=department&page=3", $"/responsibilities?plan={plan.Key}",
                "/departments", $"/departments/{responsibility.DepartmentId}", "/notices", "/notices?view=skipped", "/review", "/orders", "/rules", "/audit", "/import",
            }.Select(a => (string.Create(CultureInfo.InvariantCulture, $"{a.Replace(plan.Key, "PLAN", StringComparison.Ordinal)}"), a)),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task<HttpClient> EnterAsync(Func<TrackerDb, IQueryable<int>> who)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TrackerDb>();
        var person = await who(db).FirstAsync();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var name = string.Create(CultureInfo.InvariantCulture, $"p{person}");
        if (await accounts.FindByNameAsync(name) is not { } account)
        {
            account = new Account { PersonId = person, Name = name, CreatedAt = DateTime.UtcNow };
            await accounts.CreateAsync(account, "Zk7-mond-Vier");
        }

        var secret = await scope.ServiceProvider.GetRequiredService<BeginSession>().MakeAsync(account, "benchmark", "127.0.0.1", default);
        var ticket = new AuthenticationTicket(BeginSession.PrincipalOf(person, secret), CookieAuthenticationDefaults.AuthenticationScheme);
        var cookies = _app.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme);
        var address = new Uri(_app.Urls.Single());
        var handler = new HttpClientHandler { AllowAutoRedirect = false };
        handler.CookieContainer.Add(new Cookie("session", cookies.TicketDataFormat.Protect(ticket), "/", address.Host));
        return new HttpClient(handler) { BaseAddress = address };
    }
}
