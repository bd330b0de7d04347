using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Notices;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features;
using TaskTracker.Features.Plans;
using TaskTracker.Features.Progress;
using TaskTracker.Outbox;
using TaskTracker.Persistence;
using TaskTracker.Sweep;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Progress;

public sealed class RecordProgressTests
{
    [DatabaseFact]
    public async Task RecordProgress_WhenTwoWriteAtOnce_DecidesTheSecondOnWhatTheFirstWrote(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        var id = await IdAsync(ledger, "区财政局");
        await using var second = ledger.Services.CreateAsyncScope();

        // What a context has seen it does not read anew, so the second writer first decides on what was so before the first wrote.
        _ = await second.ServiceProvider.GetRequiredService<TrackerDb>().Responsibilities.SingleAsync(r => r.Id == id);
        await RecordAsync(ledger, id, new Accept(Ledger.Day, "李二"));
        var before = await ledger.EverythingAsync();

        (await second.ServiceProvider.GetRequiredService<RecordProgress>().HandleAsync(id, new Accept(Ledger.Day, "王一"), default)).ShouldBe(ProgressRefusal.AlreadyAccepted);

        (await ledger.EverythingAsync()).ShouldBe(before);
    }

    [DatabaseFact]
    public async Task RecordProgress_WhenManyWriteAtOnce_LosesNothingAndKeepsAHistoryWithoutGaps(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        var id = await IdAsync(ledger, "区财政局");
        await RecordAsync(ledger, id, new Accept(Ledger.Day, "李二"));

        await Task.WhenAll(Enumerable.Range(1, 5).Select(i => Task.Run(() => RecordAsync(ledger, id, Report(i)))));

        await using var db = ledger.Open();
        (await db.HistoryAsync(id)).Select(h => h.Sequence).ShouldBe(Enumerable.Range(1, 7));
        (await db.Reports.Where(r => r.ResponsibilityId == id).OrderBy(r => r.Percent).Select(r => r.Percent).ToListAsync()).ShouldBe([1, 2, 3, 4, 5]);
        (await db.Responsibilities.SingleAsync(r => r.Id == id)).Version.ShouldBe(7);
    }

    [DatabaseFact]
    public async Task RecordProgress_WhenAFormIsSentTwice_CountsOnce(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        var id = await IdAsync(ledger, "区财政局");
        var stamp = new FormStamp("k1", 1);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ledger.WithAsync<RecordProgress, ProgressRefusal?>(r => r.HandleAsync(id, Report(30), default, stamp)))));

        outcomes.ShouldAllBe(refusal => refusal == null);
        await using var db = ledger.Open();
        (await db.Reports.CountAsync(r => r.ResponsibilityId == id)).ShouldBe(1);
        (await db.HistoryAsync(id)).Count.ShouldBe(3, "assigned, accepted, reported");
    }

    [DatabaseFact]
    public async Task RecordProgress_WhenTheSameFormComesAgainWithOtherWords_IsAskedAboutNotSwallowed(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        var id = await IdAsync(ledger, "区财政局");
        var stamp = new FormStamp("k1", 1);
        await ledger.WithAsync<RecordProgress, ProgressRefusal?>(r => r.HandleAsync(id, Report(30), default, stamp));
        var before = await ledger.EverythingAsync();

        (await ledger.WithAsync<RecordProgress, ProgressRefusal?>(r => r.HandleAsync(id, Report(40), default, stamp))).ShouldBe(ProgressRefusal.ChangedMeanwhile);

        (await ledger.EverythingAsync()).ShouldBe(before);
        (await ledger.WithAsync<RecordProgress, ProgressRefusal?>(r => r.HandleAsync(id, Report(40), default, stamp with { Seen = 3 }))).ShouldBeNull();
    }

    [DatabaseFact]
    public async Task RecordProgress_WhenSomethingElseHappenedSinceTheFormWasShown_TakesIt(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        var id = await IdAsync(ledger, "区财政局");
        await RecordAsync(ledger, id, new GrantExtension(Ledger.Day, "督查室", "printed-2025-12-31", new(2026, 1, 31), "手续"));

        (await ledger.WithAsync<RecordProgress, ProgressRefusal?>(r => r.HandleAsync(id, Report(30), default, new FormStamp("k1", 1)))).ShouldBeNull();
    }

    [DatabaseFact]
    public async Task RecordProgress_WhenEverythingIsDone_ComesBackFromTheDatabaseAsItsHistorySays(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        var id = await IdAsync(ledger, "区卫生健康局");
        foreach (var command in new ProgressCommand[]
        {
            Report(30) with { Problems = "用地", Measured = [new("printed-2025-12-31", 1.5m)], Evidence = [4, 5], ByLink = true },
            new ReturnReport(Ledger.Day, "督查室", "补数据"),
            Report(35),
            new AcceptReport(Ledger.Day, "督查室"),
            new RequestExtension(Ledger.Day, "王一", "printed-2025-12-31", new(2026, 3, 31), "手续") { Evidence = [6] },
            new RefuseExtension(Ledger.Day, "督查室", "printed-2025-12-31", "理由不足"),
            new RequestCompletion(Ledger.Day, "王一", "printed-2024-06-30", "已选址") { Evidence = [7] },
            new AcceptCompletion(Ledger.Day, "督查室", "printed-2024-06-30"),
            new OpenRectification(Ledger.Day, "督查室", "补许可", Ledger.Day.AddDays(9)),
            new ReportRectification(Ledger.Day, "王一", "已补") { Evidence = [8] },
            new CloseRectification(Ledger.Day, "督查室", "同意"),
            new Silence(Ledger.Day, "督查室", Ledger.Day.AddDays(30), "在建", "主任"),
            new RecordVisit(Ledger.Day, "督查室", VisitKind.Talk, Ledger.Day, "王一", "限期推进", "月底复查"),
            new Suspend(Ledger.Day, "督查室", "文号", "调整"),
            new Resume(Ledger.Day, "督查室", "文号"),
        })
        {
            await RecordAsync(ledger, id, command);
        }

        await using var db = ledger.Open();
        var kept = await db.Responsibilities.Whole().SingleAsync(r => r.Id == id);
        var replayed = new Responsibility { DepartmentId = kept.DepartmentId };
        replayed.Milestones.AddRange(kept.Milestones.Select(m => new MilestoneShare { Milestone = m.Milestone, FirstDue = m.FirstDue, Due = m.FirstDue }));
        (await db.HistoryAsync(id)).ForEach(h => ProgressDecision.Apply(replayed, HistoryJson.Read(h.Kind, h.Data)));
        (replayed.State, replayed.Progress, replayed.AcceptedOn).ShouldBe((kept.State, kept.Progress, kept.AcceptedOn));
        kept.State.ShouldBe(ResponsibilityState.InProgress);
        replayed.Reports.Select(r => (r.Percent, r.Problems, r.Review, r.ByLink, string.Join(',', r.Evidence))).ShouldBe(kept.Reports.Select(r => (r.Percent, r.Problems, r.Review, r.ByLink, string.Join(',', r.Evidence))));
        kept.Reports[0].Measured.ShouldBe([new("printed-2025-12-31", 1.5m)]);
        kept.Extensions.Single().State.ShouldBe(RequestState.Refused);
        kept.Completions.Single().Evidence.ShouldBe([7]);
        kept.Rectifications.Single().State.ShouldBe(RectificationState.Closed);
        kept.Silences.Single().Approver.ShouldBe("主任");
        replayed.Milestones.Select(m => m.MetOn).ShouldBe(kept.Milestones.Select(m => m.MetOn));
    }

    [DatabaseFact]
    public async Task Silence_WhenSet_WritesNobodyLeavesOutWhatWaitsAndKeepsTheLightUntilItIsOver(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        ledger.Time.Set(Ledger.Day, new TimeOnly(7, 0));
        await ledger.WithAsync<RunSweep, SweepRun>(s => s.HandleAsync(Ledger.Day, null, default));
        var id = await IdAsync(ledger, "区财政局");

        await RecordAsync(ledger, id, new Silence(Ledger.Day, "督查室", Ledger.Day.AddDays(1), "在建", "主任"));

        await using (var db = ledger.Open())
        {
            (await db.Notices.CountAsync(n => n.ResponsibilityId == id && n.CuredOn == null)).ShouldBe(0);
            (await db.Standings.SingleAsync(s => s.ResponsibilityId == id)).Light.ShouldBe(Light.Red);
        }

        foreach (var (day, outcomes) in new[] { (1, new[] { NoticeOutcome.Silenced }), (2, [NoticeOutcome.Written, NoticeOutcome.RepeatNotDue, NoticeOutcome.RepeatsEnded]) })
        {
            await ledger.WithAsync<RunSweep, SweepRun>(s => s.HandleAsync(Ledger.Day.AddDays(day), null, default));
            await using var db = ledger.Open();
            var found = await db.Signals.Where(s => s.ResponsibilityId == id && s.Outcome != NoticeOutcome.RuleAsksNone && s.Outcome != NoticeOutcome.HigherLevelHolds).Select(s => s.Outcome).ToListAsync();
            found.ShouldNotBeEmpty();
            found.ShouldBeSubsetOf(outcomes);
        }
    }

    [DatabaseFact]
    public async Task RecordProgress_WhenRefused_ChangesNothing(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        var id = await IdAsync(ledger, "区财政局");
        var before = await ledger.EverythingAsync();
        (await ledger.WithAsync<RecordProgress, ProgressRefusal?>(r => r.HandleAsync(id, new AcceptReport(Ledger.Day, "督查室"), default))).ShouldBe(ProgressRefusal.NothingToReview);
        (await ledger.EverythingAsync()).ShouldBe(before);
    }

    [DatabaseFact]
    public async Task RecordProgress_WhenItCuresANotice_StopsItAtOnceAlsoInMailNotYetSent(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        ledger.Time.Set(Ledger.Day, new TimeOnly(7, 0));
        var run = await ledger.WithAsync<RunSweep, SweepRun>(s => s.HandleAsync(Ledger.Day, null, default));
        run.Notices.ShouldBeGreaterThan(0);
        var id = await IdAsync(ledger, "区财政局");
        await using (var db = ledger.Open())
        {
            (await db.Notices.CountAsync(n => n.ResponsibilityId == id && n.CuredOn == null)).ShouldBeGreaterThan(0);
            (await db.Standings.SingleAsync(s => s.ResponsibilityId == id)).Light.ShouldBe(Light.Red);
        }

        await RecordAsync(ledger, id, new SubmitReport(Ledger.Day, "李二", ReportedState.OnSchedule, 95, "", ""));
        foreach (var key in new[] { "printed-2024-06-30", "printed-2025-12-31" })
        {
            await RecordAsync(ledger, id, new ConfirmMilestone(Ledger.Day, "督查室", key));
        }

        await using (var db = ledger.Open())
        {
            (await db.Notices.CountAsync(n => n.ResponsibilityId == id && n.CuredOn == null)).ShouldBe(0);
            (await db.Signals.CountAsync(s => s.ResponsibilityId == id)).ShouldBe(0);
            (await db.Standings.SingleAsync(s => s.ResponsibilityId == id)).Light.ShouldBe(Light.Green);
            (await db.LightChanges.Where(c => c.ResponsibilityId == id).OrderBy(c => c.Id).Select(c => c.To).ToListAsync()).Last().ShouldBe(Light.Green);
        }

        ledger.Time.Set(Ledger.Day, new TimeOnly(9, 0));
        await ledger.Services.GetRequiredService<SendMails>().HandleAsync(null, default);
        await using (var db = ledger.Open())
        {
            var toLi = await db.Mails.Where(m => m.Person.Key == "li").Select(m => m.State).ToListAsync();
            toLi.ShouldAllBe(state => state == MailState.Cancelled);
            toLi.ShouldNotBeEmpty();
        }
    }

    private static SubmitReport Report(int percent) => new(Ledger.Day, "李二", ReportedState.OnSchedule, percent, "", "");

    private static async Task<Ledger> SampleAsync(TestDatabase database)
    {
        var ledger = await Ledger.OpenAsync(database);
        var active = new DateOnly(2024, 1, 8);
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org, active);
        await ledger.LoadAsync(FileKind.Plan, SampleFiles.Plan, active);
        await ledger.WithAsync<ChangePlanState, string?>(c => c.HandleAsync("trial", PlanState.Active, active, default));
        return ledger;
    }

    private static async Task<int> IdAsync(Ledger ledger, string department)
    {
        await using var db = ledger.Open();
        return await db.Responsibilities.Where(r => r.Department.Name == department && r.Task.Key == "一/1").Select(r => r.Id).SingleAsync();
    }

    private static async Task RecordAsync(Ledger ledger, int id, ProgressCommand command) =>
        (await ledger.WithAsync<RecordProgress, ProgressRefusal?>(r => r.HandleAsync(id, command, default))).ShouldBeNull();
}
