using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TaskTracker.Tests.Mail;

/// <summary>
/// A relay on a real socket that records every conversation byte by byte and misbehaves on request. It accepts mail in the clear
/// unless told otherwise.
/// </summary>
internal sealed class SmtpListener : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<SmtpConversation> _conversations = [];
    private readonly ConcurrentDictionary<string, string> _once = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lazy<X509Certificate2> _certificate;
    private readonly Task _accepting;

    /// <param name="certificateFor">The name in its certificate, which it signs itself.</param>
    public SmtpListener(string certificateFor = "relay.test")
    {
        _certificate = new Lazy<X509Certificate2>(() => SelfSigned(certificateFor));
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>TLS from the first byte.</summary>
    public bool ImplicitTls { get; set; }

    public string CertificatePem => _certificate.Value.ExportCertificatePem();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Answers by the first word that the client sends: EHLO, STARTTLS, AUTH, MAIL, RCPT, DATA, QUIT; <c>CONNECT</c> for the greeting and <c>.</c> for the end of the body. In place of the usual ones.</summary>
    public Dictionary<string, string> Answers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The same words: so is the first of them answered that is still to come, on whichever connection.</summary>
    public void AnswerOnceAt(string verb, string answer) => _once[verb] = answer;

    /// <summary>The same words: the connection is closed instead of an answer.</summary>
    public HashSet<string> HangUpAt { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The connection is closed when so many bytes of a body have come.</summary>
    public int? HangUpAfterBodyBytes { get; set; }

    /// <summary>The same words: no answer ever comes.</summary>
    public HashSet<string> SilentAt { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What EHLO offers, e.g. STARTTLS, AUTH LOGIN.</summary>
    public List<string> Offers { get; } = [];

    /// <summary>Decides by the recipient's address; null for the usual answer. For refusals of some among many.</summary>
    public Func<string, string?> AnswerToRecipient { get; set; } = _ => null;

    public IReadOnlyList<SmtpConversation> Conversations
    {
        get
        {
            lock (_conversations)
            {
                return _conversations.ToList();
            }
        }
    }

    /// <summary>The bodies that were accepted, over all conversations.</summary>
    public IReadOnlyList<SmtpDelivery> Accepted => Conversations.SelectMany(c => c.Deliveries).ToList();

    /// <summary>Stops listening and ends every conversation; safe to call twice.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _accepting.Wait(TimeSpan.FromSeconds(5));
    }

    private async Task AcceptAsync()
    {
        var running = new List<Task>();
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                running.Add(ConverseAsync(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }

        await Task.WhenAll(running);
    }

    private async Task ConverseAsync(TcpClient client)
    {
        var conversation = new SmtpConversation();
        lock (_conversations)
        {
            _conversations.Add(conversation);
        }

        using (client)
        {
            try
            {
                client.NoDelay = true;
                await AnswerAllAsync(ImplicitTls ? await SecureAsync(client.GetStream(), conversation) : client.GetStream(), conversation);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException or EndOfStreamException)
            {
                conversation.EndedBy = e;
            }
        }
    }

    private async Task AnswerAllAsync(Stream stream, SmtpConversation conversation)
    {
        if (!await AnswerAsync(stream, "CONNECT", "220 relay.test"))
        {
            return;
        }

        string? sender = null;
        var recipients = new List<string>();
        while (true)
        {
            var line = await ReadLineAsync(stream, conversation);
            conversation.Add(line);
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (_once.TryRemove(verb, out var once))
            {
                await SayAsync(stream, once);
                continue;
            }

            if (Answers.ContainsKey(verb) || HangUpAt.Contains(verb) || SilentAt.Contains(verb))
            {
                if (!await AnswerAsync(stream, verb, ""))
                {
                    return;
                }

                continue;
            }

            switch (verb)
            {
                case "EHLO":
                    var offers = conversation.Encrypted ? Offers.Where(o => o != "STARTTLS").ToList() : Offers;
                    await SayAsync(stream, "250-relay.test\r\n" + string.Concat(offers.Select(o => $"250-{o}\r\n")) + "250 HELP");
                    break;
                case "STARTTLS":
                    await SayAsync(stream, "220 go ahead");
                    stream = await SecureAsync(stream, conversation);
                    break;
                case "AUTH":
                    await LoginAsync(stream, conversation, line);
                    break;
                case "MAIL":
                    (sender, recipients) = (AddressIn(line), []);
                    await SayAsync(stream, "250 ok");
                    break;
                case "RCPT":
                    var answer = AnswerToRecipient(AddressIn(line));
                    if (answer is null)
                    {
                        recipients.Add(AddressIn(line));
                    }

                    await SayAsync(stream, answer ?? "250 ok");
                    break;
                case "DATA":
                    await SayAsync(stream, "354 go on");
                    var body = await ReadBodyAsync(stream, conversation);
                    if (body is null)
                    {
                        return;
                    }

                    if (!Answers.TryGetValue(".", out var verdict) || verdict.StartsWith('2'))
                    {
                        conversation.Deliveries.Enqueue(new SmtpDelivery(sender ?? "", recipients, body));
                    }

                    if (!await AnswerAsync(stream, ".", "250 taken"))
                    {
                        return;
                    }

                    break;
                case "QUIT":
                    await SayAsync(stream, "221 bye");
                    return;
                default:
                    await SayAsync(stream, "250 ok");
                    break;
            }
        }
    }

    private async Task<Stream> SecureAsync(Stream stream, SmtpConversation conversation)
    {
        var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate.Value }, _stop.Token);
        conversation.Encrypted = true;
        return tls;
    }

    private async Task LoginAsync(Stream stream, SmtpConversation conversation, string line)
    {
        if (!line.StartsWith("AUTH LOGIN", StringComparison.OrdinalIgnoreCase))
        {
            // PLAIN and XOAUTH2 say everything at once.
            await SayAsync(stream, "235 welcome");
            return;
        }

        // AUTH LOGIN, with the user's name given at once or asked for.
        if (line.Split(' ').Length < 3)
        {
            await SayAsync(stream, "334 VXNlcm5hbWU6");
            conversation.Add(await ReadLineAsync(stream, conversation));
        }

        await SayAsync(stream, "334 UGFzc3dvcmQ6");
        conversation.Add(await ReadLineAsync(stream, conversation));
        await SayAsync(stream, "235 welcome");
    }

    /// <returns>False where the conversation is over.</returns>
    private async Task<bool> AnswerAsync(Stream stream, string verb, string usual)
    {
        if (HangUpAt.Contains(verb))
        {
            return false;
        }

        if (SilentAt.Contains(verb))
        {
            await Task.Delay(Timeout.Infinite, _stop.Token);
        }

        await SayAsync(stream, Answers.GetValueOrDefault(verb, usual));
        return true;
    }

    private async Task SayAsync(Stream stream, string answer)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"), _stop.Token);
        await stream.FlushAsync(_stop.Token);
    }

    private async Task<byte[]?> ReadBodyAsync(Stream stream, SmtpConversation conversation)
    {
        var body = new List<byte>();
        while (!CollectionsMarshal.AsSpan(body).EndsWith("\r\n.\r\n"u8))
        {
            body.Add(await ReadByteAsync(stream, conversation));
            if (body.Count == HangUpAfterBodyBytes)
            {
                return null;
            }
        }

        return body.ToArray();
    }

    private async Task<string> ReadLineAsync(Stream stream, SmtpConversation conversation)
    {
        var line = new List<byte>();
        while (line.Count < 2 || line[^1] != '\n')
        {
            line.Add(await ReadByteAsync(stream, conversation));
        }

        return Encoding.Latin1.GetString(line.ToArray()).TrimEnd('\r', '\n');
    }

    private async ValueTask<byte> ReadByteAsync(Stream stream, SmtpConversation conversation)
    {
        if (!conversation.Pending.TryDequeue(out var next))
        {
            var chunk = new byte[16 * 1024];
            var count = await stream.ReadAsync(chunk, _stop.Token);
            if (count == 0)
            {
                throw new EndOfStreamException();
            }

            conversation.Record(chunk.AsSpan(0, count));
            conversation.Pieces.Enqueue(Encoding.Latin1.GetString(chunk, 0, count));
            chunk[..count].ToList().ForEach(conversation.Pending.Enqueue);
            next = conversation.Pending.Dequeue();
        }

        return next;
    }

    private static string AddressIn(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..].Split('>')[0];

    private static X509Certificate2 SelfSigned(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}

/// <summary>What one connection said.</summary>
internal sealed class SmtpConversation
{
    private readonly List<byte> _bytes = [];
    private readonly List<string> _commands = [];

    /// <summary>Everything the client sent, decrypted, without the answers.</summary>
    public byte[] Bytes
    {
        get
        {
            lock (_bytes)
            {
                return _bytes.ToArray();
            }
        }
    }

    /// <summary>The command lines in order, bodies left out.</summary>
    public IReadOnlyList<string> Commands
    {
        get
        {
            lock (_commands)
            {
                return _commands.ToList();
            }
        }
    }

    public bool Encrypted { get; set; }

    /// <summary>What was taken over, also where the answer to it was then lost.</summary>
    public ConcurrentQueue<SmtpDelivery> Deliveries { get; } = new();

    /// <summary>What came at once each time, decrypted: commands that waited for no answer stand in one piece.</summary>
    public ConcurrentQueue<string> Pieces { get; } = new();

    /// <summary>Read from the socket and not yet looked at.</summary>
    public Queue<byte> Pending { get; } = new();

    public Exception? EndedBy { get; set; }

    public void Add(string command)
    {
        lock (_commands)
        {
            _commands.Add(command);
        }
    }

    public void Record(ReadOnlySpan<byte> sent)
    {
        lock (_bytes)
        {
            _bytes.AddRange(sent);
        }
    }
}

/// <param name="Body">As on the wire: dots still stuffed, the final dot line included.</param>
internal sealed record SmtpDelivery(string Sender, IReadOnlyList<string> Recipients, byte[] Body);
