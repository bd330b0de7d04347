using Microsoft.EntityFrameworkCore;
using TaskTracker.Tests.Fixtures;
using Xunit.Abstractions;

namespace TaskTracker.Tests.Outbox;

/// <summary>A node is stopped beyond its leases before any of its database commands, another does the day's work, and the first wakes up.</summary>
public sealed class TakenOverTests(ITestOutputHelper output)
{
    [DatabaseFact]
    public async Task Stopped_WhenAnotherNodeTookOver_SendsAndSavesNothing(TestDatabase database)
    {
        await using (var builder = new Node(database, FakeTime.At("2024-10-08 09:00"), new RecordedPost()))
        {
            await new SmallLedger().BuildAsync(builder);
        }

        int stops = 0, doubled = 0;

        // The two databases take turns at the stops.
        for (var at = 1 + (int)database.Provider; ; at += 2)
        {
            await database.RewindAsync();
            var time = FakeTime.At("2024-11-20 09:00");
            var (stalePost, post) = (new RecordedPost(), new RecordedPost());
            await using var other = new Node(database, time, post);
            var sentBefore = -1;
            var unrecorded = false;
            List<string> rows = [];
            var stop = new Stop(at, async () =>
            {
                sentBefore = stalePost.Accepted.Count;
                await using (var db = other.Open())
                {
                    unrecorded = sentBefore > await db.Mails.CountAsync(m => m.SentAt != null);
                }

                time.Advance(TimeSpan.FromMinutes(6));
                await other.WorkAsync();
                rows = await AllRows.OfAsync(other, "Runs", "Batches");
            });
            await using (var stale = new Node(database, time, stalePost, interceptors: stop.Interceptors))
            {
                await stale.WorkAsync();
            }

            if (sentBefore < 0)
            {
                break;
            }

            stops++;
            stalePost.Accepted.Count.ShouldBe(sentBefore, $"stop {at}");
            (await AllRows.OfAsync(other, "Runs", "Batches")).ShouldBe(rows, $"stop {at}");
            var all = stalePost.Accepted.Concat(post.Accepted).ToList();
            all.Select(m => m.To.Address).Distinct().Count().ShouldBe(6, $"stop {at}");
            var twice = all.Count - all.Select(m => m.MessageId).Distinct().Count();
            twice.ShouldBeLessThanOrEqualTo(unrecorded ? 1 : 0, $"stop {at}");
            all.Distinct().Count().ShouldBe(6, $"stop {at}");
            doubled += twice;
        }

        output.WriteLine($"{database.Provider}: stopped at {stops} commands: 0 lost, 0 sent or saved by the stale node; {doubled} taken twice with the same Message-ID, all stopped between acceptance and record");
        stops.ShouldBeGreaterThan(30);
    }
}
