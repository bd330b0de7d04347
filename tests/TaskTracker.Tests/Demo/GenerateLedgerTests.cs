using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TaskTracker.Domain.Audit;
using TaskTracker.Demo;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Persistence;
using TaskTracker.Sweep;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Demo;

public sealed class GenerateLedgerTests
{
    [DatabaseFact]
    public async Task Generate_WhenTheSeedIsTheSame_MakesTheSameContent(TestDatabase database)
    {
        await using var again = await TestDatabase.CreateAsync(database.Provider);
        await using var other = await TestDatabase.CreateAsync(database.Provider);
        await GenerateAsync(database, 300, seed: 7);
        await GenerateAsync(again, 300, seed: 7);
        await GenerateAsync(other, 300, seed: 8);

        var content = await ContentAsync(database);
        (await ContentAsync(again)).ShouldBe(content);
        (await ContentAsync(other)).ShouldNotBe(content);
    }

    [DatabaseFact]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(300)]
    [InlineData(1000)]
    public async Task Generate_OfANumber_MakesExactlySoManyResponsibilities(TestDatabase database, int number)
    {
        var made = (await GenerateAsync(database, number, seed: 1)).ShouldNotBeNull();

        made.Responsibilities.ShouldBe(number);
        await using var db = database.Open();
        (await db.Responsibilities.CountAsync()).ShouldBe(number);
        (await db.Tasks.CountAsync()).ShouldBe(made.Tasks);
        (await db.Plans.CountAsync()).ShouldBe(made.Plans);
        (await db.Departments.CountAsync()).ShouldBe(made.Departments);
        (await db.People.CountAsync()).ShouldBe(made.People);
        (await db.Milestones.CountAsync()).ShouldBe(made.Milestones);
        (await db.Reports.CountAsync()).ShouldBe(made.Reports);
        (await db.Audit.CountAsync()).ShouldBe(made.HistoryEntries);
    }

    [DatabaseFact]
    public async Task Generate_WhenTheLedgerHasAPlan_ChangesNothing(TestDatabase database)
    {
        await GenerateAsync(database, 20, seed: 1);
        var content = await ContentAsync(database);

        (await GenerateAsync(database, 20, seed: 2)).ShouldBeNull();

        (await ContentAsync(database)).ShouldBe(content);
    }

    [DatabaseFact]
    public async Task Generate_OfAThousand_HasTheShapesOfRealPlans(TestDatabase database)
    {
        await GenerateAsync(database, 1000, seed: 1);

        await using var db = database.Open();
        var plans = await db.Plans.AsNoTracking().AsSplitQuery().Include(p => p.Indicators).Include(p => p.Tasks).ThenInclude(t => t.Milestones)
            .Include(p => p.Tasks).ThenInclude(t => t.Responsibilities).ToListAsync();
        plans.Count.ShouldBe(4);
        plans.ShouldAllBe(p => p.Tasks.Count >= 40 && p.Tasks.Count <= 90);
        var tasks = plans.SelectMany(p => p.Tasks).ToList();
        tasks.ShouldAllBe(t => t.Responsibilities.Count >= 1 && t.Responsibilities.Count <= 10);
        tasks.ShouldContain(t => t.Responsibilities.Count(r => r.GroupId != null) == 5);
        plans.ShouldAllBe(p => p.Tasks.SelectMany(t => t.Milestones).Where(m => m.Origin == MilestoneOrigin.Printed).All(m => m.Due == p.End));
        tasks.ShouldContain(t => t.Milestones.All(m => m.Origin == MilestoneOrigin.Printed));
        plans.ShouldAllBe(p => p.Indicators.Count >= 18 && p.Indicators.Count <= 23);

        var states = tasks.SelectMany(t => t.Responsibilities).GroupBy(r => r.State).ToDictionary(g => g.Key, g => g.Count());
        states.ShouldContainKey(ResponsibilityState.Assigned);
        states.ShouldContainKey(ResponsibilityState.InProgress);
        states.ShouldContainKey(ResponsibilityState.Returned);
        states.ShouldContainKey(ResponsibilityState.Closed);
        (await db.MilestoneShares.CountAsync(m => m.Due > m.FirstDue)).ShouldBeGreaterThan(0);
        (await db.MilestoneShares.CountAsync(m => m.MetOn > m.FirstDue)).ShouldBeGreaterThan(0);
        (await db.MilestoneShares.CountAsync(m => m.MetOn == null && m.Due < PlayDemo.Today)).ShouldBeGreaterThan(0);
    }

    private static async Task<Generated?> GenerateAsync(TestDatabase database, int responsibilities, int seed)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = database.Options.Provider.ToString(), ["Database:ConnectionString"] = database.Options.ConnectionString,
        }).Build();
        await using var services = new ServiceCollection().AddLogging()
            .AddTaskTracker(configuration, new Place(database.Folder, new RulesFolder(Path.Combine(AppContext.BaseDirectory, "rules")))).BuildServiceProvider();
        await services.GetRequiredService<IDbContextFactory<TrackerDb>>().UpgradeAsync(CancellationToken.None);
        return await ActivatorUtilities.CreateInstance<GenerateLedger>(services).HandleAsync(responsibilities, seed, PlayDemo.Today, _ => { }, CancellationToken.None);
    }

    /// <summary>A hash over all that a reader of the ledger could see, without the numbers of its rows.</summary>
    private static async Task<string> ContentAsync(TestDatabase database)
    {
        await using var db = database.Open();
        var plans = await db.Plans.AsNoTracking().OrderBy(p => p.Key).Select(p => new
        {
            p.Key, p.Title, p.Region, p.Start, p.End, p.State, p.ActiveFrom,
            Indicators = p.Indicators.OrderBy(i => i.Position).Select(i => new
            {
                i.Name, i.Nature, i.BaselineValue, i.TargetValue, Reports = i.ReportingDepartment!.Name,
                Observations = i.Observations.Select(o => new { o.Year, o.Value, o.ObservedOn }).ToList(),
            }).ToList(),
            Tasks = p.Tasks.OrderBy(t => t.Position).Select(t => new
            {
                t.Key, t.Title, t.Path, Milestones = t.Milestones.OrderBy(m => m.Key).Select(m => new { m.Key, m.Due, m.Text }).ToList(),
                Shares = t.Shares.OrderBy(s => s.Position).Select(s => new { s.AsPrinted, s.Role }).ToList(),
            }).ToList(),
        }).AsSplitQuery().ToListAsync();
        var responsibilities = await db.Responsibilities.AsNoTracking().OrderBy(r => r.Task.Plan.Key).ThenBy(r => r.Task.Position).ThenBy(r => r.Department.Name).Select(r => new
        {
            Department = r.Department.Name, r.Role, r.State, r.AssignedOn, r.AcceptedOn, r.ClosedOn, r.Progress,
            Milestones = r.Milestones.OrderBy(m => m.Milestone.Key).Select(m => new { m.Milestone.Key, m.FirstDue, m.Due, m.MetOn }).ToList(),
            Reports = r.Reports.OrderBy(p => p.ReportedOn).ThenBy(p => p.Period).Select(p => new { p.Period, p.ReportedOn, p.Percent, p.State, p.Review }).ToList(),
        }).AsSplitQuery().ToListAsync();
        var audit = (await db.Audit.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync()).ToLookup(e => e.Subject, e => new { e.Sequence, e.At, e.By, e.Data });
        var chains = (await db.Responsibilities.AsNoTracking().OrderBy(r => r.Task.Plan.Key).ThenBy(r => r.Task.Position).ThenBy(r => r.Department.Name).Select(r => r.Id).ToListAsync())
            .Select(id => audit[AuditSubject.Responsibility(id)].ToList()).ToList();
        var posts = await db.Posts.AsNoTracking().OrderBy(p => p.Department.Region).ThenBy(p => p.Department.Name).ThenBy(p => p.Kind)
            .Select(p => new { Department = p.Department.Name, p.Kind, Holders = p.Holders.OrderBy(h => h.From).Select(h => new { h.Person.Key, h.Person.Name, h.Person.Email, h.From, h.Until }).ToList() })
            .AsSplitQuery().ToListAsync();
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { plans, responsibilities, chains, posts }))));
    }
}
