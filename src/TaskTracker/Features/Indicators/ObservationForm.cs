using System.Globalization;
using TaskTracker.Domain.Plans;
using TaskTracker.Features.Parts;

namespace TaskTracker.Features.Indicators;

/// <summary>The fields of one value in any form; the indicator's id tells those of several apart.</summary>
internal static class ObservationForm
{
    /// <returns>Neither where nothing was typed, or nothing else than what stands there.</returns>
    public static (ValueEntry? Entry, string? Error) Read(IFormCollection form, Indicator indicator, int year, string? institution)
    {
        string Typed(string field) => form[$"{field}-{indicator.Id}"].ToString().Trim();
        var (value, source, on, seen) = (Typed("value"), Typed("source"), Typed("on"), form[$"was-{indicator.Id}"].ToString());
        if (value.Length == 0)
        {
            // One that stands there is withdrawn on the indicator's own page, not by an empty field.
            return (null, seen.Length > 0 ? "Values.NotEmpty" : null);
        }

        if (Number(value) is not { } number)
        {
            return (null, "Input.Number");
        }

        if (!DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return (null, "Input.Day");
        }

        return ValueEntry.StampOf(number, source, day) == seen ? (null, null) : (new ValueEntry(indicator.Id, seen, new ObservedValue(year, institution, number, source, day)), null);
    }

    public static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static string InWords(decimal? number) => number?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";

    public static string InWords(IndicatorObservation value) => $"{InWords(value.Value)}（{value.Source}，{value.ObservedOn.Iso()}）";
}
