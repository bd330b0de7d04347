using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>The depth at which a numbered heading stands, outermost first; documents skip levels.</summary>
internal enum MarkerLevel { Part, Chapter, Bracket, Arabic }

/// <summary>The number that opens a heading.</summary>
/// <param name="Number">As printed, without brackets and stops.</param>
/// <param name="Length">In characters, blanks after the number included.</param>
internal sealed partial record Marker(MarkerLevel Level, string Number, int Length)
{
    public static Marker? Of(string line)
    {
        foreach (var (level, pattern) in Patterns)
        {
            if (pattern.Match(line) is { Success: true } match)
            {
                return new Marker(level, match.Groups[1].Value, match.Length);
            }
        }

        return null;
    }

    private static readonly (MarkerLevel Level, Regex Pattern)[] Patterns =
    [
        (MarkerLevel.Part, Part()),
        (MarkerLevel.Chapter, Chapter()),
        (MarkerLevel.Bracket, Bracket()),
        (MarkerLevel.Arabic, Arabic()),
    ];

    [GeneratedRegex(@"^第([一二三四五六七八九十百]{1,4})(?:部分|章|篇)\s*")]
    private static partial Regex Part();

    [GeneratedRegex(@"^([一二三四五六七八九十百]{1,4})、\s*")]
    private static partial Regex Chapter();

    [GeneratedRegex(@"^[（(]\s*([一二三四五六七八九十百]{1,4}|\d{1,2})\s*[）)]\s*")]
    private static partial Regex Bracket();

    /// <summary>A digit after the stop is a decimal, and a year has four digits.</summary>
    [GeneratedRegex(@"^(\d{1,3})\s*[.．、](?!\d)\s*")]
    private static partial Regex Arabic();
}
