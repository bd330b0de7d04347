using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Evaluation;
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
    public async Task RecordProgress_WhenTwoWriteAtOnce_RefusesTheSecondAndLosesNothing(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        var id = await IdAsync(ledger, "区财政局");
        await using var second = ledger.Services.CreateAsyncScope();

        // What a context has seen it does not read anew, so the second writer decides on what was so before the first wrote.
        _ = await second.ServiceProvider.GetRequiredService<TrackerDb>().Responsibilities.SingleAsync(r => r.Id == id);
        await RecordAsync(ledger, id, new Accept(Ledger.Day, "李二"));
        var before = await ledger.EverythingAsync();

        await Should.ThrowAsync<DbUpdateConcurrencyException>(() => second.ServiceProvider.GetRequiredService<RecordProgress>().HandleAsync(id, new Accept(Ledger.Day, "王一"), default));

        (await ledger.EverythingAsync()).ShouldBe(before);
    }

    [DatabaseFact]
    public async Task RecordProgress_WhenManyWriteAtOnce_KeepsAHistoryWithoutGaps(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        var id = await IdAsync(ledger, "区财政局");
        await RecordAsync(ledger, id, new Accept(Ledger.Day, "李二"));
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => Task.Run(async () =>
        {
            try
            {
                await RecordAsync(ledger, id, new SubmitReport(Ledger.Day, "李二", ReportedState.OnSchedule, i, "", ""));
                return true;
            }
            catch (DbUpdateConcurrencyException)
            {
                return false;
            }
        })));

        await using var db = ledger.Open();
        var history = await db.Audit.Where(h => h.Subject == AuditSubject.Responsibility(id)).OrderBy(h => h.Sequence).Select(h => h.Sequence).ToListAsync();
        var done = outcomes.Count(o => o);
        done.ShouldBeGreaterThan(0);
        history.ShouldBe(Enumerable.Range(1, 2 + done));
        (await db.Reports.CountAsync(r => r.ResponsibilityId == id)).ShouldBe(done);
        (await db.Responsibilities.SingleAsync(r => r.Id == id)).Version.ShouldBe(2 + done);
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
