using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;

namespace TaskTracker.Mail;

/// <summary>Writes each mail as one .eml file. A message that is there already is accepted and not written again.</summary>
/// <param name="folder">Created when the first mail is written.</param>
public sealed class FolderTransport(string folder) : IMailTransport
{
    /// <summary>The identities in the folder. It is looked through once: anew for each mail, ten thousand mails would take minutes.</summary>
    private readonly Lazy<ConcurrentDictionary<string, string>> _written = new(() => FilesIn(folder), LazyThreadSafetyMode.PublicationOnly);

    public async Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        if (HeaderText.Refuse(mail) is { } refusal)
        {
            return refusal;
        }

        cancellation.ThrowIfCancellationRequested();
        var scratch = Path.Combine(folder, ".writing-" + Guid.NewGuid().ToString("N"));
        try
        {
            Directory.CreateDirectory(folder);
            var identity = Identity(mail.MessageId);
            if (_written.Value.ContainsKey(identity))
            {
                return new DeliveryOutcome.Accepted();
            }

            // The pickup writer chooses a name of its own: it gets a folder of its own, and the whole file is then renamed.
            Directory.CreateDirectory(scratch);
            using (var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = Path.GetFullPath(scratch) })
            using (var message = MailComposer.Compose(mail))
            {
                await client.SendMailAsync(message, cancellation);
            }

            var name = $"{mail.Date.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{identity}.eml";
            var written = Directory.EnumerateFiles(scratch).Single();
            await File.WriteAllBytesAsync(written, MailComposer.WithOwnDate(await File.ReadAllBytesAsync(written, cancellation), mail.Date), cancellation);
            File.Move(written, Path.Combine(folder, name), overwrite: true);
            _written.Value[identity] = name;
            return new DeliveryOutcome.Accepted();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SmtpException)
        {
            return new DeliveryOutcome.RefusedForNow($"The mail could not be written: {e.Message}");
        }
        finally
        {
            if (Directory.Exists(scratch))
            {
                Directory.Delete(scratch, recursive: true);
            }
        }
    }

    private static ConcurrentDictionary<string, string> FilesIn(string folder)
    {
        var files = new ConcurrentDictionary<string, string>();
        foreach (var name in Directory.EnumerateFiles(folder, "*.eml").Select(f => Path.GetFileNameWithoutExtension(f)))
        {
            files[name[(name.LastIndexOf('-') + 1)..]] = name;
        }

        return files;
    }

    /// <summary>The part of the file name by which a message is known: nothing of its id itself comes into it.</summary>
    public static string Identity(string messageId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)))[..20];
}
