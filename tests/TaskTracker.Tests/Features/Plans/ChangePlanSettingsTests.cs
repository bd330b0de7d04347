using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Plans;
using TaskTracker.Features.Departments;
using TaskTracker.Features.Plans;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Plans;

public sealed class ChangePlanSettingsTests
{
    [DatabaseFact]
    public async Task ChangePlanSettings_WhenATaskReportsMonthly_AsksFromTheMonthThatEndsNextAndOnlyThatTask(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        await story.SweepAtAsync("2024-11-20 08:00");
        await using var db = story.Node.Open();
        var task = await db.Tasks.SingleAsync(t => t.Key == "t2");
        var now = await NowAsync(story);
        (await ChangeAsync(story, now with { Tasks = new Dictionary<int, ReportCadence> { [task.Id] = ReportCadence.Monthly } }, now.Mark)).ShouldBeNull();

        await story.SweepAtAsync("2024-11-21 08:00");
        (await LateAsync()).ShouldBeEmpty("October ended before anybody said monthly");
        await story.SweepAtAsync("2024-12-10 08:00");
        var late = await LateAsync();
        late.ShouldHaveSingleItem().ShouldEndWith(":2024-11");
        (await db.Signals.Where(s => s.Workflow == "reporting").Select(s => s.TaskId).Distinct().ToListAsync()).ShouldBe([task.Id]);
        (await db.ChainAsync(AuditSubject.Plan(SmallLedger.PlanKey)))[^1].Kind.ShouldBe("PlanSettingsChanged");

        // Back to the plan's quarter: the month is asked for no more.
        now = await NowAsync(story);
        (await ChangeAsync(story, now with { Tasks = new Dictionary<int, ReportCadence>() }, now.Mark)).ShouldBeNull();
        await story.SweepAtAsync("2024-12-11 08:00");
        (await LateAsync()).ShouldBeEmpty();

        async Task<List<string>> LateAsync() => await db.Signals.Where(s => s.Workflow == "reporting").Select(s => s.Subject).ToListAsync();
    }

    [DatabaseFact]
    public async Task ChangePlanSettings_WhenSomebodyElseWasFirst_IsRefusedUntilTheySawIt(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        var shown = await NowAsync(story);
        (await ChangeAsync(story, shown with { Ranks = false }, shown.Mark)).ShouldBeNull();
        (await ChangeAsync(story, shown with { DueWorkday = 8 }, shown.Mark)).ShouldBe(SettingsRefusal.ChangedMeanwhile);
        (await ChangeAsync(story, shown with { DueWorkday = 0 }, shown.Mark)).ShouldBe(SettingsRefusal.WorkdayWrong);
        (await ChangeAsync(story, shown with { Ranks = false }, shown.Mark)).ShouldBe(SettingsRefusal.NothingChanged);
        (await NowAsync(story)).ShouldSatisfyAllConditions(s => s.Ranks.ShouldBeFalse(), s => s.DueWorkday.ShouldBe(5));
    }

    [DatabaseFact]
    public async Task Departments_WhenAPlanDoesNotRank_AreListedByNameOnly(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database, new SmallLedger { Tasks = [.. Enumerable.Range(1, 6).Select(i => new PlannedTask($"t{i}", "2024-11-13", SmallLedger.Health))] });
        await story.SweepAtAsync("2024-11-20 08:00");
        (await ListAsync()).Ranked.ShouldHaveSingleItem().Name.ShouldBe(SmallLedger.Health);

        var now = await NowAsync(story);
        (await ChangeAsync(story, now with { Ranks = false }, now.Mark)).ShouldBeNull();

        var listed = await ListAsync();
        (listed.Ranked.Count, listed.Unranked.Single().Name, listed.Unranked.Single().Overdue, listed.IsPartly).ShouldBe((0, SmallLedger.Health, 6, true));

        async Task<DepartmentsModel> ListAsync()
        {
            await using var db = story.Node.Open();
            return await new ListDepartments(db, new FindUnreached(db, story.Node.Clock), story.Node.Clock).GetAsync(null);
        }
    }

    private static async Task<PlanSettings> NowAsync(Story story)
    {
        await using var db = story.Node.Open();
        var plan = await db.Plans.Include(p => p.Tasks).SingleAsync();
        return PlanSettings.Of(plan, plan.Tasks);
    }

    private static Task<SettingsRefusal?> ChangeAsync(Story story, PlanSettings wanted, string seen) =>
        story.Node.AskAsync<ChangePlanSettings, SettingsRefusal?>(h => h.HandleAsync(SmallLedger.PlanKey, wanted, seen, Guid.NewGuid().ToString("N"), default));
}
