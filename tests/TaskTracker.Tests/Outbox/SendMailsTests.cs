using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Plans;
using TaskTracker.Mail;
using TaskTracker.Outbox;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Outbox;

public sealed class SendMailsTests
{
    [DatabaseFact]
    public async Task Send_WhenATaskWasDoneReportedOrExtendedMeanwhile_SaysWhatIsSoNowAndCancelsAnEmptyMail(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        await story.SweepAtAsync("2024-11-20 08:00");
        story.Time.Set("2024-11-20 08:10");
        await story.Node.RecordAsync("t1", SmallLedger.Health, on => new ConfirmMilestone(on, "督查室", "2024-1"));
        await story.Node.RecordAsync("t1", SmallLedger.Finance, on => new GrantExtension(on, "督查室", "2024-1", new DateOnly(2024, 12, 5), "招标延期"));
        await story.Node.RecordAsync("t3", SmallLedger.Finance, on => new SubmitReport(on, "联络员", ReportedState.OnSchedule, 95, "已完成大半", "收尾"));

        await story.SendAtAsync("2024-11-20 09:00");

        story.To("wei-liaison").ShouldHaveSingleItem().Text.ShouldSatisfyAllConditions(t => t.ShouldContain("任务t2"), t => t.ShouldNotContain("任务t1"));
        story.Post.Accepted.Select(m => m.To.Address).ShouldBe(["wei-liaison@example.cn", "du-cha@example.cn"], ignoreOrder: true);
        (await StatesAsync(story.Node)).ShouldBe([MailState.Cancelled, MailState.Cancelled, MailState.Cancelled, MailState.Sent, MailState.Sent], ignoreOrder: true);
    }

    [DatabaseFact]
    public async Task Send_WhenTheMilestoneWasMovedAtItsSourceMeanwhile_DoesNotRemindOfIt(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        await story.SweepAtAsync("2024-11-20 08:00");
        story.Ledger.Tasks[0] = story.Ledger.Tasks[0] with { Due = "2024-12-31" };
        await story.Ledger.BreakDownAsync(story.Node);

        await story.SendAtAsync("2024-11-20 09:00");

        story.Post.Accepted.ShouldAllBe(m => !m.Text.Contains("11-13"));
        story.Post.Accepted.ShouldAllBe(m => !m.Text.Contains("任务t1"));
    }

    [DatabaseFact]
    [InlineData(PlanState.Trial)]
    [InlineData(PlanState.Draft)]
    [InlineData(PlanState.Archived)]
    public async Task Send_WhenThePlanLeftItsForceMeanwhile_SendsNothing(TestDatabase database, PlanState state)
    {
        await using var story = await Story.BeginAsync(database);
        await story.SweepAtAsync("2024-11-20 08:00");
        await story.Node.AskAsync<ChangePlanState, string?>(h => h.HandleAsync(SmallLedger.PlanKey, state, story.Node.Clock.Today, default));

        await story.SendAtAsync("2024-11-20 09:00");

        story.Post.Accepted.ShouldBeEmpty();
    }

    [DatabaseFact]
    public async Task Send_WhenRefusedForNow_TriesAgainAfterGrowingPausesWithinTheHours(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        await story.SweepAtAsync("2024-11-20 08:00");
        story.Post.Before = _ => new DeliveryOutcome.RefusedForNow("451 try later");
        var tried = new List<string>();
        for (var minute = 0; minute < 3 * 24 * 60; minute++)
        {
            story.Time.Set(new DateTime(2024, 11, 20, 8, 20, 0).AddMinutes(minute).ToString("s", CultureInfo.InvariantCulture));
            var before = story.Post.Attempts;
            await story.Node.SendAsync();
            if (story.Post.Attempts > before)
            {
                (story.Post.Attempts - before).ShouldBe(5);
                tried.Add(story.Node.Clock.Now.ToString("dd HH:mm", CultureInfo.InvariantCulture));
            }
        }

        tried.ShouldBe(["20 08:30", "20 08:31", "20 08:36", "20 08:51", "20 09:21", "20 10:21", "20 14:30", "21 08:30", "21 16:30", "22 08:30", "22 16:30"]);
        await using var db = story.Node.Open();
        (await db.Mails.ToListAsync()).ShouldAllBe(m => m.State == MailState.Queued && m.LastError == "451 try later");
    }

    [DatabaseFact]
    public async Task Send_WhenRefusedForNowAndThenCured_SendsNoReminderOfIt(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        await story.SweepAtAsync("2024-11-20 08:00");
        story.Post.Before = _ => new DeliveryOutcome.RefusedForNow("451 try later");
        await story.SendAtAsync("2024-11-20 09:00");
        await story.Node.RecordAsync("t1", SmallLedger.Health, on => new ConfirmMilestone(on, "督查室", "2024-1"));
        story.Post.Before = _ => null;

        await story.SendAtAsync("2024-11-20 09:01");

        story.To("wei-head").ShouldBeEmpty();
        story.To("wei-liaison").ShouldHaveSingleItem().Text.ShouldNotContain("任务t1");
        story.To("cai-head").ShouldHaveSingleItem().Text.ShouldContain("任务t1");
    }

    [DatabaseFact]
    public async Task Send_WhenOneAddressIsRefusedForGood_NeverTriesItAgainAndSendsTheOthers(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        story.Post.Before = m => m.To.Address.StartsWith("wei-head", StringComparison.Ordinal) ? new DeliveryOutcome.RefusedForGood("550 no such user") : null;
        await story.WorkAtAsync("2024-11-20 09:00");
        var attempts = story.Post.Attempts;
        await story.SendAtAsync("2024-11-20 16:00");

        (attempts, story.Post.Attempts).ShouldBe((6, 6));
        story.Post.Accepted.Count.ShouldBe(5);
        await using var db = story.Node.Open();
        var refused = await db.Mails.SingleAsync(m => m.State == MailState.Refused);
        refused.LastError.ShouldBe("550 no such user");
    }

    [DatabaseFact]
    public async Task Send_WhenTheAnswerWasLost_SendsTheSameMailWithTheSameMessageIdAgain(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        await story.SweepAtAsync("2024-11-20 08:00");
        story.Post.After = m => m.To.Address.StartsWith("wei-liaison", StringComparison.Ordinal) ? new DeliveryOutcome.Uncertain("connection lost") : null;
        await story.SendAtAsync("2024-11-20 09:00");
        story.Post.After = _ => null;
        await story.Node.RecordAsync("t1", SmallLedger.Health, on => new ConfirmMilestone(on, "督查室", "2024-1"));
        await story.SendAtAsync("2024-11-20 09:01");

        var (first, second) = (story.To("wei-liaison")[0], story.To("wei-liaison")[1]);
        second.ShouldBe(first);
        story.Post.Accepted.Count.ShouldBe(6);
        await using var db = story.Node.Open();
        (await db.Mails.SingleAsync(m => m.Uncertain)).State.ShouldBe(MailState.Sent);
    }

    [DatabaseFact]
    public async Task Send_WhenTheServiceIsStoppedAsAMailIsTaken_RecordsItAndNeverDoublesIt(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        await story.SweepAtAsync("2024-11-20 08:00");
        using var stop = new CancellationTokenSource();
        story.Post.After = _ => { stop.Cancel(); return null; };
        story.Time.Set("2024-11-20 09:00");
        try
        {
            await story.Node.SendAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
        }

        story.Post.After = _ => null;
        await story.SendAtAsync("2024-11-20 09:10");

        story.Post.Accepted.Select(m => m.MessageId).ShouldBeUnique();
        story.Post.Accepted.Count.ShouldBe(5);
    }

    [DatabaseFact]
    public async Task Send_WhenOneMailCannotBeRendered_SendsTheOthersAndGivesThatOneUpInTheEnd(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        await story.SweepAtAsync("2024-11-20 08:00");
        await using (var db = story.Node.Open())
        {
            var head = await db.Mails.Where(m => m.Person.Key == "wei-head").Select(m => m.Id).SingleAsync();
            await db.Notices.Where(n => n.MailId == head).ExecuteUpdateAsync(s => s.SetProperty(n => n.Explanation, "{"));
        }

        await story.SendAtAsync("2024-11-20 09:00");

        story.Post.Accepted.Count.ShouldBe(4);
        await using var after = story.Node.Open();
        var poisoned = await after.Mails.SingleAsync(m => m.State != MailState.Sent);
        (poisoned.Attempts, poisoned.LastError.Length > 0).ShouldBe((1, true));
    }

    [DatabaseFact]
    public async Task Send_WhenTheServerWasDownForAWeekOfSweeps_GivesEachPersonOneMail(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        story.Post.Before = _ => new DeliveryOutcome.RefusedForNow("421 down");
        foreach (var day in new[] { "11-20", "11-21", "11-22", "11-25", "11-26", "11-27" })
        {
            await story.WorkAtAsync($"2024-{day} 08:45");
            await story.SendAtAsync($"2024-{day} 11:00");
            await story.SendAtAsync($"2024-{day} 15:30");
            await story.SendAtAsync($"2024-{day} 17:00");
        }

        story.Post.Before = _ => null;
        await story.WorkAtAsync("2024-11-28 09:00");
        await story.SendAtAsync("2024-11-28 17:00");

        story.Post.Accepted.CountBy(m => m.To.Address).Select(p => (p.Key, p.Value)).Order().ShouldBe(
            [("cai-head@example.cn", 1), ("cai-liaison@example.cn", 1), ("du-cha@example.cn", 1), ("ling-dao@example.cn", 1), ("wei-head@example.cn", 1), ("wei-liaison@example.cn", 1)]);
        story.To("wei-head")[0].Text.Split("任务t1").Length.ShouldBe(2, "one task, one item, however often it was noticed");
    }

    private static async Task<List<MailState>> StatesAsync(Node node)
    {
        await using var db = node.Open();
        return await db.Mails.Select(m => m.State).ToListAsync();
    }
}
