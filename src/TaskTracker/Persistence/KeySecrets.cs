using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace TaskTracker.Persistence;

/// <summary>Seals a key of cookies and forms: what was flipped, cut or sealed by another secret does not open.</summary>
internal sealed class SealLedgerKeys(HouseSecret secret) : IXmlEncryptor
{
    internal const string Purpose = "cookies-and-forms";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(
        new XElement("sealed", secret.Seal(Purpose, Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)))), typeof(OpenLedgerKeys));
}

/// <summary>Opens what <see cref="SealLedgerKeys"/> sealed. The framework makes it by its name, which stands beside each key.</summary>
internal sealed class OpenLedgerKeys(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        services.GetRequiredService<HouseSecret>().Open(SealLedgerKeys.Purpose, encryptedElement.Value) is { } clear ? XElement.Parse(Encoding.UTF8.GetString(clear))
        : throw new CryptographicException("A key in the ledger does not open: it is damaged, or Keys:Secret is another than the one it was sealed with; put the earlier one into Keys:EarlierSecrets. What was protected with the key is void.");
}
