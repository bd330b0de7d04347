using System.Buffers;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>
/// Finds numbers to reach: subject, operator, value, unit. A change (增长9%, 降低1个百分点) is no level and has no operator here, so it
/// is left out; so is 全覆盖, where no number is printed. Of a range the end is taken that is reached first.
/// </summary>
internal static class Measures
{
    /// <summary>A subject that begins farther back is cut.</summary>
    private const int LongestLead = 80;

    private static readonly SearchValues<char> Delimiters = SearchValues.Create("，；。：！？\n");

    /// <param name="from">Where the numbers begin; what stands before may still name their subject.</param>
    public static IEnumerable<Measure> In(string text, int from = 0)
    {
        var plain = PlainWording.Of(text);
        var lastEnd = 0;
        foreach (var number in PrintedNumbers.In(plain, from))
        {
            var start = Math.Max(lastEnd, ClauseStart(plain, number.Start));
            var lead = plain[start..number.Start];
            var rest = plain[number.End..Math.Min(plain.Length, number.End + LongestLead)];
            var previous = start > 1 && lead.Length < LongestLead ? plain[ClauseStart(plain, start - 1)..(start - 1)] : "";
            foreach (var measure in MeasureReader.Read(number, lead, rest, previous))
            {
                lastEnd = number.End;
                yield return measure;
            }
        }
    }

    private static int ClauseStart(string plain, int before)
    {
        var from = Math.Max(0, before - LongestLead);
        var at = plain.AsSpan(from, before - from).LastIndexOfAny(Delimiters);
        return at >= 0 ? from + at + 1 : from;
    }
}
