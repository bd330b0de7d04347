using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Calendar;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Plans;
using TaskTracker.Features.Rehearsal;
using TaskTracker.Sweep;
using TaskTracker.Tests.Fixtures;
using TaskTracker.Tests.RulesInForce;

namespace TaskTracker.Tests.Features.Rehearsal;

public sealed class RehearseRulesTests
{
    private static readonly DateOnly First = new(2024, 10, 9), Last = new(2025, 2, 28);

    [DatabaseFact]
    public async Task Rehearsal_OverThePast_WritesWhatTheSweepsWroteAndNothingIntoTheLedger(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        await LiveAsync(story);
        var before = await AllRows.OfAsync(story.Node);

        // From the beginning, and from the middle, where earlier notices count.
        foreach (var from in new[] { First, new DateOnly(2024, 11, 25), new DateOnly(2025, 1, 3) })
        {
            var rehearsed = await RehearseAsync(story, from, Last);
            rehearsed.Rules.Notices.SelectMany(n => n.Recipients, (n, r) => $"{n.Day:O} {n.Subject} {n.Rule} {n.Level} {n.Since:O} {n.Occurrence} {r.Person} {r.IsCopy}")
                .ShouldBe(await WrittenAsync(story, from), ignoreOrder: true);
        }

        (await AllRows.OfAsync(story.Node)).ShouldBe(before);
    }

    [DatabaseFact]
    public async Task Rehearsal_OfDaysToCome_WritesWhatTheSweepsThenWrite(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        story.Time.Set("2024-10-09 07:00");
        var rehearsed = await RehearseAsync(story, First, new DateOnly(2024, 12, 31));

        for (var day = First; day <= new DateOnly(2024, 12, 31); day = day.AddDays(1))
        {
            await story.SweepAtAsync($"{day:yyyy-MM-dd} 08:00");
        }

        rehearsed.Rules.Notices.ShouldNotBeEmpty();
        rehearsed.Rules.Notices.SelectMany(n => n.Recipients, (n, r) => $"{n.Day:O} {n.Subject} {n.Rule} {n.Level} {n.Since:O} {n.Occurrence} {r.Person} {r.IsCopy}")
            .ShouldBe(await WrittenAsync(story, First), ignoreOrder: true);
        await using var db = story.Node.Open();
        rehearsed.Rules.Mails.Count.ShouldBe(await db.Mails.CountAsync(m => m.Run.Kind == RunKind.Sweep));
    }

    [DatabaseFact]
    public async Task Rehearsal_OfOtherRules_WritesWhatTheSweepsWriteOnceTheyArePublished(TestDatabase database)
    {
        using var copy = new RulesCopy();
        await using var story = await Story.BeginAsync(database, rules: copy.Folder);
        for (var day = new DateOnly(2024, 11, 13); day <= new DateOnly(2024, 11, 21); day = day.AddDays(1))
        {
            await story.SweepAtAsync($"{day:yyyy-MM-dd} 08:00");
        }

        var first = new DateOnly(2024, 11, 22);
        var last = new DateOnly(2025, 1, 15);
        story.Time.Set("2024-11-22 07:00");
        const string deadlines = "workflows/milestone-deadline.json";
        copy.Change(deadlines, "\"to\": [\"liaison\", \"departmentHead\"], \"template\": \"urge\", \"repeatWorkdays\": [5]", "\"to\": [\"departmentHead\"], \"template\": \"urge\", \"repeatWorkdays\": [1, 1, 2]");
        copy.Change(deadlines, "milestone.DaysLeft > 7 && milestone.DaysLeft <= 30", "milestone.DaysLeft >= 0 && milestone.DaysLeft <= 25");
        var rules = RulesCopy.Load(copy.Folder, 2);
        var rehearsed = await story.Node.Get<RehearseRules>().HandleAsync(first, last, story.Node.Get<HouseRules>().Current, (rules.Rules, rules.Calendar), default);

        await copy.PublishAsync(story.Node);
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            await story.SweepAtAsync($"{day:yyyy-MM-dd} 08:00");
        }

        rehearsed.Differences.ShouldNotBeEmpty();
        rehearsed.Against!.Notices.SelectMany(n => n.Recipients, (n, r) => $"{n.Day:O} {n.Subject} {n.Rule} {n.Level} {n.Since:O} {n.Occurrence} {r.Person} {r.IsCopy}")
            .ShouldBe(await WrittenAsync(story, first), ignoreOrder: true);
        await using var db = story.Node.Open();
        (await db.Notices.Where(n => n.IssuedOn >= first && n.Rule == "overdue-5-workdays").Select(n => n.RuleVersion).Distinct().CountAsync()).ShouldBe(2);
    }

    [DatabaseFact]
    public async Task Rehearsal_AgainstTheSameRules_DiffersInNothing(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        var rules = story.Node.Get<HouseRules>().Current;
        var rehearsed = await story.Node.Get<RehearseRules>().HandleAsync(First, Last, rules, rules, default);
        rehearsed.Differences.ShouldBe([]);
        rehearsed.Candidate.ShouldBe(rehearsed.Against);
    }

    /// <summary>The weeks up to <see cref="Last"/>: a sweep each morning, and after it what people do.</summary>
    private static async Task LiveAsync(Story story)
    {
        var done = new Dictionary<string, Func<Task>>
        {
            ["2024-10-15"] = () => story.Node.RecordAsync("t1", SmallLedger.Health, on => new SubmitReport(on, "联络员", ReportedState.Behind, 20, "已启动", "继续")),
            ["2024-10-16"] = () => story.Node.RecordAsync("t1", SmallLedger.Health, on => new ReturnReport(on, "督查室", "请补充")),
            ["2024-11-08"] = () => story.Node.RecordAsync("t1", SmallLedger.Finance, on => new GrantExtension(on, "督查室", "2024-1", new DateOnly(2024, 12, 2), "招标延期")),
            ["2024-11-21"] = () => story.Node.RecordAsync("t2", SmallLedger.Health, on => new SubmitReport(on, "联络员", ReportedState.OnSchedule, 85, "推进中", "继续")),
            ["2024-12-05"] = () => story.Node.RecordAsync("t1", SmallLedger.Health, on => new ConfirmMilestone(on, "督查室", "2024-1")),
            ["2024-12-09"] = () => StateAsync(story, PlanState.Trial),
            ["2024-12-17"] = () => StateAsync(story, PlanState.Active),
            ["2024-12-20"] = () => story.Node.RecordAsync("t1", SmallLedger.Health, on => new Close(on, "督查室")),
            ["2025-01-14"] = () => story.Node.RecordAsync("t3", SmallLedger.Finance, on => new SubmitReport(on, "联络员", ReportedState.Behind, 60, "推进中", "继续")),
        };
        for (var day = First; day <= Last; day = day.AddDays(1))
        {
            await story.SweepAtAsync($"{day:yyyy-MM-dd} 08:00");
            if (done.TryGetValue($"{day:yyyy-MM-dd}", out var act))
            {
                story.Time.Set($"{day:yyyy-MM-dd} 15:00");
                await act();
            }
        }
    }

    private static async Task StateAsync(Story story, PlanState state) =>
        (await story.Node.AskAsync<ChangePlanState, string?>(h => h.HandleAsync(SmallLedger.PlanKey, state, story.Node.Clock.Today, default))).ShouldNotBeNull();

    private static Task<Rehearsed> RehearseAsync(Story story, DateOnly from, DateOnly to)
    {
        (WatchRules Rules, WorkCalendar Calendar) rules = story.Node.Get<HouseRules>().Current;
        return story.Node.Get<RehearseRules>().HandleAsync(from, to, rules, null, default);
    }

    private static async Task<List<string>> WrittenAsync(Story story, DateOnly from)
    {
        await using var db = story.Node.Open();
        return [.. (await db.Notices.Where(n => n.IssuedOn >= from)
            .Select(n => new { n.IssuedOn, n.Subject, n.Workflow, n.Rule, n.Level, n.Episode, n.Occurrence, n.IsCopy, Person = n.Post.Holders.Select(h => h.Person.Name).First() }).ToListAsync())
            .Select(n => $"{n.IssuedOn:O} {n.Subject} {n.Workflow}/{n.Rule} {n.Level} {n.Episode:O} {n.Occurrence} {n.Person} {n.IsCopy}")];
    }
}
