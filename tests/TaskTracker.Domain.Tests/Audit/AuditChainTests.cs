using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TaskTracker.Domain.Audit;

namespace TaskTracker.Domain.Tests.Audit;

public sealed class AuditChainTests
{
    private static readonly DateTime At = new(2024, 11, 20, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    [Fact]
    public void HashOf_AnEntry_IsThatOfTheBytesThatAreDocumented()
    {
        var entry = AuditChain.Append(null, "plan:甲", new AuditRecord(At, "王", "Said", """{"a":"是"}"""));
        const string written = "17:tasktracker-audit,1:1,8:plan:甲,1:1,27:2024-11-20T01:02:03.004005Z,3:王,4:Said,11:{\"a\":\"是\"},0:,64:0000000000000000000000000000000000000000000000000000000000000000,";
        Encoding.UTF8.GetString(AuditChain.Canonical(entry)).ShouldBe(written);
        entry.Hash.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(written))));
    }

    [Fact]
    public void Append_WhenThereIsAHead_FollowsIt()
    {
        var first = AuditChain.Append(null, "s", new AuditRecord(At, "", "A", "{}"));
        var second = AuditChain.Append(new AuditHead("s", first.Sequence, first.Hash), "s", new AuditRecord(At, "", "B", "{}"));
        (second.Sequence, second.Previous).ShouldBe((2, first.Hash));
    }

    [Fact]
    public void Canonical_OfDifferentFields_IsNeverTheSame() => Prop.ForAll(
        ArbMap.Default.ArbFor<(NonNull<string>, NonNull<string>, NonNull<string>)>(), ArbMap.Default.ArbFor<(NonNull<string>, NonNull<string>, NonNull<string>)>(), (one, other) =>
        {
            byte[] Bytes((NonNull<string> By, NonNull<string> Kind, NonNull<string> Data) of) => AuditChain.Canonical(AuditChain.Append(null, "s", new AuditRecord(At, of.By.Get, of.Kind.Get, of.Data.Get)));
            byte[] Field(string text) => Encoding.UTF8.GetBytes(text);
            var isSame = Field(one.Item1.Get).SequenceEqual(Field(other.Item1.Get)) && Field(one.Item2.Get).SequenceEqual(Field(other.Item2.Get)) && Field(one.Item3.Get).SequenceEqual(Field(other.Item3.Get));
            return Bytes(one).SequenceEqual(Bytes(other)) == isSame;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void SealText_WhenSavedFromAMail_ReadsAsItWasWritten()
    {
        var seal = Seal();
        var mail = "您好：\r\n> 请存档\r\n" + SealText.Write(seal, [new("plan:有 空格", 3, new string('a', 64))]).Replace("\n", "\r\n", StringComparison.Ordinal).Insert(0, "\r\n") + "\r\n--\r\n";
        var read = SealText.Read(mail);
        read.Seal.Content.ShouldBe(seal.Content);
        read.Seal.Signature.ShouldBe("c2ln");
        read.Heads.ShouldBe([new AuditHead("plan:有 空格", 3, new string('a', 64))]);
    }

    [Theory]
    [InlineData("", "tasktracker-seal 1")]
    [InlineData("tasktracker-seal 1\nnumber: 1\nday: 2024-11-20\n", "line 4")]
    [InlineData("tasktracker-seal 1\nnumber: eins\n", "line 2")]
    public void SealText_WhenItIsNotWhole_NamesTheLine(string text, string named) =>
        Should.Throw<FormatException>(() => SealText.Read(text)).Message.ShouldContain(named, Case.Insensitive);

    private static AuditSeal Seal() => new()
    {
        Number = 12, Day = new(2024, 11, 20), At = At, Chains = 1, Entries = 3, Root = new string('b', 64), Changes = new string('c', 64), Previous = AuditChain.None, Key = new string('d', 64), Signature = "c2ln",
    };
}
