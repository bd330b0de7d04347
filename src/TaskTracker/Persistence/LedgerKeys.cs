using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace TaskTracker.Persistence;

/// <summary>Keeps the keys behind forms' tokens in the ledger, so that every node knows what another has given out and none lies in somebody's home folder.</summary>
/// <param name="onlySealed">Keys that lie open, from before there was a secret, are left alone: whoever has read them could make cookies with them.</param>
internal sealed class LedgerKeys(IDbContextFactory<TrackerDb> databases, bool onlySealed) : IXmlRepository
{
    private const string Prefix = "key:";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = databases.CreateDbContext();
        return [.. db.Settings.AsNoTracking().Where(s => s.Key.StartsWith(Prefix)).Select(s => s.Value).ToList().Select(Read).OfType<XElement>()
            .Where(key => !onlySealed || key.Name != "key" || key.Descendants().Any(e => e.Name.LocalName == "encryptedSecret"))];
    }

    /// <summary>One that is damaged is as good as lost: what it protected is void, and the others must go on.</summary>
    private static XElement? Read(string xml)
    {
        try
        {
            return XElement.Parse(xml);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = databases.CreateDbContext();
        db.Settings.Add(new Setting { Key = $"{Prefix}{Guid.NewGuid():N}", Value = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}
