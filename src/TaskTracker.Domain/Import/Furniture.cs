using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>Empties the lines that belong to the printed pages and not to the plan: page numbers, running heads, the table of contents.</summary>
internal static partial class Furniture
{
    /// <summary>A running head stands on at least so many pages.</summary>
    private const int FewestPages = 3;

    private const int LongestRunningHead = 40;

    private const int LongestEntry = 120;

    /// <summary>A table of contents has no more lines.</summary>
    private const int LongestContents = 400;

    private static readonly char[] LeaderCharacters = [.. " \t\u3000.…·⋯﹒-—–0123456789"];

    public static IReadOnlyList<SourceLine> Clear(IReadOnlyList<SourceLine> lines)
    {
        var cleared = lines.ToArray();
        ClearContents(cleared);
        ClearPages(cleared);
        return cleared;
    }

    /// <summary>What stands for a line's text when it is asked whether two lines are the same entry.</summary>
    private static string Entry(string text) => text.Length > LongestEntry ? text : Blanks().Replace(text.TrimEnd(LeaderCharacters), "");

    private static void ClearContents(SourceLine[] lines)
    {
        var label = Array.FindIndex(lines, l => ContentsLabel().IsMatch(l.Text));
        if (label >= 0)
        {
            var end = EndOfContents(lines, label + 1);
            for (var i = label; i < end; i++)
            {
                Clear(lines, i);
            }
        }

        var led = Enumerable.Range(0, lines.Length).Where(i => lines[i].Text.Length <= LongestEntry && HasLeader().IsMatch(lines[i].Text)).ToList();
        if (led.Count >= FewestPages)
        {
            led.ForEach(i => Clear(lines, i));
        }
    }

    /// <summary>The contents end where their first entry, or the next one that does, comes again as a heading; without any such entry only the label goes.</summary>
    private static int EndOfContents(SourceLine[] lines, int from)
    {
        var last = Math.Min(lines.Length, from + LongestContents);
        var seen = new Dictionary<string, int>();
        for (var i = from; i < last; i++)
        {
            if (lines[i].Text.Length == 0)
            {
                continue;
            }

            if (!seen.TryAdd(Entry(lines[i].Text), i))
            {
                return i;
            }

            if (Sentence().IsMatch(lines[i].Text))
            {
                // An unlisted preface stands between the contents and the first heading: the entries end before it.
                return AgainAfter(lines, i, seen) ? i : from;
            }
        }

        return from;
    }

    private static bool AgainAfter(SourceLine[] lines, int from, Dictionary<string, int> seen) =>
        lines.Skip(from + 1).Any(l => l.Text.Length is > 0 and <= LongestRunningHead && Marker.Of(l.Text) is not null && seen.ContainsKey(Entry(l.Text)));

    private static void ClearPages(SourceLine[] lines)
    {
        var runningHeads = lines.Where(l => !l.StartsCell && l.Text.Length is > 4 and <= LongestRunningHead && RunningHead().IsMatch(l.Text))
            .GroupBy(l => l.Text).Where(g => g.Count() >= FewestPages).ToDictionary(g => g.Key, g => g.First());
        for (var i = 0; i < lines.Length; i++)
        {
            if ((lines[i].Text.Length <= LongestEntry && PageNumber().IsMatch(lines[i].Text)) || (runningHeads.TryGetValue(lines[i].Text, out var first) && first != lines[i]))
            {
                Clear(lines, i);
            }
        }
    }

    private static void Clear(SourceLine[] lines, int i) => lines[i] = lines[i] with { Text = "", StartsCell = false, IsFurniture = true };

    [GeneratedRegex(@"^目\s*[录次]$")]
    private static partial Regex ContentsLabel();

    [GeneratedRegex(@"(?:[.·﹒]{4,}|[…⋯]{2,}|\t)\s*[-—–]?\s*\d{1,4}\s*[-—–]?$")]
    private static partial Regex HasLeader();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex("[。；]")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"^[-—–－]\s*\d{1,4}\s*[-—–－]$|^第\s*\d{1,4}\s*页(?:[，,/\s]*共\s*\d{1,4}\s*页)?$|^[^。，；、]{0,24}\s+[-—–－]\s*\d{1,4}\s*[-—–－]$|^[Pp]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?$")]
    private static partial Regex PageNumber();

    /// <summary>Only what names the document is taken for a running head; other short lines that come again are cells or headings.</summary>
    [GeneratedRegex("^[^。；：，]*(?:规划|方案|计划|纲要|意见|政府|办公室|委员会)(?:[（(][^）)]*[）)])?$")]
    private static partial Regex RunningHead();
}
