using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Configuration;
using TaskTracker.Mail;

namespace TaskTracker.MailKit;

/// <summary>
/// Sends to one relay, many mails over a connection. One that the relay has closed meanwhile is noticed before the body of the next
/// mail goes out, and that mail is sent over a new one.
/// </summary>
public sealed class MailKitTransport : IMailTransport, IDisposable
{
    /// <summary>Relays and the firewalls before them drop a silent connection, some without a word.</summary>
    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(30);

    private readonly ConcurrentBag<(SmtpClient Client, long Since)> _idle = [];
    private readonly MailOptions _mail;
    private readonly MailKitOptions _options;
    private readonly MimeComposer _composer;
    private readonly AccessTokens? _tokens;
    private readonly X509Certificate2Collection? _authority;

    /// <exception cref="FormatException">A setting cannot be worked with.</exception>
    public MailKitTransport(MailOptions mail, MailKitOptions options)
    {
        if (options.Problems(mail.User).ToList() is { Count: > 0 } problems)
        {
            throw new FormatException(string.Join(Environment.NewLine, problems));
        }

        _mail = mail;
        _options = options;
        _composer = new MimeComposer(options.Dkim);
        _tokens = options.OAuth2 is { } login ? new AccessTokens(login) : null;
        if (!string.IsNullOrEmpty(options.AuthorityFile))
        {
            _authority = [];
            _authority.ImportFromPemFile(options.AuthorityFile);
        }
    }

    /// <summary>By the section <c>Mail</c>.</summary>
    public static IMailTransport Of(IConfigurationSection mail) =>
        new MailKitTransport(mail.Get<MailOptions>() ?? new MailOptions(), mail.Get<MailKitOptions>() ?? new MailKitOptions());

    public async Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        if (HeaderText.Refuse(mail) is { } refusal)
        {
            return refusal;
        }

        cancellation.ThrowIfCancellationRequested();
        using var message = _composer.Compose(mail);
        while (true)
        {
            using var attempt = new Attempt(_mail.Timeout, cancellation);
            var client = TakeIdle();
            var reused = client is not null;
            try
            {
                client ??= await ConnectAsync(attempt.Limit);
                await client.SendAsync(message, message.From.Mailboxes.Single(), message.To.Mailboxes, attempt.Limit, attempt);
                Keep(client);
                return new DeliveryOutcome.Accepted();
            }
            catch (SmtpCommandException e) when (attempt.BodyBegun || e.ErrorCode == SmtpErrorCode.RecipientNotAccepted)
            {
                Keep(client!);
                return (int)e.StatusCode >= 500 ? new DeliveryOutcome.RefusedForGood(Reason(e)) : new DeliveryOutcome.RefusedForNow(Reason(e));
            }
            catch (Exception e)
            {
                client?.Dispose();
                if (e is OperationCanceledException && !attempt.BodyBegun)
                {
                    cancellation.ThrowIfCancellationRequested();
                }

                if (!reused || attempt.BodyBegun || e is OperationCanceledException)
                {
                    // A refusal of our login, our greeting or our sender says nothing about this mail: it waits until that is mended.
                    return attempt.BodyBegun ? new DeliveryOutcome.Uncertain(Reason(e)) : new DeliveryOutcome.RefusedForNow(Reason(e));
                }
            }
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var idle))
        {
            using (idle.Client)
            {
                idle.Client.Disconnect(quit: true);
            }
        }

        _tokens?.Dispose();
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

    private void Keep(SmtpClient client) => _idle.Add((client, Environment.TickCount64));

    private async Task<SmtpClient> ConnectAsync(CancellationToken limit)
    {
        var client = new SmtpClient { CheckCertificateRevocation = _options.CheckRevocation };
        try
        {
            if (_authority is not null)
            {
                client.ServerCertificateValidationCallback = (_, certificate, chain, errors) => IsTrusted(certificate, chain, errors);
            }

            // Without it the last piece of each mail waits for the acknowledgement of the one before: 23 mails a second, as measured.
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(_mail.Host, _mail.Port, limit);
            }
            catch
            {
                socket.Dispose();
                throw;
            }

            var security = _options.ImplicitTls ? SecureSocketOptions.SslOnConnect : _mail.StartTls == StartTls.Required ? SecureSocketOptions.StartTls : SecureSocketOptions.None;
            await client.ConnectAsync(socket, _mail.Host, _mail.Port, security, limit);
            if (client.IsSecure && !string.IsNullOrEmpty(_mail.User))
            {
                await LoginAsync(client, _mail.User, limit);
            }

            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private async Task LoginAsync(SmtpClient client, string user, CancellationToken limit)
    {
        if (_tokens is null)
        {
            await client.AuthenticateAsync(Encoding.UTF8, user, _mail.Password ?? "", limit);
            return;
        }

        try
        {
            await client.AuthenticateAsync(new SaslMechanismOAuth2(user, await _tokens.CurrentAsync(limit)), limit);
        }
        catch (AuthenticationException)
        {
            _tokens.Forget();
            throw;
        }
    }

    /// <summary>What the system trusts, and what the house's own authority has signed; a wrong name or date is an error in either case.</summary>
    private bool IsTrusted(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is null)
        {
            return errors == SslPolicyErrors.None;
        }

        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.RevocationMode = _options.CheckRevocation ? X509RevocationMode.Online : X509RevocationMode.NoCheck;
        own.ChainPolicy.CustomTrustStore.AddRange(_authority!);
        own.ChainPolicy.ExtraStore.AddRange(chain?.ChainElements.Select(e => e.Certificate).ToArray() ?? []);
        return own.Build((X509Certificate2)certificate);
    }

    private static string Reason(Exception e)
    {
        var reason = e is OperationCanceledException ? "The relay did not answer in time." : e.InnerException is { } inner ? $"{e.Message} {inner.Message}" : e.Message;
        return HeaderText.Reason(e is SmtpCommandException answer ? string.Create(CultureInfo.InvariantCulture, $"{(int)answer.StatusCode} {reason}") : reason);
    }
}
