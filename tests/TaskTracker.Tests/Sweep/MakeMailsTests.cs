using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using TaskTracker.Outbox;
using TaskTracker.Sweep;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Sweep;

public sealed class MakeMailsTests
{
    [DatabaseFact]
    public async Task MakeMails_WhenTheDatabaseRefusesForGood_Fails(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        story.Time.Set("2024-11-20 09:00");
        await using var node = new Node(database, story.Time, story.Post, interceptors: [new NoMails()]);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));

        await Should.ThrowAsync<DbUpdateException>(() => node.SweepAsync(limit.Token));

        await story.Node.WorkAsync();
        story.Post.Accepted.Count.ShouldBe(6);
    }

    [DatabaseFact]
    public async Task MakeMails_WhenAMailOfAnEarlierRunStillWaits_TakesItsNoticesAlong(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        await story.SweepAtAsync("2024-11-14 18:00");
        await story.SweepAtAsync("2024-11-20 08:00");
        await story.SendAtAsync("2024-11-20 09:00");

        story.Post.Accepted.CountBy(m => m.To.Address).ShouldAllBe(m => m.Value == 1);
        story.To("wei-liaison").ShouldHaveSingleItem().Text.Split("任务t1").Length.ShouldBe(2);
        await using var db = story.Node.Open();
        (await db.Mails.CountAsync(m => m.State == MailState.Queued)).ShouldBe(0);
    }

    [DatabaseFact]
    public async Task MakeMails_WhenOnePersonHoldsSeveralPosts_GivesOneMail(TestDatabase database)
    {
        var ledger = new SmallLedger();
        var one = ledger.Holders[0];
        ledger.Holders[1] = ledger.Holders[1] with { Person = one.Person, Name = one.Name, Email = one.Email };
        ledger.Holders[2] = ledger.Holders[2] with { Person = one.Person, Name = one.Name, Email = one.Email };
        await using var story = await Story.BeginAsync(database, ledger);
        await story.WorkAtAsync("2024-11-20 09:00");

        story.To("wei-liaison").ShouldHaveSingleItem().Text.ShouldSatisfyAllConditions(t => t.ShouldContain("任务t2"), t => t.ShouldContain("任务t3"));
    }

    private sealed class NoMails : SaveChangesInterceptor
    {
        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            eventData.Context!.ChangeTracker.Entries<QueuedMail>().Any() ? throw new DbUpdateException("The disk is full.") : ValueTask.FromResult(result);
    }
}
