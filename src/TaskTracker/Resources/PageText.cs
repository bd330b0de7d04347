using System.Globalization;
using System.Resources;
using TaskTracker.Words;

namespace TaskTracker.Resources;

/// <summary>The texts of the pages in the language of the request: <c>PageText.resx</c> (Chinese) and <c>PageText.en.resx</c>, and the ledger's own words.</summary>
internal sealed class PageText
{
    private readonly ResourceManager _texts = new(typeof(PageText));
    private readonly LedgerWords _english = new(CultureInfo.GetCultureInfo("en"));

    /// <summary>The ledger's words in the language of the request.</summary>
    public LedgerWords Ledger => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? _english : LedgerWords.Chinese;

    /// <summary>The language of what stands in the ledger, for the <c>lang</c> of elements that show it; null where the page is in it anyway.</summary>
    public string? Data => Ledger == _english ? "zh-CN" : null;

    /// <returns>The name itself where the text is missing: an odd word is better than no page.</returns>
    public string this[string name] => _texts.GetString(name, CultureInfo.CurrentUICulture) ?? name;

    /// <summary>What a code is called that files outside may hold, or a later program may add to.</summary>
    /// <returns>Null where it has no name here.</returns>
    public string? Known(string name) => _texts.GetString(name, CultureInfo.CurrentUICulture);

    public string this[string name, params ReadOnlySpan<object?> values] => string.Format(CultureInfo.CurrentCulture, this[name], values);

    /// <summary>What a state, role, light and the like is called.</summary>
    public string Of<T>(T value)
        where T : struct, Enum => Ledger.Of(value);

    /// <param name="level">1 to 4.</param>
    public string Level(int level) => Ledger[$"level.{level}"];
}
