using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Notices;
using TaskTracker.Features.Responsibilities;
using TaskTracker.Sweep;
using TaskTracker.Tests.Fixtures;
using TaskTracker.Tests.RulesInForce;
using TaskTracker.Words;

namespace TaskTracker.Tests.Sweep;

/// <summary>What runs when rules are published goes on by the version it began with.</summary>
public sealed class KeptRulesTests : IDisposable
{
    private const string Deadlines = "workflows/milestone-deadline.json";
    private const string Overdue = "overdue-5-workdays", Due = "due-within-30-days";

    private readonly RulesCopy _rules = new();

    public void Dispose() => _rules.Dispose();

    [DatabaseFact]
    public async Task Notice_WhoseRuleIsChangedWhileItRuns_RepeatsByTheVersionItBeganWith(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database, rules: _rules.Folder);
        await story.SweepAtAsync("2024-11-20 08:00");
        var before = await SignalAsync(story, "t1", Overdue);
        await ChangeOverdueAsync(story);

        await SweepEachDayAsync(story, "2024-11-21", "2024-12-24");

        var old = await NoticesAsync(story, "t1");
        old.ShouldBe(
        [
            "2024-11-20 0 departmentHead,liaison 时间节点已逾期5个工作日", "2024-11-27 1 departmentHead,liaison 时间节点已逾期5个工作日",
        ]);
        var after = await SignalAsync(story, "t1", Overdue);
        (after.RuleVersion, after.Since, after.Level, after.Light).ShouldBe((before.RuleVersion, before.Since, before.Level, before.Light));
        (await NoticesAsync(story, "t2")).ShouldBe(
        [
            "2024-12-20 0 departmentHead 逾期已久", "2024-12-23 1 departmentHead 逾期已久", "2024-12-24 2 departmentHead 逾期已久",
        ]);
    }

    [DatabaseFact]
    [InlineData("\"RuleName\": \"overdue-5-workdays\"", "\"RuleName\": \"overdue-a-week\"")]
    [InlineData("\"RuleName\": \"overdue-5-workdays\",", "\"RuleName\": \"overdue-5-workdays\", \"Enabled\": false,")]
    public async Task Notice_WhoseRuleIsRemovedOrDisabled_Ends(TestDatabase database, string from, string to)
    {
        await using var story = await Story.BeginAsync(database, rules: _rules.Folder);
        await story.SweepAtAsync("2024-11-20 08:00");
        _rules.Change(Deadlines, from, to);
        await _rules.PublishAsync(story.Node);

        await story.SweepAtAsync("2024-11-21 08:00");

        await using var db = story.Node.Open();
        (await db.Signals.AnyAsync(s => s.Rule == Overdue)).ShouldBeFalse();
        (await db.Notices.Where(n => n.Rule == Overdue).Select(n => n.CuredOn).Distinct().SingleAsync()).ShouldBe(new DateOnly(2024, 11, 21));
    }

    [DatabaseFact]
    public async Task Notice_BegunBeforeARollBack_GoesOnByTheVersionRolledBackFrom(TestDatabase database)
    {
        using var first = new RulesCopy();
        await using var story = await Story.BeginAsync(database, rules: _rules.Folder);
        await story.SweepAtAsync("2024-11-20 08:00");
        var old = await SignalAsync(story, "t1", Overdue);
        await ChangeOverdueAsync(story);
        await SweepEachDayAsync(story, "2024-12-19", "2024-12-20");
        var changed = await SignalAsync(story, "t2", Overdue);
        changed.RuleVersion.ShouldNotBe(old.RuleVersion);

        await first.PublishAsync(story.Node);
        await SweepEachDayAsync(story, "2024-12-23", "2025-01-06");

        (await SignalAsync(story, "t1", Overdue)).RuleVersion.ShouldBe(old.RuleVersion);
        (await SignalAsync(story, "t2", Overdue)).RuleVersion.ShouldBe(changed.RuleVersion);
        (await SignalAsync(story, "t3", Overdue)).RuleVersion.ShouldBe(old.RuleVersion);
    }

    [DatabaseFact]
    public async Task Rule_WhenTheKeptVersionNoLongerHolds_BeginsAnewTheSameDayByTheVersionInForce(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database, rules: _rules.Folder);
        await SweepEachDayAsync(story, "2024-11-13", "2024-11-20");
        var before = await SignalAsync(story, "t2", Due);
        _rules.Change(Deadlines, "milestone.DaysLeft > 7 && milestone.DaysLeft <= 30", "milestone.DaysLeft >= 0 && milestone.DaysLeft <= 30");
        await _rules.PublishAsync(story.Node);
        await SweepEachDayAsync(story, "2024-11-21", "2024-12-05");
        var kept = await SignalAsync(story, "t2", Due);
        (kept.RuleVersion, kept.Since).ShouldBe((before.RuleVersion, before.Since));
        var why = (await ExplainAsync(story, "2024-12-05")).Answer!.Holding.Single(w => w.Rule.EndsWith(Due, StringComparison.Ordinal));
        (why.Version, why.IsKept, why.Turns).ShouldBe((before.RuleVersion, true, new DateOnly(2024, 12, 6)));
        var foretold = await ExplainAsync(story, "2024-12-06");

        await story.SweepAtAsync("2024-12-06 08:00");

        var anew = await SignalAsync(story, "t2", Due);
        anew.RuleVersion.ShouldNotBe(before.RuleVersion);
        (anew.Since, anew.Outcome, anew.OutcomeOn).ShouldBe((new DateOnly(2024, 12, 6), NoticeOutcome.Written, new DateOnly(2024, 12, 6)));
        foreach (var told in new[] { foretold, await ExplainAsync(story, "2024-12-06") })
        {
            var (its, outcome) = told.Answer!.Holding.Zip(told.Outcomes).Single(w => w.First.Rule.EndsWith(Due, StringComparison.Ordinal));
            (its.Version, its.IsKept, outcome).ShouldBe((anew.RuleVersion, false, NoticeOutcome.Written));
        }

        await using var db = story.Node.Open();
        (await db.Notices.Where(n => n.Subject == anew.Subject && n.Rule == Due).OrderBy(n => n.IssuedOn).Select(n => n.RuleVersion).ToListAsync()).ShouldBe([before.RuleVersion, anew.RuleVersion]);
    }

    [DatabaseFact]
    public async Task Notice_WhoseVersionCannotBeHadAnyMore_GoesOnByTheRuleInForce(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database, rules: _rules.Folder);
        await story.SweepAtAsync("2024-11-20 08:00");
        await using var db = story.Node.Open();
        await db.Signals.ExecuteUpdateAsync(s => s.SetProperty(of => of.RuleVersion, "000000000000"));
        await ChangeOverdueAsync(story);

        await story.SweepAtAsync("2024-11-21 08:00");

        var signal = await SignalAsync(story, "t1", Overdue);
        (signal.Since, signal.Sentence, signal.RuleVersion).ShouldBe((new DateOnly(2024, 11, 20), "逾期已久", story.Node.Get<HouseRules>().Current.Rules.Book.Rules.Single(r => r.Name == Overdue).Version));
    }

    /// <summary>Overdue by five workdays: other words, to the head alone, again and again.</summary>
    private async Task ChangeOverdueAsync(Story story)
    {
        _rules.Change(Deadlines, "时间节点已逾期5个工作日", "逾期已久");
        _rules.Change(Deadlines, "\"to\": [\"liaison\", \"departmentHead\"], \"template\": \"urge\", \"repeatWorkdays\": [5]", "\"to\": [\"departmentHead\"], \"template\": \"urge\", \"repeatWorkdays\": [1, 1]");
        await _rules.PublishAsync(story.Node);
    }

    private static async Task SweepEachDayAsync(Story story, string from, string to)
    {
        for (var day = DateOnly.Parse(from, null); day <= DateOnly.Parse(to, null); day = day.AddDays(1))
        {
            await story.SweepAtAsync($"{day:yyyy-MM-dd} 08:00");
        }
    }

    private static async Task<Signal> SignalAsync(Story story, string task, string rule)
    {
        await using var db = story.Node.Open();
        return await db.Signals.AsNoTracking().OrderBy(s => s.Id).FirstAsync(s => s.Rule == rule && db.Tasks.Any(t => t.Id == s.TaskId && t.Key == task));
    }

    /// <summary>Of one department: day, occurrence, posts and sentence.</summary>
    private static async Task<IEnumerable<string>> NoticesAsync(Story story, string task)
    {
        await using var db = story.Node.Open();
        return (await db.Notices.Where(n => n.Rule == Overdue && n.Post.Department.Name == SmallLedger.Health && db.Tasks.Any(t => t.Id == n.TaskId && t.Key == task))
            .Select(n => new { n.IssuedOn, n.Occurrence, n.Post.Kind, n.Sentence }).ToListAsync())
            .GroupBy(n => (n.IssuedOn, n.Occurrence, n.Sentence), n => n.Kind == Domain.Organisation.PostKind.Liaison ? "liaison" : "departmentHead").OrderBy(n => n.Key.IssuedOn)
            .Select(n => $"{n.Key.IssuedOn:yyyy-MM-dd} {n.Key.Occurrence} {string.Join(',', n.Order(StringComparer.Ordinal))} {n.Key.Sentence}");
    }

    private static async Task<ExplainedResponsibility> ExplainAsync(Story story, string day)
    {
        var (id, _) = await story.Node.AskAsync<FindResponsibility, (int? Id, string Problem)>(h => h.HandleAsync($"{SmallLedger.PlanKey}/t2/{SmallLedger.Health}", default));
        return await story.Node.AskAsync<ExplainResponsibility, ExplainedResponsibility>(h => h.HandleAsync(id!.Value, DateOnly.Parse(day, null), LedgerWords.Chinese, default));
    }
}
