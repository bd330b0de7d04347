using System.Collections.Frozen;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace TaskTracker.Documents.Html;

/// <summary>Tells a page's content from what stands around it on every page of the site.</summary>
internal static partial class HtmlFurniture
{
    private static readonly FrozenSet<string> Never = new[]
    {
        "SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "NAV", "ASIDE", "HEAD", "TITLE", "SELECT", "BUTTON", "INPUT", "TEXTAREA", "OPTION", "DATALIST", "SVG", "MATH", "OBJECT", "EMBED",
        "APPLET", "AUDIO", "VIDEO", "CANVAS", "IFRAME", "FRAMESET", "DEL", "RT", "RP", "DIALOG", "MAP",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Roles = new[] { "navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "dialog" }.ToFrozenSet();

    private static readonly FrozenSet<string> Names = new[]
    {
        "nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "crumb", "crumbs", "footer", "foot", "sidebar", "copyright", "share", "pagination", "pager",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Contents = ["main", "article"];

    /// <summary>What is named like furniture but holds more than this share of the page's text is no furniture.</summary>
    private const double MostOfPage = 0.3;

    /// <summary>The element that the page itself marks as its content, where there is one and it holds most of the text.</summary>
    public static IElement ContentOf(IElement body) =>
        Contents.Select(n => body.GetElementsByTagName(n)).Where(e => e.Length == 1).Select(e => e[0])
            .FirstOrDefault(e => ContentLength(e) * 2 > ContentLength(body)) ?? body;

    public static int ContentLength(IElement element) => element.TextContent.Length;

    public static bool Is(IElement element, int pageLength)
    {
        if (Never.Contains(element.LocalName) || element.HasAttribute("hidden") || Hidden().IsMatch(element.GetAttribute("style") ?? ""))
        {
            return true;
        }

        return element.LocalName switch
        {
            "header" or "footer" => element.Closest("article,main") is null && IsSmall(element, pageLength),

            // Old sites wrap the whole page in a form.
            "form" => IsSmall(element, pageLength),
            _ => (element.GetAttribute("role") is { } role && Roles.Contains(role)) || (IsNamed(element) && IsSmall(element, pageLength)),
        };
    }

    private static bool IsSmall(IElement element, int pageLength) => ContentLength(element) < pageLength * MostOfPage;

    private static bool IsNamed(IElement element) => (element.Id is { } id && Names.Contains(id)) || element.ClassList.Any(Names.Contains);

    [GeneratedRegex(@"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", RegexOptions.IgnoreCase)]
    private static partial Regex Hidden();
}
