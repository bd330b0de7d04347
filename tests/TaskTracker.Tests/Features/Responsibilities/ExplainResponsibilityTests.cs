using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Notices;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Plans;
using TaskTracker.Features.Responsibilities;
using TaskTracker.Tests.Fixtures;
using TaskTracker.Words;

namespace TaskTracker.Tests.Features.Responsibilities;

public sealed class ExplainResponsibilityTests
{
    private const string T2 = $"{SmallLedger.PlanKey}/t2/{SmallLedger.Health}";

    [DatabaseFact]
    public async Task Explain_OfADayPastTodayAndToCome_SaysWhatHoldsAndWhatBecameOfIt(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        await story.WorkAtAsync("2024-11-20 09:00");
        await story.WorkAtAsync("2024-11-21 09:00");
        (await ExplainAsync(story, T2, "2024-11-21")).Outcomes.ShouldContain(NoticeOutcome.RepeatsEnded);
        await story.Node.RecordAsync("t2", SmallLedger.Health, on => new SubmitReport(on, "联络员", ReportedState.OnSchedule, 95, "完成", "无"));

        var (past, today, later) = (await ExplainAsync(story, T2, "2024-11-20"), await ExplainAsync(story, T2, "2024-11-21"), await ExplainAsync(story, T2, "2024-12-10"));

        past.Answer!.Light.ShouldBe(Light.Yellow);
        past.Answer.Holding.Zip(past.Outcomes).ShouldContain(p => p.First.Rule == "milestone-deadline/due-within-30-days" && p.Second == NoticeOutcome.Written && p.First.About == "t2的年度节点");
        today.Answer!.Light.ShouldBe(Light.Green);
        today.Answer.Holding.ShouldBeEmpty();
        today.Answer.Others.Single(w => w.Rule == "milestone-deadline/due-within-7-days").Turns.ShouldBe(new DateOnly(2024, 12, 6));
        today.Changes.ShouldBe(new DateOnly(2024, 12, 6));
        later.Answer!.Holding.Select(w => w.Rule).ShouldBe(["milestone-deadline/due-within-7-days"]);
        later.Outcomes.ShouldBe([NoticeOutcome.Written]);
        later.Answer.Holding[0].Turns.ShouldBe(new DateOnly(2024, 12, 14));
    }

    [DatabaseFact]
    public async Task Explain_OfADayOnWhichThePlanWasNotWatched_AsksNoRule(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        story.Time.Set("2024-11-20 09:00");
        await story.Node.AskAsync<ChangePlanState, string?>(h => h.HandleAsync(SmallLedger.PlanKey, PlanState.Archived, story.Node.Clock.Today, default));

        (await ExplainAsync(story, T2, "2024-11-20")).Answer.ShouldBeNull();
        (await ExplainAsync(story, T2, "2024-11-19")).Answer.ShouldNotBeNull();
    }

    [DatabaseFact]
    [InlineData("99", "no responsibility 99")]
    [InlineData("small-2/t1/区财政局", "Did you mean \"small-1\"?")]
    [InlineData("small-1/t9/区财政局", "Did you mean \"t1\"?")]
    [InlineData("small-1/t1/区财局", "Did you mean \"区财政局\"?")]
    [InlineData("small-1/t1", "neither an id")]
    public async Task Find_WhenTheNameIsWrong_NamesTheNearest(TestDatabase database, string named, string said)
    {
        await using var story = await Story.BeginAsync(database);
        var (id, problem) = await FindAsync(story, named);

        id.ShouldBeNull();
        problem.ShouldContain(said);
    }

    private static async Task<ExplainedResponsibility> ExplainAsync(Story story, string named, string day)
    {
        var (id, _) = await FindAsync(story, named);
        return await story.Node.AskAsync<ExplainResponsibility, ExplainedResponsibility>(h => h.HandleAsync(id!.Value, DateOnly.Parse(day, null), LedgerWords.Chinese, default));
    }

    private static Task<(int? Id, string Problem)> FindAsync(Story story, string named) =>
        story.Node.AskAsync<FindResponsibility, (int? Id, string Problem)>(h => h.HandleAsync(named, default));
}
