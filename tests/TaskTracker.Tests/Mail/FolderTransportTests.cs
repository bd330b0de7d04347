using System.Text;
using TaskTracker.Mail;

namespace TaskTracker.Tests.Mail;

public sealed class FolderTransportTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "mail-" + Guid.NewGuid().ToString("N"));

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task Send_AMail_WritesOneFileThatReadsBackTheSame()
    {
        var mail = SampleMails.Outgoing() with
        {
            Subject = "【提请督办】" + string.Concat(Enumerable.Repeat("三项任务已逾期𬭎", 12)),
            Html = string.Concat(Enumerable.Repeat("<p>已逾期 -- 5 个工作日</p>\n", 200)),
            Text = ".\n--\n已逾期\n",
        };

        (await Send(mail)).ShouldBe(new DeliveryOutcome.Accepted());

        var stored = new MailFolder(_folder).List().ShouldHaveSingleItem();
        stored.FileName.ShouldStartWith("20241105-090000-");
        stored.ShouldBe(new StoredMail(
            stored.FileName, mail.Date, mail.MessageId, "规划任务督办 <tasks@example.cn>", "王强 <wang@example.cn>", mail.Subject, mail.Text, mail.Html));
        new MailFolder(_folder).Find(stored.FileName).ShouldBe(stored);
        Directory.EnumerateFileSystemEntries(_folder).Count().ShouldBe(1);
    }

    [Fact]
    public async Task Send_TheSameMessageAgain_LeavesTheFirstFileAlone()
    {
        await Send(SampleMails.Outgoing());
        await Send(SampleMails.Outgoing() with { Subject = "later", Date = SampleMails.Outgoing().Date.AddDays(1) });
        await Send(SampleMails.Outgoing() with { MessageId = "other@tasks.example.cn" });

        new MailFolder(_folder).List().Select(m => (m.MessageId, m.Subject)).ShouldBe(
            [("9f2c41d0@tasks.example.cn", SampleMails.Outgoing().Subject), ("other@tasks.example.cn", SampleMails.Outgoing().Subject)], ignoreOrder: true);
    }

    [Fact]
    public async Task Send_TheSameMessageFromTwoSides_WritesOneFile()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Send(SampleMails.Outgoing()))));

        outcomes.ShouldAllBe(o => o is DeliveryOutcome.Accepted);
        new MailFolder(_folder).List().Count().ShouldBe(1);
    }

    [Fact]
    public async Task File_OfAMail_HasTheHeadersOfAnAutomaticMessageAndNoEnvelope()
    {
        await Send(SampleMails.Outgoing());

        var bytes = await File.ReadAllBytesAsync(Directory.EnumerateFiles(_folder).Single());
        bytes.ShouldAllBe(b => b < 128);
        var lines = Encoding.ASCII.GetString(bytes).Split("\r\n");
        lines.ShouldAllBe(l => l.Length <= 78 && !l.Contains('\n') && !l.Contains('\r'));
        lines.ShouldContain("Message-ID: <9f2c41d0@tasks.example.cn>");
        lines.ShouldContain("Date: Tue, 05 Nov 2024 09:00:00 +0800");
        lines.ShouldContain("Auto-Submitted: auto-generated");
        lines.ShouldContain("MIME-Version: 1.0");
        lines.ShouldContain(l => l.StartsWith("Content-Type: multipart/alternative;", StringComparison.Ordinal));
        lines.ShouldNotContain(l => l.StartsWith("X-Sender", StringComparison.Ordinal) || l.StartsWith("X-Receiver", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("三项\r\nBcc: victim@evil.example\r\n\r\nhello")]
    [InlineData("\r\n.\r\n")]
    [InlineData("a\0b\u2028c\u202Ed\uD83D")]
    [InlineData("=?utf-8?B?DQpCY2M6IHZpY3RpbUBldmlsLmV4YW1wbGU=?=")]
    [InlineData("../../etc/passwd")]
    public async Task Send_WhenFieldsAreHostile_AddsNoHeaderAndKeepsToItsFolder(string hostile)
    {
        await Send(SampleMails.Outgoing() with { Subject = hostile, To = new("wang@example.cn", hostile), Text = hostile, Html = hostile });

        var head = (await File.ReadAllTextAsync(Directory.EnumerateFiles(_folder, "*.eml").Single())).Split("\r\n\r\n")[0];
        head.Split("\r\n").Where(l => l[0] is not (' ' or '\t')).Select(l => l.Split(':')[0]).Order(StringComparer.Ordinal)
            .ShouldBe(["Auto-Submitted", "Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Subject", "To", "X-Auto-Response-Suppress"]);
        new MailFolder(_folder).List().Single().Subject.ShouldBe(PlainText.OneLine(hostile).Replace("=?", "= ?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_WhenTheFolderCannotBeWritten_IsRefusedForNow()
    {
        await File.WriteAllTextAsync(_folder, "a file where the folder should be");
        try
        {
            (await Send(SampleMails.Outgoing())).ShouldBeOfType<DeliveryOutcome.RefusedForNow>();
        }
        finally
        {
            File.Delete(_folder);
        }
    }

    [Theory]
    [InlineData("../secret.eml")]
    [InlineData("20241105-090000-00000000000000000000.eml")]
    [InlineData("/etc/passwd")]
    [InlineData("")]
    public async Task Find_WhenNoMailHasThatName_FindsNothing(string name)
    {
        await Send(SampleMails.Outgoing());

        new MailFolder(_folder).Find(name).ShouldBeNull();
    }

    [Fact]
    public void List_WhenNothingWasEverWritten_IsEmpty() => new MailFolder(_folder).List().ShouldBeEmpty();

    private Task<DeliveryOutcome> Send(OutgoingMail mail) => new FolderTransport(_folder).SendAsync(mail, CancellationToken.None);
}
