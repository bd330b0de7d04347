using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace TaskTracker.Access;

/// <summary>What a mail's link says: who may accept and report on what, until when, and in which mail it stood.</summary>
internal sealed record SignedLink(int PersonId, int ResponsibilityId, int MailId, DateTime ExpiresAt);

/// <summary>
/// Signs and reads the links of mails, with the keys that also sign cookies and forms. The end stands in the link, since it counts by the clock
/// of the house; the framework's time-limited protector asks the machine's.
/// </summary>
internal sealed class SignedLinks(IDataProtectionProvider protection, IOptions<HouseOptions> house)
{
    public const string Route = "/link";
    public const int LongestToken = 400;
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(14);
    private const int LinkBytes = 20;

    private readonly IDataProtector _links = protection.CreateProtector("TaskTracker.Link.Report");
    private readonly IDataProtector _forms = protection.CreateProtector("TaskTracker.Link.Form");

    /// <summary>For a mail: from the configured base address only.</summary>
    public Uri AddressOf(SignedLink link) => new(new Uri(house.Value.BaseAddress.TrimEnd('/') + "/"), $"{Route[1..]}/{Sign(link)}");

    public string Sign(SignedLink link) => Base64Url.EncodeToString(_links.Protect(BytesOf(link)));

    /// <returns>Null for anything that was not signed here as a link.</returns>
    public SignedLink? Read(string token)
    {
        if (Open(_links, token) is not { Length: LinkBytes } bytes)
        {
            return null;
        }

        var ends = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(12))).UtcDateTime;
        return new(BinaryPrimitives.ReadInt32BigEndian(bytes), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(8)), ends);
    }

    /// <summary>Goes with the form of a link's page: proves that it was given out for this link, and at which version of the responsibility.</summary>
    public string SignForm(SignedLink link, int seen)
    {
        var bytes = new byte[LinkBytes + sizeof(int)];
        BytesOf(link).CopyTo(bytes, 0);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(LinkBytes), seen);
        return Base64Url.EncodeToString(_forms.Protect(bytes));
    }

    /// <returns>The version that the form showed; null where it was not given out for this link.</returns>
    public int? ReadForm(SignedLink link, string form) =>
        Open(_forms, form) is { Length: LinkBytes + sizeof(int) } bytes && bytes.AsSpan(0, LinkBytes).SequenceEqual(BytesOf(link)) ? BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(LinkBytes)) : null;

    private static byte[] BytesOf(SignedLink link)
    {
        var bytes = new byte[LinkBytes];
        BinaryPrimitives.WriteInt32BigEndian(bytes, link.PersonId);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), link.ResponsibilityId);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(8), link.MailId);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(12), new DateTimeOffset(link.ExpiresAt, TimeSpan.Zero).ToUnixTimeSeconds());
        return bytes;
    }

    /// <summary>Only what we wrote, letter for letter: base64 has several ways to write the same bytes.</summary>
    private static byte[]? Open(IDataProtector protector, string text)
    {
        if (text.Length is 0 or > LongestToken)
        {
            return null;
        }

        try
        {
            var bytes = Base64Url.DecodeFromChars(text);
            return Base64Url.EncodeToString(bytes) == text ? protector.Unprotect(bytes) : null;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
