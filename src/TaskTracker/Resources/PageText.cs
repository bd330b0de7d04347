using System.Globalization;
using System.Resources;

namespace TaskTracker.Resources;

/// <summary>The texts of the pages in the language of the request: <c>PageText.resx</c> (Chinese) and <c>PageText.en.resx</c>. A text that is missing shows its name.</summary>
public sealed class PageText
{
    private static readonly ResourceManager Texts = new(typeof(PageText));

    public string this[string name] => Texts.GetString(name, CultureInfo.CurrentUICulture) ?? name;

    public string this[string name, params ReadOnlySpan<object?> values] => string.Format(CultureInfo.CurrentCulture, this[name], values);
}
