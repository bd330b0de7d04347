using System.Globalization;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using System.Text.RegularExpressions;

namespace TaskTracker.Mail;

/// <summary>Makes of a finished mail the one MIME message that both transports write: multipart/alternative, both parts in base64, so that no line of a text is ever a line of the protocol.</summary>
internal static partial class MailComposer
{
    /// <summary>Of a Date header, read by .NET; written, its last colon has to go.</summary>
    public const string DateFormat = "ddd, dd MMM yyyy HH:mm:ss zzz";

    /// <param name="whenRead">Called when the first of the body is about to be written.</param>
    public static MailMessage Compose(OutgoingMail mail, Action? whenRead = null)
    {
        var message = new MailMessage(Party(mail.From), Party(mail.To))
        {
            Subject = HeaderText.Subject(mail),
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        message.Headers["Message-ID"] = $"<{mail.MessageId}>";
        message.Headers["Auto-Submitted"] = "auto-generated";
        message.Headers["X-Auto-Response-Suppress"] = "All";
        message.AlternateViews.Add(Part(mail.Text, MediaTypeNames.Text.Plain, whenRead));
        message.AlternateViews.Add(Part(mail.Html, MediaTypeNames.Text.Html, whenRead));
        return message;
    }

    /// <summary>
    /// The message as the pickup writer wrote it, with the mail's own date, and without the envelope that it puts on top.
    /// The library always writes the moment of writing.
    /// </summary>
    public static byte[] WithOwnDate(byte[] written, DateTimeOffset date)
    {
        var end = written.AsSpan().IndexOf("\r\n\r\n"u8);
        var head = Encoding.ASCII.GetString(written, 0, end);
        var value = date.ToString(DateFormat, CultureInfo.InvariantCulture).Remove(29, 1);
        head = DateHeader().Replace(EnvelopeHeaders().Replace(head, ""), $"Date: {value}");
        return [.. Encoding.ASCII.GetBytes(head), .. written.AsSpan(end)];
    }

    private static MailAddress Party(MailParty party) => new(party.Address, HeaderText.Name(party), Encoding.UTF8);

    private static AlternateView Part(string content, string mediaType, Action? whenRead)
    {
        var bytes = Encoding.UTF8.GetBytes(content.ReplaceLineEndings("\r\n"));
        return new AlternateView(new WatchedStream(bytes, whenRead), new ContentType(mediaType) { CharSet = "utf-8" })
        {
            TransferEncoding = TransferEncoding.Base64,
        };
    }

    [GeneratedRegex(@"^X-(Sender|Receiver):.*\r\n([ \t].*\r\n)*", RegexOptions.Multiline)]
    private static partial Regex EnvelopeHeaders();

    [GeneratedRegex(@"^Date:[^\r\n]*", RegexOptions.Multiline)]
    private static partial Regex DateHeader();

    private sealed class WatchedStream(byte[] bytes, Action? whenRead) : MemoryStream(bytes, writable: false)
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            whenRead?.Invoke();
            return base.Read(buffer, offset, count);
        }

        public override int Read(Span<byte> buffer)
        {
            whenRead?.Invoke();
            return base.Read(buffer);
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            whenRead?.Invoke();
            return base.ReadAsync(buffer, cancellationToken);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            whenRead?.Invoke();
            return base.ReadAsync(buffer, offset, count, cancellationToken);
        }
    }
}
