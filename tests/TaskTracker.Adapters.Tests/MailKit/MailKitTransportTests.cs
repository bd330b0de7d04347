using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.OpenSsl;
using TaskTracker.Mail;
using TaskTracker.MailKit;
using TaskTracker.Tests.Contracts;
using TaskTracker.Tests.Mail;

namespace TaskTracker.Adapters.Tests.MailKit;

public sealed class MailKitContractTests : MailTransportContract
{
    protected override TaskTracker.Mail.IMailTransport Open(MailOptions options) => new MailKitTransport(options, new MailKitOptions());
}

/// <summary>What this transport can beyond the contract.</summary>
public sealed class MailKitTransportTests : IDisposable
{
    private readonly SmtpListener _relay = new("127.0.0.1");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tasktracker-test-");

    public void Dispose()
    {
        _relay.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Send_ManyInTurn_UsesOneConnection()
    {
        using var transport = Open(Clear());
        for (var n = 0; n < 20; n++)
        {
            (await transport.SendAsync(Mail(n), default)).ShouldBe(new DeliveryOutcome.Accepted());
        }

        _relay.Conversations.ShouldHaveSingleItem().Deliveries.Count.ShouldBe(20);
    }

    [Fact]
    public async Task Send_WhenTheRelayOffersPipelining_SendsSenderAndRecipientTogether()
    {
        _relay.Offers.Add("PIPELINING");
        using var transport = Open(Clear());
        (await transport.SendAsync(Mail(0), default)).ShouldBe(new DeliveryOutcome.Accepted());

        _relay.Conversations[0].Pieces.ShouldContain(p => p.StartsWith("MAIL FROM:", StringComparison.Ordinal) && p.Contains("\r\nRCPT TO:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("RCPT", "550 no such user", typeof(DeliveryOutcome.RefusedForGood))]
    [InlineData("MAIL", "550 sender not allowed", typeof(DeliveryOutcome.RefusedForNow))]
    [InlineData("RCPT", "450 busy", typeof(DeliveryOutcome.RefusedForNow))]
    public async Task Send_WhenRefusedWithPipelining_SaysForHowLong(string at, string answer, Type outcome)
    {
        _relay.Offers.Add("PIPELINING");
        _relay.Answers[at] = answer;
        using var transport = Open(Clear());
        (await transport.SendAsync(Mail(0), default)).ShouldBeOfType(outcome);
        _relay.Accepted.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_WhenTheRelayClosedTheConnectionMeanwhile_SendsOverANewOne()
    {
        using var transport = Open(Clear());
        await transport.SendAsync(Mail(0), default);
        _relay.HangUpAt.Add("MAIL");
        var second = transport.SendAsync(Mail(1), default);
        while (_relay.Conversations.Count < 2)
        {
            await Task.Delay(10);
        }

        // Both end at MAIL: the old one, and the new one, after which it is no stale connection any more.
        (await second).ShouldBeOfType<DeliveryOutcome.RefusedForNow>();
        _relay.HangUpAt.Clear();
        (await transport.SendAsync(Mail(2), default)).ShouldBe(new DeliveryOutcome.Accepted());
        _relay.Accepted.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Send_WhenTheRelayEndsALongConversationWith421_SendsTheMailAllTheSame()
    {
        using var transport = Open(Clear());
        await transport.SendAsync(Mail(0), default);
        _relay.AnswerOnceAt("MAIL", "421 too many mails in one connection");
        (await transport.SendAsync(Mail(1), default)).ShouldBe(new DeliveryOutcome.Accepted());
        _relay.Conversations.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Send_OverTls_WhenTheAuthorityIsTrusted_LogsInAndSends(bool implicitTls)
    {
        _relay.ImplicitTls = implicitTls;
        _relay.Offers.AddRange(["STARTTLS", "AUTH PLAIN LOGIN"]);
        using var transport = Open(new() { User = "tasks", Password = "密码" }, new() { ImplicitTls = implicitTls, AuthorityFile = Authority() });
        (await transport.SendAsync(Mail(0), default)).ShouldBe(new DeliveryOutcome.Accepted());

        var conversation = _relay.Conversations.ShouldHaveSingleItem();
        conversation.Encrypted.ShouldBeTrue();
        Encoding.UTF8.GetString(Convert.FromBase64String(conversation.Commands.Single(c => c.StartsWith("AUTH PLAIN", StringComparison.Ordinal)).Split(' ')[2])).ShouldBe("\0tasks\0密码");
    }

    [Fact]
    public async Task Send_OverTls_WhenTheCertificateIsForAnotherName_SendsNothing()
    {
        using var other = new SmtpListener("relay.test");
        other.Offers.AddRange(["STARTTLS", "AUTH PLAIN"]);
        var file = Path.Combine(_folder.FullName, "other.pem");
        await File.WriteAllTextAsync(file, other.CertificatePem);
        using var transport = new MailKitTransport(new() { Host = "127.0.0.1", Port = other.Port, User = "tasks", Password = "x" }, new() { AuthorityFile = file });
        (await transport.SendAsync(Mail(0), default)).ShouldBeOfType<DeliveryOutcome.RefusedForNow>();
        other.Conversations.SelectMany(c => c.Commands).Select(c => c.Split(' ')[0]).ShouldBe(["EHLO", "STARTTLS"]);
    }

    [Fact]
    public async Task Send_OverImplicitTls_WhenTheCertificateIsNotTrusted_SendsNothing()
    {
        _relay.ImplicitTls = true;
        using var transport = Open(new(), new() { ImplicitTls = true });
        (await transport.SendAsync(Mail(0), default)).ShouldBeOfType<DeliveryOutcome.RefusedForNow>();
        _relay.Conversations.SelectMany(c => c.Commands).ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_WhenTheLoginIsRefused_IsRefusedForNow()
    {
        _relay.Offers.AddRange(["STARTTLS", "AUTH PLAIN"]);
        _relay.Answers["AUTH"] = "535 wrong";
        using var transport = Open(new() { User = "tasks", Password = "x" }, new() { AuthorityFile = Authority() });
        (await transport.SendAsync(Mail(0), default)).ShouldBeOfType<DeliveryOutcome.RefusedForNow>().Reason.ShouldContain("535");
    }

    [Fact]
    public async Task Send_WithATokenFromAFile_LogsInByXoauth2()
    {
        _relay.Offers.AddRange(["STARTTLS", "AUTH XOAUTH2 PLAIN"]);
        var token = Path.Combine(_folder.FullName, "token");
        await File.WriteAllTextAsync(token, "ya29.token\n");
        using var transport = Open(new() { User = "tasks@example.cn" }, new() { AuthorityFile = Authority(), OAuth2 = new() { TokenFile = token } });
        (await transport.SendAsync(Mail(0), default)).ShouldBe(new DeliveryOutcome.Accepted());
        Xoauth2(0).ShouldBe("user=tasks@example.cn\u0001auth=Bearer ya29.token\u0001\u0001");
    }

    [Fact]
    public async Task Send_WithATokenWhereTheRelayKnowsOnlyTheStandardsMechanism_LogsInByIt()
    {
        _relay.Offers.AddRange(["STARTTLS", "AUTH OAUTHBEARER PLAIN"]);
        var token = Path.Combine(_folder.FullName, "token");
        await File.WriteAllTextAsync(token, "ya29.token");
        using var transport = Open(new() { User = "tasks@example.cn" }, new() { AuthorityFile = Authority(), OAuth2 = new() { TokenFile = token } });
        (await transport.SendAsync(Mail(0), default)).ShouldBe(new DeliveryOutcome.Accepted());
        Login(0, "OAUTHBEARER").ShouldContain("auth=Bearer ya29.token");
    }

    [Fact]
    public async Task Send_WithTokensFromAnEndpoint_AsksOnceAndAgainOnlyWhenTheRelayRefusesOne()
    {
        _relay.Offers.AddRange(["STARTTLS", "AUTH XOAUTH2"]);
        using var endpoint = new TokenEndpoint();
        var options = new MailKitOptions { AuthorityFile = Authority(), OAuth2 = new() { TokenEndpoint = endpoint.Address, ClientId = "id", ClientSecret = "geheim", Scope = "smtp" } };
        using var transport = Open(new() { User = "tasks@example.cn" }, options);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(n => transport.SendAsync(Mail(n), default)));
        endpoint.Asked.ShouldHaveSingleItem().ShouldContain("grant_type=client_credentials&client_id=id&client_secret=geheim&scope=smtp");
        Xoauth2(0).ShouldContain("Bearer token1");

        using var another = Open(new() { User = "tasks@example.cn" }, options);
        _relay.AnswerOnceAt("AUTH", "535 expired");
        (await another.SendAsync(Mail(8), default)).ShouldBeOfType<DeliveryOutcome.RefusedForNow>();
        (await another.SendAsync(Mail(8), default)).ShouldBe(new DeliveryOutcome.Accepted());
        endpoint.Asked.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Send_WithADkimKey_SignsWhatVerifies()
    {
        var key = Path.Combine(_folder.FullName, "dkim.pem");
        using var rsa = RSA.Create(2048);
        await File.WriteAllTextAsync(key, rsa.ExportRSAPrivateKeyPem());
        using var transport = Open(Clear(), new() { Dkim = new() { Domain = "example.cn", Selector = "tasks", KeyFile = key } });
        (await transport.SendAsync(Mail(0) with { Text = "一\n.\n二\n" }, default)).ShouldBe(new DeliveryOutcome.Accepted());

        var message = await MimeMessage.LoadAsync(new MemoryStream(_relay.Accepted.Single().Body[..^5]));
        var verifier = new DkimVerifier(new OneKey(rsa.ExportSubjectPublicKeyInfoPem()));
        (await verifier.VerifyAsync(message, message.Headers[message.Headers.IndexOf(HeaderId.DkimSignature)])).ShouldBeTrue();
        message.Headers.Replace(HeaderId.Subject, "another");
        (await verifier.VerifyAsync(message, message.Headers[message.Headers.IndexOf(HeaderId.DkimSignature)])).ShouldBeFalse();
    }

    [Fact]
    public void Open_WhenTheSettingsCannotWork_SaysWhy()
    {
        var token = new OAuth2Options { TokenFile = "token" };
        Should.Throw<FormatException>(() => Open(new(), new() { OAuth2 = token })).Message.ShouldContain("Mail:User");
        Should.Throw<FormatException>(() => Open(new() { User = "tasks" }, new() { OAuth2 = new() })).Message.ShouldContain("TokenFile");
        Should.Throw<FormatException>(() => Open(new() { User = "tasks" }, new() { OAuth2 = new() { TokenEndpoint = "http://login.example.cn/token" } })).Message.ShouldContain("https");
        Should.Throw<FormatException>(() => Open(new() { User = "tasks" }, new() { OAuth2 = token with { TokenEndpoint = "https://login.example.cn/token" } })).Message.ShouldContain("either");
        Should.Throw<FormatException>(() => Open(new(), new() { AuthorityFile = "/nowhere.ca" })).Message.ShouldContain("/nowhere.ca");
        Should.Throw<FormatException>(() => Open(new(), new() { Dkim = new("example.cn", "tasks", "/nowhere.pem") })).Message.ShouldContain("/nowhere.pem");
        var none = Path.Combine(_folder.FullName, "none.pem");
        File.WriteAllText(none, "no key");
        Should.Throw<FormatException>(() => Open(new(), new() { Dkim = new("example.cn", "tasks", none) })).Message.ShouldContain("Mail:Dkim");
    }

    [Fact]
    public void Of_TheConfiguration_ReadsEverySetting()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Mail:ImplicitTls"] = "true", ["Mail:OAuth2:TokenEndpoint"] = "https://login.example.cn/token", ["Mail:OAuth2:ClientId"] = "id", ["Mail:Dkim:Domain"] = "example.cn",
        }).Build();
        configuration.GetSection("Mail").Get<MailKitOptions>().ShouldBe(new MailKitOptions(ImplicitTls: true, OAuth2: new(TokenEndpoint: "https://login.example.cn/token", ClientId: "id"), Dkim: new("example.cn")));
        (MailKitTransport.Of(new ConfigurationBuilder().Build().GetSection("Mail")) as IDisposable).ShouldNotBeNull().Dispose();
    }

    private static MailOptions Clear() => new() { StartTls = StartTls.None };

    private MailKitTransport Open(MailOptions mail, MailKitOptions? options = null)
    {
        (mail.Host, mail.Port) = ("127.0.0.1", _relay.Port);
        return new MailKitTransport(mail, options ?? new MailKitOptions());
    }

    private static OutgoingMail Mail(int n) => SampleMails.Outgoing() with { MessageId = $"m{n}@tasks.example.cn" };

    private string Authority()
    {
        var file = Path.Combine(_folder.FullName, "authority.pem");
        File.WriteAllText(file, _relay.CertificatePem);
        return file;
    }

    private string Xoauth2(int conversation) => Login(conversation, "XOAUTH2");

    private string Login(int conversation, string mechanism) =>
        Encoding.UTF8.GetString(Convert.FromBase64String(_relay.Conversations[conversation].Commands.Single(c => c.StartsWith($"AUTH {mechanism} ", StringComparison.Ordinal)).Split(' ')[2]));

    private sealed class OneKey(string pem) : IDkimPublicKeyLocator
    {
        public AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            (domain, selector) == ("example.cn", "tasks") ? (AsymmetricKeyParameter)new PemReader(new StringReader(pem)).ReadObject() : throw new InvalidOperationException($"{selector}.{domain}");

        public Task<AsymmetricKeyParameter> LocatePublicKeyAsync(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            Task.FromResult(LocatePublicKey(methods, domain, selector, cancellationToken));
    }

    /// <summary>Grants token1, token2, … each good for an hour.</summary>
    private sealed class TokenEndpoint : IDisposable
    {
        private readonly HttpListener _http = new();

        public TokenEndpoint()
        {
            using (var free = new TcpListener(IPAddress.Loopback, 0))
            {
                free.Start();
                Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/token/";
            }

            _http.Prefixes.Add(Address);
            _http.Start();
            _ = AnswerAsync();
        }

        public string Address { get; }
        public List<string> Asked { get; } = [];

        public void Dispose() => _http.Close();

        private async Task AnswerAsync()
        {
            while (_http.IsListening)
            {
                var call = await _http.GetContextAsync();
                using var body = new StreamReader(call.Request.InputStream);
                Asked.Add(await body.ReadToEndAsync());
                call.Response.ContentType = "application/json";
                await call.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes($$"""{"access_token":"token{{Asked.Count}}","expires_in":3600,"token_type":"Bearer"}"""));
                call.Response.Close();
            }
        }
    }
}
