using System.Text.RegularExpressions;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>Title, region and period: what stands before the first chapter.</summary>
internal static partial class PlanHead
{
    public static string? Title(IReadOnlyList<Paragraph> beforeFirstHeading)
    {
        foreach (var paragraph in beforeFirstHeading)
        {
            if (Quoted().Match(paragraph.Text) is { Success: true } quoted && paragraph.Text.Length <= 60)
            {
                return quoted.Groups["title"].Value;
            }

            if (Bare().IsMatch(paragraph.Text))
            {
                var before = beforeFirstHeading.TakeWhile(p => p != paragraph).LastOrDefault();
                return before is not null && Place().IsMatch(before.Text) ? before.Text + paragraph.Text : paragraph.Text;
            }
        }

        return beforeFirstHeading.Select(p => Compiled().Match(p.Text)).FirstOrDefault(m => m.Success)?.Groups["title"].Value;
    }

    /// <summary>运城市盐湖区 is 盐湖区: the lowest place of the title.</summary>
    public static string Region(string title) => Places().Match(title) is { Success: true } match ? match.Groups["place"].Captures[^1].Value : "";

    public static PlanPeriod? Period(string title, IEnumerable<string> texts)
    {
        foreach (var text in texts.Prepend(title))
        {
            if (Years().Match(text) is { Success: true } years)
            {
                return Span(years.Groups[1].Value, years.Groups[2].Value);
            }

            if (FiveYears().Match(text) is { Success: true } five && "二三四五".IndexOf(five.Groups[1].Value[0], StringComparison.Ordinal) is var n && n >= 0)
            {
                var start = 2011 + (5 * n);
                return Span($"{start}", $"{start + 4}");
            }
        }

        return null;
    }

    private static PlanPeriod? Span(string first, string last)
    {
        var (from, to) = (int.Parse(first, System.Globalization.CultureInfo.InvariantCulture), int.Parse(last, System.Globalization.CultureInfo.InvariantCulture));
        return from > to || from < 1949 || to > 2100 ? null : new PlanPeriod(new DateOnly(from, 1, 1), new DateOnly(to, 12, 31));
    }

    [GeneratedRegex("^《(?<title>[^》]*规划[^》]*)》")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^[^《》。，：:>]{4,50}规划(（[^）]{2,8}）|\([^)]{2,8}\))?$")]
    private static partial Regex Bare();

    [GeneratedRegex("(?:编制|制定|印发)《(?<title>[^》]*规划)》")]
    private static partial Regex Compiled();

    [GeneratedRegex("^[\u4e00-\u9fff]{1,8}[省市区县旗州]$")]
    private static partial Regex Place();

    [GeneratedRegex("^(?<place>[\u4e00-\u9fff]{1,6}?[省市区县旗州])+")]
    private static partial Regex Places();

    [GeneratedRegex(@"(20\d\d)\s*年?\s*[-—–－至]{1,2}\s*(20\d\d)\s*年")]
    private static partial Regex Years();

    [GeneratedRegex("“十([二三四五])五”")]
    private static partial Regex FiveYears();
}
