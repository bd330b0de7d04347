using System.Globalization;
using System.Resources;
using TaskTracker.Words;

namespace TaskTracker.Resources;

/// <summary>The texts of the pages in the language of the request: <c>PageText.resx</c> (Chinese) and <c>PageText.en.resx</c>, and the ledger's own words.</summary>
internal sealed class PageText
{
    private static readonly ResourceManager Texts = new(typeof(PageText));
    private static readonly LedgerWords English = new(CultureInfo.GetCultureInfo("en"));

    private static LedgerWords Ledger => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? English : LedgerWords.Chinese;

    /// <returns>The name itself where the text is missing: an odd word is better than no page.</returns>
    public string this[string name] => Texts.GetString(name, CultureInfo.CurrentUICulture) ?? name;

    public string this[string name, params ReadOnlySpan<object?> values] => string.Format(CultureInfo.CurrentCulture, this[name], values);

    /// <summary>What a state, role, light and the like is called.</summary>
    public string Of<T>(T value)
        where T : struct, Enum => Ledger.Of(value);

    /// <param name="level">1 to 3.</param>
    public string Level(int level) => Ledger[$"level.{level}"];
}
