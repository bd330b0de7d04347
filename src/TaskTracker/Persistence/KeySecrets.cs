using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Options;

namespace TaskTracker.Persistence;

/// <summary>The section <c>Keys</c>: what the keys in the ledger (of cookies, forms, links) are sealed with, the same on every node.</summary>
internal sealed class KeysOptions
{
    public const int ShortestSecret = 32;

    /// <summary>Empty: the keys lie open in the ledger, which is enough on loopback only.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Secrets of before, so that what they sealed can still be opened.</summary>
    public string[] EarlierSecrets { get; set; } = [];

    public IEnumerable<string> Problems()
    {
        if (Secret.Length is > 0 and < ShortestSecret) yield return $"Keys:Secret is shorter than {ShortestSecret} characters; make one with: openssl rand -base64 48";
    }
}

/// <summary>Seals a key with AES-GCM under the configured secret: what was flipped, cut or sealed by another secret does not open.</summary>
internal sealed class SealKeys(IOptions<KeysOptions> options) : IXmlEncryptor
{
    internal const int Salt = 16;
    internal const int Nonce = 12;
    internal const int Tag = 16;
    private const int Rounds = 100_000;

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var clear = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var whole = RandomNumberGenerator.GetBytes(Salt + Nonce + Tag + clear.Length);
        using var aes = new AesGcm(KeyOf(options.Value.Secret, whole.AsSpan(0, Salt)), Tag);
        aes.Encrypt(whole.AsSpan(Salt, Nonce), clear, whole.AsSpan(Salt + Nonce + Tag), whole.AsSpan(Salt + Nonce, Tag));
        return new EncryptedXmlInfo(new XElement("sealed", Convert.ToBase64String(whole)), typeof(OpenKeys));
    }

    internal static byte[] KeyOf(string secret, ReadOnlySpan<byte> salt) => Rfc2898DeriveBytes.Pbkdf2(secret, salt, Rounds, HashAlgorithmName.SHA256, 32);
}

/// <summary>Opens what <see cref="SealKeys"/> sealed, with the secret of now or one of before. The framework makes it by its name, which stands beside each key.</summary>
internal sealed class OpenKeys(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var options = services.GetRequiredService<IOptions<KeysOptions>>().Value;
        var whole = Convert.FromBase64String(encryptedElement.Value);
        foreach (var secret in options.EarlierSecrets.Prepend(options.Secret).Where(s => s.Length > 0))
        {
            using var aes = new AesGcm(SealKeys.KeyOf(secret, whole.AsSpan(0, SealKeys.Salt)), SealKeys.Tag);
            var clear = new byte[whole.Length - SealKeys.Salt - SealKeys.Nonce - SealKeys.Tag];
            try
            {
                aes.Decrypt(whole.AsSpan(SealKeys.Salt, SealKeys.Nonce), whole.AsSpan(SealKeys.Salt + SealKeys.Nonce + SealKeys.Tag), whole.AsSpan(SealKeys.Salt + SealKeys.Nonce, SealKeys.Tag), clear);
                return XElement.Parse(Encoding.UTF8.GetString(clear));
            }
            catch (AuthenticationTagMismatchException)
            {
            }
        }

        throw new CryptographicException("A key in the ledger does not open: it is damaged, or Keys:Secret is another than the one it was sealed with; put the earlier one into Keys:EarlierSecrets. What was protected with the key is void.");
    }
}
