using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>The line that opens a box: 专栏1 …, 专栏一：…, 【专栏2】…, 专栏：….</summary>
internal static partial class BoxCaption
{
    /// <summary>A longer line is a sentence that speaks of a box.</summary>
    private const int Longest = 60;

    public static bool Is(string line) => line.Length <= Longest && Caption().Match(line) is { Success: true } match && !Sentence().IsMatch(match.Groups["title"].Value);

    /// <returns>Its number as printed, empty where it has none, and its title.</returns>
    public static (string Number, string Title) Parts(string caption)
    {
        var match = Caption().Match(caption);
        return match.Success ? (match.Groups["number"].Value, match.Groups["title"].Value.TrimEnd('】', ']').Trim()) : ("", caption.Trim());
    }

    [GeneratedRegex(@"^[【\[（(]?\s*专\s?栏(?:\s*(?<number>[0-9０-９]{1,3}(?:[-—－.][0-9]{1,2})?(?![0-9个期条项])|[一二三四五六七八九十]{1,4}(?![列所中明提规内和与及至个是]))|(?=\s*[：:]|\s+\S|$))\s*[】\]）)]?\s*[：:.．、]?\s*(?<title>.*)$")]
    private static partial Regex Caption();

    [GeneratedRegex("[。；;！？]|[，,].*[，,]|^(?:中的|所列|列出|明确)")]
    private static partial Regex Sentence();
}
