using Microsoft.EntityFrameworkCore;
using TaskTracker.Outbox;
using TaskTracker.Sweep;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Sweep;

public sealed class RunDigestTests
{
    [DatabaseFact]
    public async Task Digest_OverAWeek_LeavesOnceAtNineOnItsFirstWorkday(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        await story.WorkAtAsync("2024-11-17 10:00");
        await story.WorkAtAsync("2024-11-18 08:45");
        Digests(story).ShouldBe(0);
        for (var day = 18; day <= 24; day++)
        {
            await story.WorkAtAsync($"2024-11-{day} 09:00");
            await story.WorkAtAsync($"2024-11-{day} 16:00");
        }

        Digests(story).ShouldBe(1);
        await story.WorkAtAsync("2024-11-25 09:00");
        Digests(story).ShouldBe(2);
    }

    [DatabaseFact]
    public async Task Digest_WhenAllIsGreen_LeavesAllTheSame(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database, new SmallLedger { Tasks = [new("t1", "2024-12-27", SmallLedger.Health)] });
        await story.Node.RecordAsync("t1", SmallLedger.Health, on => new Domain.Progress.SubmitReport(on, "联络员", Domain.Progress.ReportedState.Done, 100, "完成", "无"));
        await story.WorkAtAsync("2024-11-18 09:00");

        story.Post.Accepted.ShouldHaveSingleItem().Subject.ShouldStartWith("【周报】");
    }

    [DatabaseFact]
    [InlineData("2025-02-03", "2025-02-05 09:00")]
    [InlineData("2025-10-06", "2025-10-09 09:00")]
    public async Task Digest_InAWeekThatBeginsWithHolidays_LeavesOnItsFirstWorkday(TestDatabase database, string monday, string first)
    {
        await using var story = await Story.BeginAsync(database);
        for (var day = DateOnly.Parse(monday, null); day < DateOnly.Parse(first[..10], null); day = day.AddDays(1))
        {
            await story.WorkAtAsync($"{day:yyyy-MM-dd} 09:00");
        }

        Digests(story).ShouldBe(0);
        await story.WorkAtAsync(first);
        Digests(story).ShouldBe(1);
    }

    [DatabaseFact]
    public async Task Digest_InAWeekWithoutWorkdays_IsNotMade(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        for (var day = 16; day <= 22; day++)
        {
            await story.WorkAtAsync($"2026-02-{day} 10:00");
        }

        story.Post.Accepted.ShouldBeEmpty();
        await using var db = story.Node.Open();
        (await db.Runs.CountAsync(r => r.Kind == RunKind.Digest)).ShouldBe(0);
    }

    [DatabaseFact]
    public async Task Digest_WhenTheServiceWasOffOnItsDay_LeavesAsSoonAsItRuns(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        await story.WorkAtAsync("2024-11-21 15:00");
        await story.WorkAtAsync("2024-11-22 09:00");

        Digests(story).ShouldBe(1);
    }

    [DatabaseFact]
    public async Task Digest_WhenTwoNodesMakeItAtOnce_IsOne(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        await using var second = new Node(database, story.Time, story.Post);
        story.Time.Set("2024-11-18 09:00");

        var runs = await Task.WhenAll(Task.Run(story.Node.DigestAsync), Task.Run(second.DigestAsync));
        await Task.WhenAll(Task.Run(() => story.Node.SendAsync()), Task.Run(() => second.SendAsync()));

        runs.Select(r => r!.Value.Run.Id).Distinct().ShouldHaveSingleItem();
        Digests(story).ShouldBe(1);
    }

    [DatabaseFact]
    [InlineData(MailState.Refused, true)]
    [InlineData(MailState.GivenUp, true)]
    [InlineData(MailState.Sent, false)]
    public async Task Digest_WhenADepartmentsLastMailNeverArrived_NamesItAsNotReached(TestDatabase database, object end, bool named)
    {
        await using var story = await Story.BeginAsync(database, new SmallLedger { Tasks = [new("t1", "2024-11-13", SmallLedger.Finance)] });
        story.Post.Before = m => m.To.Address.StartsWith("cai-head", StringComparison.Ordinal) ? new TaskTracker.Mail.DeliveryOutcome.RefusedForNow("451") : null;
        await story.WorkAtAsync("2024-11-20 09:00");
        await using (var db = story.Node.Open())
        {
            await db.Mails.Where(m => m.Person.Key == "cai-head").ExecuteUpdateAsync(s => s.SetProperty(m => m.State, (MailState)end));
        }

        await story.WorkAtAsync("2024-11-25 09:00");

        story.To("ling-dao")[^1].Text.Contains("未送达", StringComparison.Ordinal).ShouldBe(named);
    }

    private static int Digests(Story story) => story.To("ling-dao").Count(m => m.Subject.StartsWith("【周报】", StringComparison.Ordinal));
}
