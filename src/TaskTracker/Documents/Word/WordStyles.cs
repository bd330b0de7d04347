using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace TaskTracker.Documents.Word;

/// <summary>The list that a style or one of those it is based on names.</summary>
/// <param name="Steps">The styles up to that one, the paragraph's own first, each with the level it names itself.</param>
internal sealed record StyleNumber(int List, IReadOnlyList<(string Style, int? Level)> Steps);

/// <summary>What paragraphs and runs get from their styles.</summary>
internal sealed partial class WordStyles
{
    private const int Longest = 64;
    private const int BodyText = 9;

    private readonly Dictionary<string, Style> _styles = [];
    private readonly string? _usual;

    public WordStyles(Styles? styles)
    {
        foreach (var style in styles?.Elements<Style>() ?? [])
        {
            if (style.StyleId?.Value is { } id)
            {
                _styles.TryAdd(id, style);
                _usual ??= style.Type?.InnerText == "paragraph" && style.Default is { HasValue: true } usual && usual.Value ? id : null;
            }
        }
    }

    /// <summary>1 for an outermost heading; null for text.</summary>
    public int? HeadingDepth(ParagraphProperties? paragraph)
    {
        var own = paragraph?.OutlineLevel?.Val;
        var level = own is { HasValue: true } ? own.Value
            : Chain(StyleOf(paragraph)).Select(s => LevelOf(s)).FirstOrDefault(l => l is not null);
        return level is >= 0 and < BodyText ? level + 1 : null;
    }

    /// <summary>True for a line of Word's own table of contents, its caption included.</summary>
    public bool IsContents(ParagraphProperties? paragraph) => Chain(StyleOf(paragraph)).Any(s => Contents().IsMatch(s.StyleName?.Val?.Value ?? ""));

    /// <returns>Null where no style says anything.</returns>
    public StyleNumber? NumberOf(ParagraphProperties? paragraph)
    {
        var steps = new List<(string, int?)>();
        foreach (var style in Chain(StyleOf(paragraph)))
        {
            var number = style.StyleParagraphProperties?.NumberingProperties;
            steps.Add((style.StyleId!.Value!, number?.NumberingLevelReference?.Val is { HasValue: true } level ? level.Value : null));
            if (number?.NumberingId?.Val is { HasValue: true } list)
            {
                return new StyleNumber(list.Value, steps);
            }
        }

        return null;
    }

    /// <summary>The list that a numbering style stands for.</summary>
    public int? ListOf(string style) => Chain(style).Select(s => s.StyleParagraphProperties?.NumberingProperties?.NumberingId?.Val?.Value).FirstOrDefault(v => v is not null);

    public bool IsHidden(RunProperties? run, ParagraphProperties? paragraph)
    {
        if (run?.Vanish is { } own)
        {
            return On(own.Val);
        }

        var styles = run?.RunStyle?.Val?.Value is { } character ? Chain(character).Concat(Chain(StyleOf(paragraph))) : Chain(StyleOf(paragraph));
        return styles.Select(s => s.StyleRunProperties?.Vanish).FirstOrDefault(v => v is not null) is { } vanish && On(vanish.Val);
    }

    public static bool On(OnOffValue? value) => value is null || !value.HasValue || value.Value;

    private string? StyleOf(ParagraphProperties? paragraph) => paragraph?.ParagraphStyleId?.Val?.Value ?? _usual;

    private IEnumerable<Style> Chain(string? id)
    {
        // A style may be based on itself by way of others.
        for (var i = 0; i < Longest && id is not null && _styles.TryGetValue(id, out var style); i++)
        {
            yield return style;
            id = style.BasedOn?.Val?.Value;
        }
    }

    private static int? LevelOf(Style style) =>
        style.StyleParagraphProperties?.OutlineLevel?.Val is { HasValue: true } level ? level.Value
        : Heading().Match(style.StyleName?.Val?.Value ?? "") is { Success: true } match ? match.Groups[1].Value[0] - '1'
        : null;

    [GeneratedRegex(@"^(?:heading|标题)\s*([1-9])$", RegexOptions.IgnoreCase)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(?:toc (?:\d|heading)|目录\s*\d?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Contents();
}
