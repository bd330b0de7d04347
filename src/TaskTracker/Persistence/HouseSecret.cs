using System.Security.Cryptography;
using System.Text;

namespace TaskTracker.Persistence;

/// <summary>
/// Encrypts what is secret in the database, under a secret that is not in it: <c>Keys:Secret</c> of the configuration, else the file <c>secret</c> in the
/// data folder, made at first need. So a copy of the database alone signs nothing. Nodes that share a database need the same one.
/// </summary>
internal sealed class HouseSecret(Place place, IConfiguration configuration)
{
    public const string FileName = "secret";
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly Lazy<byte[]> _secret = new(() => configuration["Keys:Secret"] is { Length: > 0 } configured ? Encoding.UTF8.GetBytes(configured) : FromFile(Path.Combine(place.DataFolder, FileName)));

    /// <param name="purpose">What is encrypted; it opens only for the same purpose.</param>
    public string Seal(string purpose, byte[] content)
    {
        var sealedBytes = new byte[NonceBytes + TagBytes + content.Length];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(Key(purpose), TagBytes);
        aes.Encrypt(nonce, content, sealedBytes.AsSpan(NonceBytes + TagBytes), sealedBytes.AsSpan(NonceBytes, TagBytes));
        return Convert.ToBase64String(sealedBytes);
    }

    /// <returns>Null where the secret is another one than it was sealed under, or the text was changed.</returns>
    public byte[]? Open(string purpose, string text)
    {
        try
        {
            var sealedBytes = Convert.FromBase64String(text);
            var content = new byte[sealedBytes.Length - NonceBytes - TagBytes];
            using var aes = new AesGcm(Key(purpose), TagBytes);
            aes.Decrypt(sealedBytes.AsSpan(0, NonceBytes), sealedBytes.AsSpan(NonceBytes + TagBytes), sealedBytes.AsSpan(NonceBytes, TagBytes), content);
            return content;
        }
        catch (Exception e) when (e is CryptographicException or FormatException or OverflowException)
        {
            return null;
        }
    }

    private byte[] Key(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret.Value, 32, info: Encoding.UTF8.GetBytes($"tasktracker/{purpose}"));

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
