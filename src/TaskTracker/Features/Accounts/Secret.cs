using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace TaskTracker.Features.Accounts;

/// <summary>Random secrets, and what is kept of them.</summary>
internal static class Secret
{
    // Without letters and digits that are taken for one another in print.
    private const string Upper = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string Lower = "abcdefghijkmnpqrstuvwxyz";
    private const string Digits = "23456789";

    /// <summary>256 bits, to stand in a cookie or a token.</summary>
    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Enough for a secret of <see cref="Make"/>, which nobody can guess; not for a password.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>To be read off paper once: three groups, which every profile takes.</summary>
    public static string FirstPassword() => string.Join('-', Group(Upper), Group(Lower), Group(Digits), Group(Lower));

    private static string Group(string letters) => new(RandomNumberGenerator.GetItems<char>(letters, 4));
}
