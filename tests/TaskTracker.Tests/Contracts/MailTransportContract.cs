using System.Text;
using System.Text.RegularExpressions;
using TaskTracker.Mail;
using TaskTracker.Tests.Mail;

namespace TaskTracker.Tests.Contracts;

/// <summary>What every transport to a relay must do, whatever the relay does.</summary>
public abstract partial class MailTransportContract : IDisposable
{
    private readonly SmtpListener _relay = new();

    public void Dispose()
    {
        _relay.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Disposed by the contract where it can be.</summary>
    protected abstract IMailTransport Open(MailOptions options);

    [Fact]
    public async Task Send_WhenTheRelayTakesIt_IsAcceptedWithOneEnvelopeRecipient()
    {
        (await Send()).ShouldBe(new DeliveryOutcome.Accepted());

        var delivery = _relay.Accepted.ShouldHaveSingleItem();
        delivery.Sender.ShouldBe("tasks@example.cn");
        delivery.Recipients.ShouldBe(["wang@example.cn"]);
        _relay.Conversations[0].Commands.Count(c => c.StartsWith("RCPT", StringComparison.Ordinal)).ShouldBe(1);
        var body = Encoding.ASCII.GetString(delivery.Body);
        AddressPattern().Matches(body).Select(m => m.Value).Distinct().Order().ShouldBe(["9f2c41d0@tasks.example.cn", "tasks@example.cn", "wang@example.cn"]);
        body.ShouldContain("Message-ID: <9f2c41d0@tasks.example.cn>\r\n");
        body.ShouldContain("Auto-Submitted: auto-generated\r\n");
    }

    [Theory]
    [InlineData("RCPT", "550 no such user", typeof(DeliveryOutcome.RefusedForGood))]
    [InlineData("RCPT", "553 mailbox name not allowed", typeof(DeliveryOutcome.RefusedForGood))]
    [InlineData("RCPT", "450 mailbox busy", typeof(DeliveryOutcome.RefusedForNow))]
    [InlineData("RCPT", "452 full", typeof(DeliveryOutcome.RefusedForNow))]
    [InlineData(".", "554 looks like spam", typeof(DeliveryOutcome.RefusedForGood))]
    [InlineData(".", "552 too large", typeof(DeliveryOutcome.RefusedForGood))]
    [InlineData(".", "451 try later", typeof(DeliveryOutcome.RefusedForNow))]
    [InlineData("DATA", "451 try later", typeof(DeliveryOutcome.RefusedForNow))]
    [InlineData("MAIL", "451 try later", typeof(DeliveryOutcome.RefusedForNow))]
    [InlineData("CONNECT", "421 too busy", typeof(DeliveryOutcome.RefusedForNow))]
    public async Task Send_WhenTheRelayRefuses_SaysForHowLong(string at, string answer, Type outcome)
    {
        _relay.Answers[at] = answer;

        var answered = await Send();

        answered.ShouldBeOfType(outcome);
        answered.ToString().ShouldContain(answer[..3]);
        _relay.Accepted.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("CONNECT", "554 no service")]
    [InlineData("EHLO", "550 who are you")]
    [InlineData("MAIL", "550 sender not allowed")]
    [InlineData("MAIL", "530 login first")]
    public async Task Send_WhenTheRelayRefusesUsRatherThanTheMail_IsRefusedOnlyForNow(string at, string answer)
    {
        _relay.Answers[at] = answer;
        _relay.Answers["HELO"] = answer;

        (await Send()).ShouldBeOfType<DeliveryOutcome.RefusedForNow>();
    }

    [Theory]
    [InlineData("CONNECT")]
    [InlineData("EHLO")]
    [InlineData("MAIL")]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    public async Task Send_WhenTheConnectionBreaksBeforeTheBody_IsRefusedForNow(string at)
    {
        _relay.HangUpAt.Add(at);

        (await Send()).ShouldBeOfType<DeliveryOutcome.RefusedForNow>();
    }

    [Fact]
    public async Task Send_WhenTheConnectionBreaksWithinTheBody_IsUncertain()
    {
        _relay.HangUpAfterBodyBytes = 1_000_000;

        (await Send(mail: SampleMails.Outgoing() with { Html = new string('x', 3_000_000) })).ShouldBeOfType<DeliveryOutcome.Uncertain>();
    }

    [Fact]
    public async Task Send_WhenTheAnswerToTheFinalDotIsLost_IsUncertain()
    {
        _relay.HangUpAt.Add(".");

        (await Send()).ShouldBeOfType<DeliveryOutcome.Uncertain>();
    }

    [Fact]
    public async Task Send_WhenTheFinalAnswerDoesNotCome_IsUncertainAfterTheTimeout()
    {
        _relay.SilentAt.Add(".");

        (await Send(Plain(TimeSpan.FromMilliseconds(400)))).ShouldBeOfType<DeliveryOutcome.Uncertain>();
    }

    [Theory]
    [InlineData("CONNECT")]
    [InlineData("EHLO")]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    public async Task Send_WhenTheRelayIsSilentBeforeTheBody_IsRefusedForNowAfterTheTimeout(string at)
    {
        _relay.SilentAt.Add(at);

        (await Send(Plain(TimeSpan.FromMilliseconds(400)))).ShouldBeOfType<DeliveryOutcome.RefusedForNow>();
    }

    [Fact]
    public async Task Send_WhenNobodyListens_IsRefusedForNow()
    {
        _relay.Dispose();

        (await Send()).ShouldBeOfType<DeliveryOutcome.RefusedForNow>();
    }

    [Fact]
    public async Task Send_WhenCancelledBeforeTheBody_Throws()
    {
        _relay.SilentAt.Add("MAIL");
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Should.ThrowAsync<OperationCanceledException>(() => Send(cancellation: cancel.Token));
    }

    [Fact]
    public async Task Send_WhenCancelledWhileTheAnswerIsAwaited_IsUncertain()
    {
        _relay.SilentAt.Add(".");
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(400));

        (await Send(Plain(TimeSpan.FromSeconds(1)), cancellation: cancel.Token)).ShouldBeOfType<DeliveryOutcome.Uncertain>();
    }

    [Fact]
    public async Task Send_WhenStartTlsIsStripped_SendsNothingNotEvenTheLogin()
    {
        _relay.Offers.Add("AUTH LOGIN");

        (await Send(new() { StartTls = StartTls.Required, User = "tasks", Password = "secret" })).ShouldBeOfType<DeliveryOutcome.RefusedForNow>();

        var said = _relay.Conversations.SelectMany(c => c.Commands).Select(c => c.Split(' ')[0]);
        said.ShouldNotContain("AUTH");
        said.ShouldNotContain("MAIL");
    }

    [Theory]
    [InlineData("454 TLS not available")]
    [InlineData("220 go ahead")]
    public async Task Send_WhenTlsDoesNotComeAbout_SendsNothing(string answer)
    {
        _relay.Offers.Add("STARTTLS");
        _relay.Answers["STARTTLS"] = answer;

        (await Send(new() { StartTls = StartTls.Required, User = "tasks", Password = "secret", Timeout = TimeSpan.FromSeconds(1) })).ShouldBeOfType<DeliveryOutcome.RefusedForNow>();

        Encoding.Latin1.GetString(_relay.Conversations[0].Bytes).ShouldNotContain("MAIL FROM");
    }

    [Fact]
    public async Task Send_WhenTheCertificateIsNotTrusted_SendsNothing()
    {
        _relay.Offers.AddRange(["STARTTLS", "AUTH LOGIN"]);

        (await Send(new() { StartTls = StartTls.Required, User = "tasks", Password = "secret" })).ShouldBeOfType<DeliveryOutcome.RefusedForNow>();

        _relay.Conversations.SelectMany(c => c.Commands).Select(c => c.Split(' ')[0]).ShouldBe(["EHLO", "STARTTLS"]);
    }

    [Fact]
    public async Task Send_WhenAnswersAreInjectedBeforeTls_DoesNotTakeThemForTheRelaysOwn()
    {
        _relay.Offers.Add("STARTTLS");
        _relay.Answers["STARTTLS"] = "220 go ahead\r\n250-AUTH LOGIN\r\n250 ok";

        (await Send(new() { StartTls = StartTls.Required, User = "tasks", Password = "secret", Timeout = TimeSpan.FromSeconds(1) })).ShouldBeOfType<DeliveryOutcome.RefusedForNow>();

        Encoding.Latin1.GetString(_relay.Conversations[0].Bytes).ShouldNotContain("MAIL FROM");
    }

    [Fact]
    public async Task Send_WhenTlsIsOff_NeverSendsAPassword()
    {
        _relay.Offers.Add("AUTH LOGIN");

        await Send(new() { StartTls = StartTls.None, User = "tasks", Password = "secret" });

        _relay.Conversations[0].Commands.ShouldNotContain(c => c.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("三项\r\nBcc: victim@evil.example\r\n\r\nhello")]
    [InlineData("甲\n.\nMAIL FROM:<x@evil.example>\n")]
    [InlineData("\r\n.\r\nMAIL FROM:<x@evil.example>\r\nRCPT TO:<victim@evil.example>\r\nDATA\r\n")]
    [InlineData("a\r.\rb\n.\r\nc\r\n.\nd\0e\u0085f\u2028g\u202Eh")]
    [InlineData("=?utf-8?B?DQpCY2M6IHZpY3RpbUBldmlsLmV4YW1wbGU=?=")]
    [InlineData("王\" <victim@evil.example>, \"x")]
    [InlineData(".")]
    [InlineData("..\r\n.")]
    public async Task Send_WhenFieldsCarryTheProtocol_SendsOneMailToOneRecipient(string hostile)
    {
        var mail = SampleMails.Outgoing() with
        {
            To = new("wang@example.cn", hostile),
            From = new("tasks@example.cn", hostile),
            Subject = hostile,
            Text = hostile,
            Html = hostile,
        };

        (await Send(mail: mail)).ShouldBe(new DeliveryOutcome.Accepted());

        var conversation = _relay.Conversations.ShouldHaveSingleItem();
        conversation.Commands.Select(c => c.Split(' ', ':')[0]).Where(c => c != "QUIT").ShouldBe(["EHLO", "MAIL", "RCPT", "DATA"]);
        var body = conversation.Deliveries.ShouldHaveSingleItem().Body;
        OnlyWholeLineEnds(body).ShouldBeTrue();
        body.ShouldAllBe(b => b == '\r' || b == '\n' || b == '\t' || (b >= ' ' && b < 127));
        var lines = Encoding.ASCII.GetString(body).Split("\r\n");
        lines.ShouldAllBe(l => l.Length <= 998);
        lines[..^2].ShouldNotContain(l => l.StartsWith('.'));
        var headers = lines.TakeWhile(l => l.Length > 0).Where(l => l[0] is not (' ' or '\t')).Select(l => l.Split(':')[0]);
        headers.Order(StringComparer.Ordinal).ShouldBe(["Auto-Submitted", "Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Subject", "To", "X-Auto-Response-Suppress"]);
    }

    [Theory]
    [InlineData("wang@example.cn\r\nRCPT TO:<victim@evil.example>")]
    [InlineData("wang@example.cn>\r\nDATA")]
    [InlineData("wang@example.cn,victim@evil.example")]
    [InlineData("a b@example.cn")]
    [InlineData("\"a@b\"@example.cn")]
    [InlineData("Wang <wang@example.cn>")]
    [InlineData("王@example.cn")]
    [InlineData("wang@exаmple.cn")]
    [InlineData("wang@example.cn\n")]
    [InlineData("wang@example.cn\0")]
    [InlineData("wang@[127.0.0.1]")]
    [InlineData("wang@example..cn")]
    [InlineData("@example.cn")]
    [InlineData("wang")]
    [InlineData("")]
    public async Task Send_WhenTheAddressIsNotValid_IsRefusedForGoodWithoutAWord(string address)
    {
        (await Send(mail: SampleMails.Outgoing(address))).ShouldBeOfType<DeliveryOutcome.RefusedForGood>();

        _relay.Conversations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a@b>\r\nBcc: x@evil.example")]
    [InlineData("<a@b>")]
    [InlineData("")]
    public async Task Send_WhenTheMessageIdIsNotValid_IsRefusedForGood(string id) =>
        (await Send(mail: SampleMails.Outgoing() with { MessageId = id })).ShouldBeOfType<DeliveryOutcome.RefusedForGood>();

    [Fact]
    public async Task Send_WhenTheSenderIsNotValid_IsRefusedForNow() =>
        (await Send(mail: SampleMails.Outgoing() with { From = new("nobody", "") })).ShouldBeOfType<DeliveryOutcome.RefusedForNow>();

    [Fact]
    public async Task Send_ManyAtOnce_EachHasItsOwnRecipientOnly()
    {
        var transport = Open(Options(Plain()));
        using var end = transport as IDisposable;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => transport.SendAsync(
            SampleMails.Outgoing($"person{n}@example.cn") with { MessageId = $"m{n}@tasks.example.cn", Text = $"only {n}", Html = $"only {n}" }, CancellationToken.None)));

        _relay.Accepted.Count.ShouldBe(8);
        foreach (var delivery in _relay.Accepted)
        {
            var to = delivery.Recipients.ShouldHaveSingleItem();
            AddressPattern().Matches(Encoding.ASCII.GetString(delivery.Body)).Select(m => m.Value).Where(a => a.StartsWith("person", StringComparison.Ordinal)).Distinct().ShouldBe([to]);
        }
    }

    [Fact]
    public async Task Send_WhenOneOfManyIsRefused_LetsTheOthersThrough()
    {
        _relay.AnswerToRecipient = address => address.Split('@')[0] switch { "gone" => "550 no such user", "busy" => "450 mailbox busy", _ => null };
        var transport = Open(Options(Plain()));
        using var end = transport as IDisposable;
        var outcomes = new List<DeliveryOutcome>();
        foreach (var (name, n) in new[] { "a", "gone", "b", "busy", "c" }.Select((name, n) => (name, n)))
        {
            outcomes.Add(await transport.SendAsync(SampleMails.Outgoing($"{name}@example.cn") with { MessageId = $"m{n}@tasks.example.cn" }, CancellationToken.None));
        }

        outcomes.Select(o => o.GetType().Name).ShouldBe(["Accepted", "RefusedForGood", "Accepted", "RefusedForNow", "Accepted"]);
        _relay.Accepted.Select(d => d.Recipients.Single()).ShouldBe(["a@example.cn", "b@example.cn", "c@example.cn"]);
    }

    [Theory]
    [InlineData("一、二\n.\n..\n三\n")]
    [InlineData(".hidden\r\nFrom me\r\n.\r\n")]
    [InlineData("\ttab  and trailing blanks   \n\n\n")]
    [InlineData("𠮷 — ﷽ é é 🇨🇳\n")]
    public async Task Send_OfAnyText_ArrivesByteForByte(string text)
    {
        (await Send(mail: SampleMails.Outgoing() with { Text = text, Html = $"<p>{text}</p>" })).ShouldBe(new DeliveryOutcome.Accepted());

        var body = Encoding.ASCII.GetString(_relay.Accepted.ShouldHaveSingleItem().Body);
        Base64Part().Matches(body).Select(m => Encoding.UTF8.GetString(Convert.FromBase64String(m.Groups[1].Value))).ShouldBe([text.ReplaceLineEndings("\r\n"), $"<p>{text}</p>".ReplaceLineEndings("\r\n")]);
    }

    [Fact]
    public async Task Send_OfTheSameMailAgain_BearsTheSameMessageId()
    {
        _relay.Answers["."] = "451 try later";
        await Send();
        _relay.Answers.Remove(".");
        await Send();
        _relay.Conversations.Select(c => MessageIdLine().Match(Encoding.ASCII.GetString(c.Bytes)).Value).Distinct().ShouldBe(["Message-ID: <9f2c41d0@tasks.example.cn>"]);
    }

    private async Task<DeliveryOutcome> Send(MailOptions? options = null, OutgoingMail? mail = null, CancellationToken cancellation = default)
    {
        var transport = Open(Options(options ?? Plain()));
        using var end = transport as IDisposable;
        return await transport.SendAsync(mail ?? SampleMails.Outgoing(), cancellation);
    }

    private static MailOptions Plain(TimeSpan? timeout = null) => new() { StartTls = StartTls.None, Timeout = timeout ?? TimeSpan.FromSeconds(20) };

    private MailOptions Options(MailOptions options)
    {
        options.Host = "127.0.0.1";
        options.Port = _relay.Port;
        return options;
    }

    private static bool OnlyWholeLineEnds(byte[] bytes) =>
        bytes.Count(b => b == '\r') == bytes.Count(b => b == '\n') && bytes.AsSpan().Count("\r\n"u8) == bytes.Count(b => b == '\r');

    [GeneratedRegex(@"Transfer-Encoding: base64(?:\r\n[^\r\n]+)*\r\n\r\n([A-Za-z0-9+/=\r\n]*)", RegexOptions.IgnoreCase)]
    private static partial Regex Base64Part();

    [GeneratedRegex("Message-ID: [^\r\n]*")]
    private static partial Regex MessageIdLine();

    [GeneratedRegex(@"[\w.+-]+@[\w.-]+")]
    private static partial Regex AddressPattern();
}
