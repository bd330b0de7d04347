using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TaskTracker.Persistence;
using TaskTracker.RulesInForce;
using TaskTracker.Sweep;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.RulesInForce;

public sealed class TakeInFolderTests : IDisposable
{
    private readonly RulesCopy _rules = new();

    public void Dispose() => _rules.Dispose();

    [DatabaseFact]
    public async Task Folder_WhenReadForTheFirstTime_IsVersionOne(TestDatabase database)
    {
        await using var node = await NodeAsync(database);
        await node.Get<TakeInFolder>().AtStartAsync(default);

        await using var db = node.Open();
        var version = await db.RuleVersions.Include(v => v.Rules).SingleAsync();
        (version.Number, version.Origin, version.Author).ShouldBe((1, RuleOrigin.Folder, _rules.Folder));
        version.Reason.ShouldContain("calendars/2021.json、calendars/2022.json");
        version.Texts().All.Single(f => f.Name == RulesCopy.Progress).Text.ShouldBe(_rules.Read(RulesCopy.Progress));
        version.Rules.Count.ShouldBe(node.Get<HouseRules>().Current.Rules.Book.Rules.Count);
        node.Get<HouseRules>().InForce.Number.ShouldBe(1);
    }

    [DatabaseFact]
    public async Task Folder_WhenNothingChanged_MakesNoFurtherVersion(TestDatabase database)
    {
        for (var start = 1; start <= 3; start++)
        {
            await using var node = await NodeAsync(database);
            await node.Get<TakeInFolder>().AtStartAsync(default);
            await LookAsync(node);
            (await VersionsAsync(node)).ShouldBe([1]);
        }
    }

    [DatabaseFact]
    public async Task Folder_WhenChangedWhileTheServiceRuns_IsTheNextVersionOnEveryNode(TestDatabase database)
    {
        await using var node = await NodeAsync(database);
        await using var other = await NodeAsync(database);
        await node.Get<TakeInFolder>().AtStartAsync(default);
        await other.Get<TakeInFolder>().AtStartAsync(default);
        var before = VersionOf(other);
        _rules.Change(RulesCopy.Progress, "+ 25", "+ 26");

        await node.Get<TakeInFolder>().LookAgainAsync(default);
        (await VersionsAsync(node)).ShouldBe([1], "a folder seen once may still be changing");
        await node.Get<TakeInFolder>().LookAgainAsync(default);

        (await VersionsAsync(node)).ShouldBe([1, 2]);
        VersionOf(other).ShouldNotBe(before);
        await LookAsync(other);
        (await VersionsAsync(node)).ShouldBe([1, 2]);
        await using var db = node.Open();
        (await db.RuleVersions.SingleAsync(v => v.Number == 2)).Reason.ShouldBe(RulesCopy.Progress);
        other.Get<HouseRules>().Earlier("progress", RuleName, before)!.Number.ShouldBe(1);
    }

    [DatabaseFact]
    public async Task Folder_WhenTwoNodesReadItAtOnce_IsOneVersion(TestDatabase database)
    {
        await using var first = await NodeAsync(database);
        for (var round = 1; round <= 5; round++)
        {
            var nodes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => NodeAsync(database)));
            await Task.WhenAll(nodes.Select(n => Task.Run(() => n.Get<TakeInFolder>().AtStartAsync(default))));
            (await VersionsAsync(first)).ShouldBe(Enumerable.Range(1, round));
            foreach (var node in nodes)
            {
                await node.DisposeAsync();
            }

            _rules.Change(RulesCopy.Progress, $"+ {24 + round}", $"+ {25 + round}");
        }
    }

    [DatabaseFact]
    public async Task Folder_WithAFault_ChangesNothingAndIsToldOnce(TestDatabase database)
    {
        await using var node = await NodeAsync(database);
        await new SmallLedger().BuildAsync(node);
        await node.Get<TakeInFolder>().AtStartAsync(default);
        var sound = _rules.Read(RulesCopy.Progress);
        _rules.Change(RulesCopy.Progress, "responsibility.Pro", "responsability.Pro");

        await LookAsync(node);
        await LookAsync(node);
        await using (var other = await NodeAsync(database))
        {
            (await other.Get<TakeInFolder>().AtStartAsync(default)).ShouldNotBeEmpty();
            other.Get<HouseRules>().InForce.Number.ShouldBe(1);
        }

        await using var db = node.Open();
        var fault = await db.RulesFaults.AsNoTracking().SingleAsync();
        (fault.MendedAt, fault.All()[0].File).ShouldBe((null, RulesCopy.Progress));
        fault.All()[0].Message.ShouldContain("responsibility");
        (await VersionsAsync(node)).ShouldBe([1]);
        (await FaultMailsAsync(node)).ShouldBe(1);

        await node.SendAsync();
        var mail = Post.Accepted.ShouldHaveSingleItem();
        mail.To.Address.ShouldBe("du-cha@example.cn");
        mail.Subject.ShouldStartWith("【规则故障】");
        mail.Text.ShouldContain($"{RulesCopy.Progress}　第{fault.All()[0].Line}行第{fault.All()[0].Column}列");
        mail.Text.ShouldContain("现仍按第1版规则运行");

        _rules.Write(RulesCopy.Progress, sound);
        await LookAsync(node);
        (await db.RulesFaults.AsNoTracking().SingleAsync()).MendedAt.ShouldNotBeNull();
        (await VersionsAsync(node)).ShouldBe([1], "it is what was last read from a folder");

        _rules.Write(RulesCopy.Progress, sound.Replace("responsibility.Pro", "responsability.Pro", StringComparison.Ordinal));
        await LookAsync(node);
        (await FaultMailsAsync(node)).ShouldBe(1, "the same content is not told again");
        (await db.RulesFaults.AsNoTracking().SingleAsync()).MendedAt.ShouldBeNull();

        _rules.Write(RulesCopy.Progress, "{");
        await LookAsync(node);
        (await FaultMailsAsync(node)).ShouldBe(2, "another content is");
        (await db.RulesFaults.AsNoTracking().CountAsync(f => f.MendedAt == null)).ShouldBe(1);
    }

    [DatabaseFact]
    public async Task Folder_AboutWhichAnotherEngineDisagrees_ChangesNothingAndIsTold(TestDatabase database)
    {
        await using var node = await NodeAsync(database);
        await node.Get<TakeInFolder>().AtStartAsync(default);
        var options = node.Get<IOptions<RulesOptions>>().Value;
        (options.CrossCheck, options.Other) = (true, new AlwaysYes());
        _rules.Change(RulesCopy.Progress, "+ 25", "+ 26");
        await LookAsync(node);

        (await VersionsAsync(node)).ShouldBe([1]);
        await using var db = node.Open();
        var finding = (await db.RulesFaults.SingleAsync()).All().First(f => f.File == RulesCopy.Progress);
        finding.Code.ShouldBe("engines-differ");
        finding.Message.ShouldContain("here it does not hold, in another it holds. Subject: ");

        options.CrossCheck = false;
        _rules.Change(RulesCopy.Progress, "+ 26", "+ 27");
        await LookAsync(node);
        (await VersionsAsync(node)).ShouldBe([1, 2]);
    }

    [DatabaseFact]
    public async Task Mail_WhenTheFaultIsMendedBeforeItLeft_IsCalledOffAndComesBackWithTheFault(TestDatabase database)
    {
        await using var node = await NodeAsync(database);
        await new SmallLedger().BuildAsync(node);
        await node.Get<TakeInFolder>().AtStartAsync(default);
        var sound = _rules.Read(RulesCopy.Progress);
        _rules.Write(RulesCopy.Progress, "{");
        await LookAsync(node);
        _rules.Write(RulesCopy.Progress, sound);
        await LookAsync(node);
        await node.SendAsync();
        Post.Accepted.ShouldBeEmpty();

        _rules.Write(RulesCopy.Progress, "{");
        await LookAsync(node);
        await node.SendAsync();
        Post.Accepted.ShouldHaveSingleItem();
    }

    [DatabaseFact]
    public async Task Nodes_WithUnlikeFolders_DoNotTakeTurns(TestDatabase database)
    {
        using var theirs = new RulesCopy();
        theirs.Change(RulesCopy.Progress, "+ 25", "+ 26");
        await using var node = await NodeAsync(database);
        await using var other = await NodeAsync(database, theirs.Folder);
        await node.Get<TakeInFolder>().AtStartAsync(default);
        await other.Get<TakeInFolder>().AtStartAsync(default);
        for (var look = 0; look < 4; look++)
        {
            await node.Get<TakeInFolder>().LookAgainAsync(default);
            await other.Get<TakeInFolder>().LookAgainAsync(default);
        }

        (await VersionsAsync(node)).ShouldBe([1, 2]);
    }

    [DatabaseFact]
    public async Task ShippedFolder_WhereTheLedgerHasRules_IsNotTakenIn(TestDatabase database)
    {
        _rules.Change(RulesCopy.Progress, "+ 25", "+ 26");
        await using var node = await NodeAsync(database);
        await node.Get<TakeInFolder>().AtStartAsync(default);

        using var shipped = new TakeInFolder(
            Ledger.ShippedRules with { IsShipped = true }, node.Get<IDbContextFactory<TrackerDb>>(), node.Get<TellOfFault>(), node.Clock,
            node.Get<IOptions<RulesOptions>>(), node.Get<ILogger<TakeInFolder>>());
        await shipped.AtStartAsync(default);
        (await VersionsAsync(node)).ShouldBe([1]);
    }

    [DatabaseFact]
    public async Task EmptyLedger_WithAFaultInTheFolder_HasNothingToGoOnWith(TestDatabase database)
    {
        _rules.Write(RulesCopy.Progress, "{");
        await using var node = await NodeAsync(database);
        (await Should.ThrowAsync<RulesInvalidException>(() => node.Get<TakeInFolder>().AtStartAsync(default))).Findings[0].File.ShouldBe(Path.Combine(_rules.Folder, "workflows", "progress.json"));
        await using var db = node.Open();
        (await db.RuleVersions.AnyAsync()).ShouldBeFalse();
        (await db.RulesFaults.AnyAsync()).ShouldBeFalse();
    }

    private const string RuleName = "behind-time-gone";

    private RecordedPost Post { get; } = new();

    private static string VersionOf(Node node) => node.Get<HouseRules>().Current.Rules.Book.Rules.Single(r => r.Workflow == "progress" && r.Name == RuleName).Version;

    private async Task<Node> NodeAsync(TestDatabase database, string? rules = null)
    {
        var node = new Node(database, FakeTime.At("2024-11-20 09:00"), Post, rules ?? _rules.Folder);
        await SmallLedger.UpgradeAsync(node);
        return node;
    }

    private static async Task LookAsync(Node node)
    {
        await node.Get<TakeInFolder>().LookAgainAsync(default);
        await node.Get<TakeInFolder>().LookAgainAsync(default);
    }

    private static async Task<List<int>> VersionsAsync(Node node)
    {
        await using var db = node.Open();
        return await db.RuleVersions.Select(v => v.Number).Order().ToListAsync();
    }

    private static async Task<int> FaultMailsAsync(Node node)
    {
        await using var db = node.Open();
        return await db.Mails.CountAsync(m => m.Run.Kind == RunKind.RulesFault);
    }
}
