using Microsoft.EntityFrameworkCore;
using TaskTracker.Scheduling;
using TaskTracker.Sweep;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Scheduling;

public sealed class JobsTests
{
    [DatabaseFact]
    public async Task SweepJob_WhenStartedAgainAndAgain_SweepsOnceADay(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        foreach (var moment in new[] { "2024-11-20 08:00", "2024-11-20 08:15", "2024-11-20 23:59", "2024-11-21 00:01", "2024-11-21 08:00" })
        {
            await story.WorkAtAsync(moment);
        }

        (await RunsAsync(story.Node)).ShouldBe([new DateOnly(2024, 11, 20), new DateOnly(2024, 11, 21)]);
    }

    [DatabaseFact]
    public async Task SweepJob_WhenTheClockWentAheadAndCameBack_SaysSoInsteadOfStayingSilent(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        await story.SweepAtAsync("2025-03-03 08:00");
        story.Time.Set("2024-11-20 09:00");

        (await Should.ThrowAsync<SweepRefusedException>(() => story.Node.AskAsync<SweepJob, bool>(async j => { await j.RunAsync(default); return true; })))
            .Message.ShouldContain("2025-03-03");
    }

    [DatabaseFact]
    public async Task Service_WhenTheClockIsSetBackWithinTheDay_SendsNothingTwice(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        await story.WorkAtAsync("2024-11-20 10:00");
        await story.WorkAtAsync("2024-11-20 08:45");
        await story.WorkAtAsync("2024-11-20 10:00");

        story.Post.Accepted.Count.ShouldBe(6);
        story.Post.Accepted.Select(m => m.MessageId).ShouldBeUnique();
    }

    [DatabaseFact]
    public async Task Service_WhenNobodyAnnouncedTheYearsCalendar_WorksMondayToFriday(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        await story.WorkAtAsync("2027-10-02 09:00");
        story.Post.Accepted.ShouldBeEmpty("a Saturday");
        await story.WorkAtAsync("2027-10-04 09:00");
        story.Post.Accepted.ShouldNotBeEmpty("a Monday, though it will be a holiday once 2027 is announced");
    }

    [DatabaseFact]
    public async Task Service_OnTheEveOfALongHoliday_KeepsTheEveningsMailForTheFirstWorkday(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        await story.WorkAtAsync("2025-01-27 17:30");
        for (var day = new DateOnly(2025, 1, 28); day <= new DateOnly(2025, 2, 4); day = day.AddDays(1))
        {
            await story.WorkAtAsync($"{day:yyyy-MM-dd} 10:00");
        }

        story.Post.Accepted.ShouldBeEmpty();
        await story.WorkAtAsync("2025-02-05 08:29");
        story.Post.Accepted.ShouldBeEmpty();
        await story.WorkAtAsync("2025-02-05 08:30");
        story.Post.Accepted.ShouldNotBeEmpty();
        story.Post.Accepted.CountBy(m => m.To.Address).ShouldAllBe(m => m.Value == 1);
    }

    private static async Task<List<DateOnly>> RunsAsync(Node node)
    {
        await using var db = node.Open();
        return await db.Runs.Where(r => r.Kind == RunKind.Sweep).OrderBy(r => r.Id).Select(r => r.AsOf).ToListAsync();
    }
}
