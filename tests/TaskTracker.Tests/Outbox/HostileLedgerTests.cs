using System.Text;
using TaskTracker.Mail;
using TaskTracker.Tests.Fixtures;
using Xunit.Abstractions;

namespace TaskTracker.Tests.Outbox;

/// <summary>Names and titles made to break out of their field, from the ledger's files through sweep, digest and rendering into .eml files.</summary>
public sealed class HostileLedgerTests(ITestOutputHelper output)
{
    private const string Attack =
        "甲\r\nBcc: evil@example.net\r\n\r\n.\r\nMAIL FROM:<evil@example.net>\r\n\u2028\u202Efdp.exe\u2066=?utf-8?B?QmNjOiBldmls?=\"<evil@example.net>,\\\"<script>alert(1)</script>&#x0D;&#x0A;";

    [DatabaseFact]
    public async Task Way_WhenEveryNameIsHostile_LeavesWellFormedMailToTheRightPeople(TestDatabase database)
    {
        // A NUL or another invisible control character is refused before it comes into the ledger.
        var plain = new SmallLedger();
        var ledger = new SmallLedger
        {
            PlanTitle = "规划" + Attack,
            TaskTitle = key => $"任务{key}{Attack}",
            Holders = [.. plain.Holders.Select(h => h with { Department = h.Department + Attack, Name = h.Name + Attack })],
            Tasks = [.. plain.Tasks.Select(t => t with { Departments = [.. t.Departments.Select(d => d + Attack)] })],
        };
        var folder = Path.Combine(database.Folder, "mail");
        await using (var builder = new Node(database, FakeTime.At("2024-10-08 09:00"), new RecordedPost()))
        {
            await ledger.BuildAsync(builder);
        }

        await using var node = new Node(database, FakeTime.At("2024-11-20 09:00"), new FolderTransport(folder));
        await node.WorkAsync();

        var files = Directory.GetFiles(folder, "*.eml");
        files.Length.ShouldBe(6);
        foreach (var file in files)
        {
            var bytes = await File.ReadAllBytesAsync(file);
            WellFormed(bytes);
            var head = Encoding.ASCII.GetString(bytes)[..Encoding.ASCII.GetString(bytes).IndexOf("\r\n\r\n", StringComparison.Ordinal)];
            Headers(head).ShouldBe(
                ["auto-submitted", "content-type", "date", "from", "message-id", "mime-version", "subject", "to", "x-auto-response-suppress"], ignoreOrder: true);
        }

        var mails = new MailFolder(folder).List().ToList();
        mails.Count.ShouldBe(6);
        foreach (var mail in mails)
        {
            mail.To.ShouldEndWith("@example.cn>");
            mail.To.Count(c => c is '<' or '>').ShouldBe(2);
            foreach (var part in new[] { mail.Subject, mail.To, mail.Text, mail.Html })
            {
                part.ShouldNotContain("\u202E");
                part.ShouldNotContain("\u2066");
                part.ShouldNotContain("\u2028");
                part.ShouldNotContain("\0");
            }

            mail.Html.ShouldNotContain("<script>");
            mail.Text.Split('\n').ShouldAllBe(l => l != "." && !l.StartsWith("Bcc:", StringComparison.Ordinal));
        }

        output.WriteLine($"{database.Provider}: {files.Length} .eml files, {files.Sum(f => new FileInfo(f).Length)} bytes checked, 0 headers or lines broken out");
    }

    /// <summary>ASCII, CRLF only as a pair, no NUL, no line that is a dot, none over 998 bytes.</summary>
    private static void WellFormed(byte[] bytes)
    {
        bytes.ShouldAllBe(b => b < 0x80 && b != 0);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '\r')
            {
                (i + 1 < bytes.Length && bytes[i + 1] == '\n').ShouldBeTrue($"a bare CR at {i}");
            }

            if (bytes[i] == '\n')
            {
                (i > 0 && bytes[i - 1] == '\r').ShouldBeTrue($"a bare LF at {i}");
            }
        }

        Encoding.ASCII.GetString(bytes).Split("\r\n").ShouldAllBe(l => l != "." && l.Length <= 998);
    }

    private static IEnumerable<string> Headers(string head) =>
        head.Split("\r\n").Where(l => l[0] is not (' ' or '\t')).Select(l => l[..l.IndexOf(':', StringComparison.Ordinal)].ToLowerInvariant());
}
