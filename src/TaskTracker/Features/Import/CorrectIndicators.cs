using System.Globalization;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Features.Import;

/// <param name="Row">The place in the draft's list; empty for a new row.</param>
internal sealed record IndicatorInput(string Row, string Name, string Unit, string Baseline, string Target, string BaselineValue, string TargetValue, string Direction, string Nature)
{
    private const int LongestName = 300;

    public static IndicatorInput Of(PlanIndicator indicator, int row) => new(
        row.ToString(CultureInfo.InvariantCulture), indicator.Name, indicator.Unit, indicator.Baseline, indicator.Target, Text(indicator.BaselineValue), Text(indicator.TargetValue), indicator.Direction?.ToString() ?? "", indicator.Nature);

    public static IReadOnlyList<IndicatorInput> Of(IFormCollection form)
    {
        string At(string name, int i) => i < form[name].Count ? form[name][i]?.Trim() ?? "" : "";
        return [.. Enumerable.Range(0, form["name"].Count).Select(i => new IndicatorInput(
            At("row", i), At("name", i), At("unit", i), At("baseline", i), At("target", i), At("baselineValue", i), At("targetValue", i), At("direction", i), At("nature", i)))];
    }

    /// <returns>Null for a row whose name was cleared. What is wrong is named by field and row.</returns>
    public static IReadOnlyList<PlanIndicator> Read(IReadOnlyList<IndicatorInput> rows, IReadOnlyList<PlanIndicator> known, Dictionary<string, string> errors)
    {
        var names = new HashSet<string>();
        return [.. rows.Select((row, i) => row.ToIndicator(known, (field, text) => errors.TryAdd($"{field}{i}", text), names)).OfType<PlanIndicator>()];
    }

    private PlanIndicator? ToIndicator(IReadOnlyList<PlanIndicator> known, Action<string, string> wrong, HashSet<string> names)
    {
        if (Name.Length == 0)
        {
            return null;
        }

        if (Name.Length > LongestName || !names.Add(Name))
        {
            wrong("name", Name.Length > LongestName ? "Input.TooLong" : "Input.Twice");
        }

        // What the form doesn't show stays as it was read.
        var was = int.TryParse(Row, NumberStyles.None, CultureInfo.InvariantCulture, out var row) && row < known.Count ? known[row] : new PlanIndicator { Name = Name };
        return was with
        {
            Name = Name, Unit = Unit, Baseline = Baseline, Target = Target, BaselineValue = Number(BaselineValue, "baselineValue", wrong), TargetValue = Number(TargetValue, "targetValue", wrong),
            Direction = Enum.GetValues<IndicatorDirection>().Where(d => d.ToString() == Direction).Cast<IndicatorDirection?>().FirstOrDefault(), Nature = Nature,
        };
    }

    private static decimal? Number(string text, string field, Action<string, string> wrong)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            wrong(field, "Input.NoNumber");
        }

        return value;
    }

    private static string Text(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
}

/// <summary>A person puts the indicator table right, all rows at once.</summary>
internal sealed class CorrectIndicators(ChangeDraft draft)
{
    /// <param name="version">Of the table as the person saw it.</param>
    public Task<DraftRefusal?> HandleAsync(int draftId, int version, IReadOnlyList<PlanIndicator> indicators, CancellationToken cancel) =>
        draft.HandleAsync(draftId, review => review.Marks.IndicatorsVersion == version ? review.CorrectIndicators(indicators) : null, cancel);
}
