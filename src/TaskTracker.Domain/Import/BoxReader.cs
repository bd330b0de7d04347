using System.Text.RegularExpressions;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>What a box (专栏) lists: the names of its entries, without their explanations.</summary>
internal static partial class BoxReader
{
    /// <summary>An entry's name is a name, not a sentence.</summary>
    private const int LongestName = 40;

    public static PlanProject Read(Box box)
    {
        var caption = Caption().Match(box.Caption);
        return new PlanProject(caption.Groups["number"].Value, caption.Groups["title"].Value.Trim(), [.. box.Entries.SelectMany(e => Items(e.Text))]);
    }

    private static string[] Items(string entry)
    {
        var text = Marker.Of(entry) is { } marker ? entry[marker.Length..] : entry;
        var head = text.IndexOfAny(['：', ':', '。']) is > 0 and var end ? text[..end] : text;
        if (Projects().IsMatch(text) && text.IndexOfAny(['：', ':']) < 0)
        {
            return text.TrimEnd('。').Split(['；', '、', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }

        return head.Length <= LongestName && !Sentence().IsMatch(head) ? [head.Trim()] : [];
    }

    [GeneratedRegex(@"^专栏\s*(?<number>[0-9一二三四五六七八九十]{1,3})\s*[：:.、]?\s*(?<title>.*)$")]
    private static partial Regex Caption();

    /// <summary>Names of projects in a row, and nothing else.</summary>
    [GeneratedRegex(@"^[^。，,]{4,}(项目|工程|中心|基地)([；;、][^。，,]{4,}(项目|工程|中心|基地))+。?$")]
    private static partial Regex Projects();

    [GeneratedRegex("[，,；;]")]
    private static partial Regex Sentence();
}
