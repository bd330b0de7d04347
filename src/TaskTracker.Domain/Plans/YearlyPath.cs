using System.Globalization;

namespace TaskTracker.Domain.Plans;

/// <summary>What may be proposed as an indicator's yearly targets. Somebody must take it over; nothing here is ever a target by itself.</summary>
public static class YearlyPath
{
    /// <summary>Decimals that a stored value can have.</summary>
    public const int MostDecimals = 4;

    /// <returns>By year of the plan; empty where baseline, target or direction is not known, or a straight line says nothing.</returns>
    public static IReadOnlyDictionary<int, decimal> Propose(Indicator indicator, int firstYear, int lastYear)
    {
        if (indicator is not { BaselineValue: { } baseline, TargetValue: { } target, Direction: IndicatorDirection.AtLeast or IndicatorDirection.AtMost } || lastYear < firstYear)
        {
            return new Dictionary<int, decimal>();
        }

        var years = Enumerable.Range(firstYear, lastYear - firstYear + 1);
        if (IsKept(indicator))
        {
            return years.ToDictionary(year => year, _ => target);
        }

        var decimals = Math.Min(MostDecimals, 1 + Math.Max(Decimals(baseline), Decimals(target)));
        return years.ToDictionary(year => year, year => Math.Round(baseline + ((target - baseline) * (year - firstYear + 1) / (lastYear - firstYear + 1)), decimals, MidpointRounding.AwayFromZero));
    }

    /// <summary>A ceiling that the baseline keeps, such as 0 → 8.2, or a floor that it has reached: to be kept every year, and no way from the one to the other.</summary>
    public static bool IsKept(Indicator indicator) => indicator.Direction switch
    {
        IndicatorDirection.AtMost => indicator.BaselineValue <= indicator.TargetValue,
        IndicatorDirection.AtLeast => indicator.BaselineValue >= indicator.TargetValue,
        _ => false,
    };

    private static int Decimals(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture) is var text && text.IndexOf('.', StringComparison.Ordinal) is >= 0 and var at ? text.Length - at - 1 : 0;
}
