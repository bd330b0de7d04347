using System.Collections.Concurrent;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Configuration;
using MimeKit.Cryptography;
using TaskTracker.Mail;

namespace TaskTracker.MailKit;

/// <summary>Sends to one relay, many mails over a connection. Where the relay has closed it meanwhile, the mail goes over a new one, unless its body was begun.</summary>
public sealed class MailKitTransport : IMailTransport, IDisposable
{
    /// <summary>Relays and the firewalls before them drop a silent connection, some without a word.</summary>
    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(30);

    private readonly ConcurrentBag<(SmtpClient Client, long Since)> _idle = [];
    private readonly MailOptions _mail;
    private readonly MailKitOptions _options;
    private readonly DkimSigner? _signer;
    private readonly AccessTokens? _tokens;
    private readonly X509Certificate2Collection _authority = [];

    /// <exception cref="FormatException">A setting cannot be worked with.</exception>
    public MailKitTransport(MailOptions mail, MailKitOptions options)
    {
        (_mail, _options) = (mail, options);
        if (options.OAuth2 is { } login)
        {
            var address = Uri.TryCreate(login.TokenEndpoint, UriKind.Absolute, out var uri) && (uri.Scheme == "https" || uri.IsLoopback);
            _tokens = !string.IsNullOrEmpty(mail.User) && address != login.TokenFile.Length > 0 ? new AccessTokens(login)
                : throw new FormatException("Mail:OAuth2 needs Mail:User and either a TokenFile, or the https address of a TokenEndpoint with ClientId and ClientSecret.");
        }

        try
        {
            if (!string.IsNullOrEmpty(options.AuthorityFile))
            {
                _authority.ImportFromPemFile(options.AuthorityFile);
            }

            _signer = options.Dkim is not { } dkim ? null : new DkimSigner(dkim.KeyFile, dkim.Domain, dkim.Selector)
                { HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed, BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed };
        }
        catch (Exception e)
        {
            throw new FormatException($"Mail:AuthorityFile or Mail:Dkim cannot be worked with: {e.Message}", e);
        }
    }

    /// <summary>By the section <c>Mail</c>.</summary>
    public static IMailTransport Of(IConfigurationSection mail) => new MailKitTransport(mail.Get<MailOptions>() ?? new MailOptions(), mail.Get<MailKitOptions>() ?? new MailKitOptions());

    public async Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        if (HeaderText.Refuse(mail) is { } refusal)
        {
            return refusal;
        }

        using var message = MimeComposer.Compose(mail, _signer);
        while (true)
        {
            using var attempt = new Attempt(_mail.Timeout);
            using var end = cancellation.Register(attempt.End);
            var client = TakeIdle();
            var reused = client is not null;
            try
            {
                client ??= await ConnectAsync(attempt.Token);
                await client.SendAsync(message, message.From.Mailboxes.Single(), message.To.Mailboxes, attempt.Token, attempt);
                _idle.Add((client, Environment.TickCount64));
                return new DeliveryOutcome.Accepted();
            }
            catch (SmtpCommandException e) when (attempt.BodyBegun || e.ErrorCode == SmtpErrorCode.RecipientNotAccepted)
            {
                _idle.Add((client!, Environment.TickCount64));
                return (int)e.StatusCode >= 500 ? new DeliveryOutcome.RefusedForGood(Reason(e)) : new DeliveryOutcome.RefusedForNow(Reason(e));
            }
            catch (Exception e)
            {
                client?.Dispose();
                if (attempt.BodyBegun)
                {
                    return new DeliveryOutcome.Uncertain(Reason(e));
                }

                cancellation.ThrowIfCancellationRequested();
                if (!reused || e is OperationCanceledException)
                {
                    // A refusal of our login, our greeting or our sender says nothing about this mail: it waits until that is mended.
                    return new DeliveryOutcome.RefusedForNow(Reason(e));
                }
            }
        }
    }

    public void Dispose()
    {
        using var brief = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        while (TakeIdle() is { } client)
        {
            client.Disconnect(quit: true, brief.Token);
            client.Dispose();
        }
    }

    private SmtpClient? TakeIdle()
    {
        while (_idle.TryTake(out var idle))
        {
            if (idle.Client.IsConnected && Environment.TickCount64 - idle.Since < LongestIdle.TotalMilliseconds)
            {
                return idle.Client;
            }

            idle.Client.Dispose();
        }

        return null;
    }

    private async Task<SmtpClient> ConnectAsync(CancellationToken limit)
    {
        // Without this the last piece of each mail waits for the acknowledgement of the one before.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var client = new SmtpClient { CheckCertificateRevocation = _options.CheckRevocation };
        if (_authority.Count > 0)
        {
            client.ServerCertificateValidationCallback = (_, certificate, chain, errors) =>
                errors == SslPolicyErrors.None || (errors == SslPolicyErrors.RemoteCertificateChainErrors && IsOfTheHouse((X509Certificate2)certificate!, chain!));
        }

        try
        {
            await socket.ConnectAsync(_mail.Host, _mail.Port, limit);
            var security = _options.ImplicitTls ? SecureSocketOptions.SslOnConnect : _mail.StartTls == StartTls.Required ? SecureSocketOptions.StartTls : SecureSocketOptions.None;
            await client.ConnectAsync(socket, _mail.Host, _mail.Port, security, limit);
            if (client.IsSecure && !string.IsNullOrEmpty(_mail.User))
            {
                await (_tokens is null ? client.AuthenticateAsync(_mail.User, _mail.Password ?? "", limit)
                    : client.AuthenticateAsync(Bearer(client, await _tokens.CurrentAsync(limit)), limit));
            }

            return client;
        }
        catch
        {
            _tokens?.Forget();
            client.Dispose();
            socket.Dispose();
            throw;
        }
    }

    private SaslMechanism Bearer(SmtpClient client, string token) =>
        client.AuthenticationMechanisms.Contains("XOAUTH2") ? new SaslMechanismOAuth2(_mail.User!, token) : new SaslMechanismOAuthBearer(_mail.User!, token);

    private bool IsOfTheHouse(X509Certificate2 certificate, X509Chain chain)
    {
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authority);
        return chain.Build(certificate);
    }

    private static string Reason(Exception e) => HeaderText.Reason(
        $"{(e as SmtpCommandException)?.StatusCode:D} {(e is OperationCanceledException ? "The relay did not answer in time." : $"{e.Message} {e.InnerException?.Message}")}");
}
