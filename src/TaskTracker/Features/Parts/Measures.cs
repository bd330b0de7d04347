using System.Globalization;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Features.Parts;

internal static class Measures
{
    /// <summary>The number to reach: <c>空编率 ≤ 5%</c>.</summary>
    public static string InWords(this Measure measure)
    {
        var sign = measure.Operator switch { ">=" => "≥", "<=" => "≤", var other => other };
        var unit = measure.Unit is "%" or "‰" or "" ? measure.Unit : " " + measure.Unit;
        return string.Create(CultureInfo.InvariantCulture, $"{measure.Subject} {sign} {measure.Value:0.####}{unit}");
    }
}
