using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using TaskTracker.Documents.Office;

namespace TaskTracker.Documents.Html;

/// <summary>Counts the numbers of ordered lists and writes them as a browser shows them.</summary>
internal sealed partial class HtmlLists
{
    private readonly ConditionalWeakTable<IElement, StrongBox<int>> _counts = [];

    /// <summary>A text that brings its number along is not numbered twice.</summary>
    public static bool HasOwnNumber(string text) => OwnNumber().IsMatch(text);

    public string Next(IElement item)
    {
        if (item.ParentElement is not { LocalName: "ol" } list)
        {
            return "";
        }

        var isReversed = list.HasAttribute("reversed");
        var count = _counts.GetValue(list, l => new StrongBox<int>((Number(l.GetAttribute("start")) ?? (isReversed ? l.Children.Count(c => c.LocalName == "li") : 1)) + (isReversed ? 1 : -1)));
        count.Value = Number(item.GetAttribute("value")) ?? (count.Value + (isReversed ? -1 : 1));
        var style = Style().Match($"{item.GetAttribute("style")};{list.GetAttribute("style")}") is { Success: true } match ? match.Groups[1].Value : list.GetAttribute("type") ?? "1";
        return style switch
        {
            "none" or "disc" or "circle" or "square" => "",
            "cjk-ideographic" or "simp-chinese-informal" or "trad-chinese-informal" or "cjk-decimal" => NumberWords.CountingThousand(count.Value) + "、",
            "a" or "lower-alpha" or "lower-latin" => NumberWords.Letter(count.Value, 'a') + ". ",
            "A" or "upper-alpha" or "upper-latin" => NumberWords.Letter(count.Value, 'A') + ". ",
            "i" or "lower-roman" => NumberWords.Roman(count.Value).ToLowerInvariant() + ". ",
            "I" or "upper-roman" => NumberWords.Roman(count.Value) + ". ",
            _ => NumberWords.Plain(count.Value) + ". ",
        };
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) && number is > -1_000_000 and < 1_000_000 ? number : null;

    [GeneratedRegex(@"^(?:[（(〔]?\s*(?:\d{1,3}|[一二三四五六七八九十百]{1,4})\s*(?:[、.．)）〕]|章|节)|第[一二三四五六七八九十百\d]{1,4}[章节条部篇]|[①-⑳])")]
    private static partial Regex OwnNumber();

    [GeneratedRegex(@"list-style(?:-type)?\s*:\s*([a-z-]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Style();
}
