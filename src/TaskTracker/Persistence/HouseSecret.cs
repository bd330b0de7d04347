using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace TaskTracker.Persistence;

/// <summary>The section <c>Keys</c>: what the keys in the ledger (of seals, cookies, forms) are sealed with, the same on every node.</summary>
internal sealed class KeysOptions
{
    public const int ShortestSecret = 32;

    /// <summary>Empty: the keys of cookies and forms lie open in the ledger, which is enough on loopback only, and those of seals are sealed with a file.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Secrets of before, so that what they sealed can still be opened.</summary>
    public string[] EarlierSecrets { get; set; } = [];

    public IEnumerable<string> Problems()
    {
        if (Secret.Length is > 0 and < ShortestSecret) yield return $"Keys:Secret is shorter than {ShortestSecret} characters; make one with: openssl rand -base64 48";
    }
}

/// <summary>
/// Encrypts what is secret in the database, under a secret that is not in it: <c>Keys:Secret</c> of the configuration, else the file <c>secret</c> in the
/// data folder, made at first need. So a copy of the database alone signs nothing. Nodes that share a database need the same one.
/// </summary>
internal sealed class HouseSecret(Place place, IOptions<KeysOptions> options)
{
    public const string FileName = "secret";
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly Lazy<byte[]> _secret = new(() => options.Value.Secret is { Length: > 0 } configured ? Encoding.UTF8.GetBytes(configured) : FromFile(Path.Combine(place.DataFolder, FileName)));

    public bool IsConfigured => options.Value.Secret.Length > 0;

    /// <param name="purpose">What is encrypted; it opens only for the same purpose.</param>
    public string Seal(string purpose, byte[] content)
    {
        var sealedBytes = new byte[NonceBytes + TagBytes + content.Length];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(Key(purpose, _secret.Value), TagBytes);
        aes.Encrypt(nonce, content, sealedBytes.AsSpan(NonceBytes + TagBytes), sealedBytes.AsSpan(NonceBytes, TagBytes));
        return Convert.ToBase64String(sealedBytes);
    }

    /// <returns>Null where it was sealed under another secret than those of now and before, or the text was changed.</returns>
    public byte[]? Open(string purpose, string text) =>
        options.Value.EarlierSecrets.Where(s => s.Length > 0).Select(Encoding.UTF8.GetBytes).Prepend(_secret.Value).Select(secret => Open(Key(purpose, secret), text)).FirstOrDefault(c => c is not null);

    private static byte[]? Open(byte[] key, string text)
    {
        try
        {
            var sealedBytes = Convert.FromBase64String(text);
            var content = new byte[sealedBytes.Length - NonceBytes - TagBytes];
            using var aes = new AesGcm(key, TagBytes);
            aes.Decrypt(sealedBytes.AsSpan(0, NonceBytes), sealedBytes.AsSpan(NonceBytes + TagBytes), sealedBytes.AsSpan(NonceBytes, TagBytes), content);
            return content;
        }
        catch (Exception e) when (e is CryptographicException or FormatException or OverflowException)
        {
            return null;
        }
    }

    private static byte[] Key(string purpose, byte[] secret) => HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: Encoding.UTF8.GetBytes($"tasktracker/{purpose}"));

    private static byte[] FromFile(string path)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var file = new FileStream(path, options);
            file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
            file.Flush(flushToDisk: true);
        }
        catch (IOException) when (File.Exists(path))
        {
            // It is there already.
        }

        return File.ReadAllBytes(path) is { Length: > 0 } content ? content
            : throw new FolderUnusableException($"{path} is empty; put back the file that was there, e.g. from the backup, or set Keys:Secret.");
    }
}
