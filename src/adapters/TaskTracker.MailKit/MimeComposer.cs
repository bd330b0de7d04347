using System.Text;
using MimeKit;
using MimeKit.Cryptography;
using TaskTracker.Mail;

namespace TaskTracker.MailKit;

/// <summary>The same message as the default transports': multipart/alternative, both parts in base64; signed where there is a key.</summary>
internal static class MimeComposer
{
    public static MimeMessage Compose(OutgoingMail mail, DkimSigner? signer)
    {
        var message = new MimeMessage { Date = mail.Date, Body = new MultipartAlternative(Part("plain", mail.Text), Part("html", mail.Html)) };
        message.From.Add(new MailboxAddress(Encoding.UTF8, HeaderText.Name(mail.From), mail.From.Address));
        message.To.Add(new MailboxAddress(Encoding.UTF8, HeaderText.Name(mail.To), mail.To.Address));
        message.Headers.Replace(HeaderId.Subject, Encoding.UTF8, HeaderText.Subject(mail));
        message.Headers.Replace(new Header(Encoding.ASCII, "Message-ID", $"<{mail.MessageId}>"));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        if (signer is not null)
        {
            message.Prepare(EncodingConstraint.SevenBit);
            signer.Sign(message, [HeaderId.From, HeaderId.To, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId, HeaderId.MimeVersion, HeaderId.ContentType]);
        }

        return message;
    }

    private static TextPart Part(string subtype, string content)
    {
        var part = new TextPart(subtype) { ContentTransferEncoding = ContentEncoding.Base64 };
        part.SetText(Encoding.UTF8, content.ReplaceLineEndings("\r\n"));
        return part;
    }
}
