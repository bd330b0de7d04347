using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Mail;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Outbox;

/// <summary>Posts and addresses that change between notice and sending.</summary>
public sealed class HandOverTests
{
    [DatabaseFact]
    public async Task Send_WhenThePostWasHandedOverMeanwhile_ReachesTheSuccessorOnly(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        await story.SweepAtAsync("2024-11-20 08:00");
        await HandOverAsync(story, "wei-liaison", lastDay: "2024-11-19", "xin-lian", firstDay: "2024-11-20");

        await story.SendAtAsync("2024-11-20 09:00");

        story.To("wei-liaison").ShouldBeEmpty();
        story.To("xin-lian").ShouldHaveSingleItem().Text.ShouldSatisfyAllConditions(t => t.ShouldContain("任务t1"), t => t.ShouldContain("任务t2"), t => t.ShouldContain("新联络，您好"));
        story.Post.Accepted.Count.ShouldBe(5);
        await LinksAreAsync(story, "xin-lian", items: 2);
    }

    [DatabaseFact]
    public async Task Send_WhenThePostWasHandedOverAfterARefusalForNow_ReachesTheSuccessorOnly(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        story.Post.Before = _ => new DeliveryOutcome.RefusedForNow("451 try later");
        await story.WorkAtAsync("2024-11-20 09:00");
        await HandOverAsync(story, "wei-liaison", lastDay: "2024-11-19", "xin-lian", firstDay: "2024-11-20");
        story.Post.Before = _ => null;

        await story.SendAtAsync("2024-11-20 09:01");

        (story.To("wei-liaison").Count, story.To("xin-lian").Count).ShouldBe((0, 1));
    }

    [DatabaseFact]
    public async Task Send_WhenTheSuccessorHasAMailOfTheRunAlready_PutsAllIntoOneMail(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        await story.SweepAtAsync("2024-11-20 08:00");
        await HandOverAsync(story, "wei-head", lastDay: "2024-11-19", "cai-liaison", firstDay: "2024-11-20");

        await story.SendAtAsync("2024-11-20 09:00");

        story.To("wei-head").ShouldBeEmpty();
        var both = story.To("cai-liaison");
        both.Count.ShouldBeLessThanOrEqualTo(2, "his own mail may have left before the post's came to him");
        string.Concat(both.Select(m => m.Text)).ShouldSatisfyAllConditions(t => t.ShouldContain(SmallLedger.Health), t => t.ShouldContain("任务t3"));
    }

    [DatabaseFact]
    public async Task Send_WhenTwoPeopleSwappedPosts_GivesEachTheOtherPostsItems(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        await story.SweepAtAsync("2024-11-20 08:00");
        var (wei, cai) = (story.Ledger.Holders[0], story.Ledger.Holders[2]);
        story.Ledger.Holders.RemoveAll(h => h == wei || h == cai);
        story.Ledger.Holders.AddRange(
        [
            wei with { Until = "2024-11-19" }, wei with { Person = cai.Person, Name = cai.Name, Email = cai.Email, From = "2024-11-20" },
            cai with { Until = "2024-11-19" }, cai with { Person = wei.Person, Name = wei.Name, Email = wei.Email, From = "2024-11-20" },
        ]);
        await story.Ledger.LoadOrgAsync(story.Node);

        await story.SendAtAsync("2024-11-20 09:00");

        var toCai = story.To("cai-liaison").ShouldHaveSingleItem().Text;
        var toWei = story.To("wei-liaison").ShouldHaveSingleItem().Text;
        toCai.ShouldSatisfyAllConditions(t => t.ShouldContain("任务t2"), t => t.ShouldNotContain("任务t3"), t => t.ShouldNotContain(SmallLedger.Finance));
        toWei.ShouldSatisfyAllConditions(t => t.ShouldContain("任务t3"), t => t.ShouldNotContain("任务t2"), t => t.ShouldNotContain(SmallLedger.Health));
    }

    [DatabaseFact]
    public async Task Send_WhenTheAddressChangedMeanwhile_GoesToTheNewOneOnly(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        await story.SweepAtAsync("2024-11-20 08:00");
        story.Ledger.Holders[0] = story.Ledger.Holders[0] with { Email = "wei.new@example.cn" };
        await story.Ledger.LoadOrgAsync(story.Node);

        await story.SendAtAsync("2024-11-20 09:00");

        story.To("wei-liaison").ShouldBeEmpty();
        story.Post.Accepted.Count(m => m.To.Address == "wei.new@example.cn").ShouldBe(1);
        await LinksAreAsync(story, "wei-liaison", items: 2);
    }

    [DatabaseFact]
    public async Task Send_WhenThePostIsVacant_WaitsForTheSuccessor(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        await story.SweepAtAsync("2024-11-20 08:00");
        await HandOverAsync(story, "wei-head", lastDay: "2024-11-19", "xin-lian", firstDay: "2024-11-22");
        await story.WorkAtAsync("2024-11-20 09:00");
        await story.WorkAtAsync("2024-11-21 09:00");
        (story.To("wei-head").Count, story.To("xin-lian").Count).ShouldBe((0, 0));

        await story.WorkAtAsync("2024-11-22 09:00");

        story.To("wei-head").ShouldBeEmpty();
        story.To("xin-lian").ShouldHaveSingleItem().Text.ShouldContain("任务t1");
    }

    [DatabaseFact]
    public async Task SendDigest_WhenTheLeadersPostWasHandedOverMeanwhile_ReachesTheSuccessorOnly(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        story.Time.Set("2024-11-18 08:45");
        await story.Node.SweepAsync();
        await story.Node.DigestAsync();
        await HandOverAsync(story, "ling-dao", lastDay: "2024-11-18", "xin-ling", firstDay: "2024-11-19");

        await story.SendAtAsync("2024-11-19 09:00");
        await story.SendAtAsync("2024-11-19 09:10");

        (story.To("ling-dao").Count, story.To("xin-ling").Count).ShouldBe((0, 1));
    }

    /// <summary>The links of all mails to departments that are signed for this person: as many as there are items, each in a mail to the address that the person has now.</summary>
    private static async Task LinksAreAsync(Story story, string person, int items)
    {
        await using var db = story.Node.Open();
        var links = story.Node.Get<SignedLinks>();
        var who = await db.People.SingleAsync(p => p.Key == person);
        var said = story.Post.Accepted.SelectMany(m => Regex.Matches(m.Text, @"/link/(\S+)").Select(l => (m.To.Address, Link: links.Read(l.Groups[1].Value)!))).ToList();
        said.Count(l => l.Link.PersonId == who.Id).ShouldBe(items);
        said.Where(l => l.Link.PersonId == who.Id).ShouldAllBe(l => l.Address == who.Email);
        foreach (var (address, link) in said)
        {
            (await db.People.Where(p => p.Id == link.PersonId).Select(p => p.Email).SingleAsync()).ShouldBe(address);
        }
    }

    private static async Task HandOverAsync(Story story, string from, string lastDay, string to, string firstDay)
    {
        var known = story.Ledger.Holders.Find(h => h.Person == to);
        var index = story.Ledger.Holders.FindIndex(h => h.Person == from);
        var before = story.Ledger.Holders[index];
        story.Ledger.Holders[index] = before with { Until = lastDay };
        story.Ledger.Holders.Add(before with { Person = to, Name = known?.Name ?? "新联络", Email = $"{to}@example.cn", From = firstDay, Until = null });
        await story.Ledger.LoadOrgAsync(story.Node);
    }
}
