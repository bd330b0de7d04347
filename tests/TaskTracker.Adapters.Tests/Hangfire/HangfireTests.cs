using System.Net;
using Hangfire;
using Hangfire.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TaskTracker.Access;
using TaskTracker.Features.Accounts;
using TaskTracker.Hangfire;
using TaskTracker.Mail;
using TaskTracker.Persistence;
using TaskTracker.Scheduling;
using TaskTracker.Sweep;
using TaskTracker.Tests.Access;
using TaskTracker.Tests.Contracts;
using TaskTracker.Tests.Features;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Adapters.Tests.Hangfire;

[Collection(Collection)]
public sealed class HangfireContractTests : SchedulerContract
{
    /// <summary>Hangfire's log belongs to the process, so hosts must not come and go beside one another.</summary>
    public const string Collection = "Hangfire";

    protected override IServiceCollection AddScheduler(IServiceCollection services, JobSchedule schedule) => services.AddHangfireJobs(schedule);

    [DatabaseFact]
    public async Task Job_ThatFails_IsTriedAgainAndCanBeSeen(TestDatabase database)
    {
        var log = new ProbeLog();
        using var host = await StartAsync(database, log, "0 0 3 29 2 ?");
        await UntilAsync(() => log.Failures >= 1);
        var monitoring = host.Services.GetRequiredService<JobStorage>().GetMonitoringApi();
        await UntilAsync(() => monitoring.ScheduledJobs(0, 10).Count == 1);
        var details = monitoring.JobDetails(monitoring.ScheduledJobs(0, 10).Single().Key);
        details.History.SelectMany(h => h.Data.Values).ShouldContain("This job always fails.");
        await host.StopAsync();
    }
}

[Collection(HangfireContractTests.Collection)]
public sealed class HangfireTests
{
    private const int Tasks = 1_000;
    private const string Never = "0 0 3 29 2 ?";

    [DatabaseFact]
    public async Task Sweep_OnTwoNodes_IsSharedByBatchesAndHappensOnce(TestDatabase database)
    {
        await BuildAsync(database);
        var hosts = new List<IHost> { await StartAsync(database) };
        if (database.Provider == TestProvider.Postgres)
        {
            hosts.Add(await StartAsync(database));
        }

        await SweptAsync(database);
        var monitoring = hosts[0].Services.GetRequiredService<JobStorage>().GetMonitoringApi();
        for (var wait = 0; wait < 200 && monitoring.SucceededListCount() < 12; wait++)
        {
            await Task.Delay(100);
        }

        var servers = monitoring.SucceededJobs(0, 100).Where(j => j.Value.Job.Type == typeof(RunBatch))
            .Select(j => monitoring.JobDetails(j.Key).History.First(h => h.StateName == "Processing").Data["ServerId"]).ToList();
        await Task.WhenAll(hosts.Select(h => h.StopAsync()));

        await using var db = database.Open();
        var run = await db.Runs.SingleAsync(r => r.Kind == RunKind.Sweep);
        run.State.ShouldBe(RunState.Done);
        var batches = await db.Batches.Where(b => b.RunId == run.Id).ToListAsync();
        batches.ShouldAllBe(b => b.DoneAt != null && b.Fence == 1);
        servers.Count.ShouldBe(batches.Count);
        batches.Select(b => b.LeasedBy).Distinct().Count().ShouldBe(hosts.Count, "every node has evaluated some");
        (await db.Mails.CountAsync()).ShouldBe(await db.Mails.Select(m => m.PersonId).Distinct().CountAsync());
        monitoring.FailedCount().ShouldBe(0);
        hosts.ForEach(h => h.Dispose());
    }

    [DatabaseFact]
    public async Task Dashboard_ForEveryRole_LetsInSystemAdministratorsAndNobodyElse(TestDatabase database)
    {
        await using var house = await OpenAsync(database);
        foreach (var person in (await Cast.MakeAsync(house)).All)
        {
            using var visitor = new Visitor(house, person.Session);
            foreach (var (method, address) in new[] { ("GET", "/hangfire"), ("GET", "/hangfire/recurring"), ("GET", "/hangfire/jobs/failed"), ("POST", "/hangfire/stats"), ("POST", "/hangfire/recurring/trigger") })
            {
                var (status, location) = await visitor.SendAsync(method, address, ("jobs[]", "digest"));
                var what = $"{person.Name}: {method} {address}";
                if (person.Session is null)
                {
                    status.ShouldBe(HttpStatusCode.SeeOther, what);
                    location.ShouldStartWith("/sign-in", customMessage: what);
                }
                else if (!person.Roles.HasFlag(Role.SystemAdministrator))
                {
                    status.ShouldBe(HttpStatusCode.Forbidden, what);
                }
                else
                {
                    ((int)status).ShouldBeLessThan(300, what);
                }
            }
        }

        var newcomer = await house.SignInAsync("b", mustChangePassword: true);
        await GrantAsync(house, "b");
        using var first = new Visitor(house, newcomer);
        (await first.SendAsync("GET", "/hangfire")).ShouldBe((HttpStatusCode.Redirect, "/account/password"));
    }

    [DatabaseFact]
    public async Task Dashboard_HasAPolicyOfItsOwn_AndThePagesKeepTheirs(TestDatabase database)
    {
        await using var house = await OpenAsync(database);
        await GrantAsync(house, "b");
        using var http = house.Visit(session: await house.SignInAsync("b"));
        (await PolicyAsync("/hangfire")).ShouldStartWith("default-src 'self'");
        (await PolicyAsync("/")).ShouldStartWith("default-src 'none'");

        async Task<string> PolicyAsync(string address) => (await http.GetAsync(address)).Headers.GetValues("Content-Security-Policy").Single();
    }

    [DatabaseFact]
    public async Task Dashboard_WhenAFormIsForged_StartsNothing(TestDatabase database)
    {
        await using var house = await OpenAsync(database);
        await GrantAsync(house, "b");
        using var http = house.Visit(session: await house.SignInAsync("b"), follow: false);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("jobs[]", "digest")]);
        (await http.PostAsync("/hangfire/recurring/trigger", form)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [BrowserFact]
    public async Task Dashboard_InABrowser_StartsAJobByAClick()
    {
        await using var database = await TestDatabase.CreateAsync(TestProvider.Sqlite);
        await using var house = await OpenAsync(database);
        await GrantAsync(house, "b");
        var atStart = await DoneOtherThanAsync(null);
        var browser = new BrowserFixture();
        try
        {
            var page = await house.EnterAsync(await browser.NewPageAsync(), await house.SignInAsync("b"));
            await page.GotoAsync($"{house.Address}hangfire/recurring");
            await page.CheckAsync("input[value=digest]");
            await page.ClickAsync("button[data-url$='recurring/trigger']");
            await DoneOtherThanAsync(atStart);
        }
        finally
        {
            await browser.DisposeAsync();
        }

        async Task<string> DoneOtherThanAsync(string? before)
        {
            using var connection = house.Services.GetRequiredService<JobStorage>().GetConnection();
            for (var wait = 0; wait < 300; wait++)
            {
                if (connection.GetRecurringJobs().Single(j => j.Id == "digest") is { LastJobState: "Succeeded", LastJobId: { } last } && last != before)
                {
                    return last;
                }

                await Task.Delay(100);
            }

            throw new TimeoutException("The digest's job has not run within half a minute.");
        }
    }

    private static Task<SmallHouse> OpenAsync(TestDatabase database) =>
        SmallHouse.OpenAsync(database, isDemo: false, settings: new() { ["Scheduling:Engine"] = "Hangfire", ["Jobs:Sweep"] = Never, ["Jobs:Digest"] = Never, ["Jobs:Seal"] = Never });

    private static async Task GrantAsync(SmallHouse house, string person)
    {
        await using var scope = house.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TrackerDb>();
        db.Grants.Add(new Grant { Person = await db.People.SingleAsync(p => p.Key == person), Role = Role.SystemAdministrator, From = new(2024, 1, 1), GrantedBy = "test" });
        await db.SaveChangesAsync();
    }

    private static async Task BuildAsync(TestDatabase database)
    {
        await using var node = new Node(database, FakeTime.At("2024-10-08 09:00"), new RecordedPost());
        await new SmallLedger { Tasks = [.. Enumerable.Range(0, Tasks).Select(n => new PlannedTask($"t{n}", "2024-11-13", SmallLedger.Health))] }.BuildAsync(node);
    }

    private static async Task<IHost> StartAsync(TestDatabase database)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
        [
            new("Database:Provider", database.Options.Provider.ToString()), new("Database:ConnectionString", database.Options.ConnectionString),
            new("Jobs:Sweep", Never), new("Jobs:Digest", Never), new("Scheduling:Engine", "Hangfire"),
        ]);
        builder.Services.AddSingleton<TimeProvider>(new ShiftedTime(new HouseOptions().Zone(), new DateOnly(2024, 11, 20), new TimeOnly(10, 0)));
        builder.Services.AddTaskTracker(builder.Configuration, new Place(database.Folder, new RulesFolder(Path.Combine(AppContext.BaseDirectory, "rules"))));
        builder.Services.AddSingleton<IMailTransport>(new RecordedPost());
        builder.Services.AddJobs(builder.Configuration);

        // A sweep of so few tasks would be over before another node has looked.
        builder.Services.ConfigureDbContext<PostgresTrackerDb>(o => o.AddInterceptors(new SlowSave()));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static async Task SweptAsync(TestDatabase database)
    {
        for (var wait = 0; wait < 600; wait++)
        {
            await using var db = database.Open();
            if (await db.Runs.AnyAsync(r => r.Kind == RunKind.Sweep && r.State == RunState.Done))
            {
                return;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("No sweep within a minute.");
    }

    private sealed class SlowSave : SaveChangesInterceptor
    {
        public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), cancellationToken);
            return result;
        }
    }
}
