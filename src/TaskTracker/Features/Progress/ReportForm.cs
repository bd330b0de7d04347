using System.Globalization;
using TaskTracker.Domain.Progress;
using TaskTracker.Resources;

namespace TaskTracker.Features.Progress;

/// <summary>Reads what was typed into <c>ReportFields</c>.</summary>
internal static class ReportForm
{
    public static string Measure(string milestoneKey) => $"measure.{milestoneKey}";

    /// <param name="errors">Takes what is wrong, by field or, for a measure, its milestone's key.</param>
    /// <returns>Null where anything is wrong.</returns>
    public static SubmitReport? Read(Func<string, string> typed, ReportingTerms terms, DateOnly today, string by, PageText words, Dictionary<string, string> errors)
    {
        var state = Enum.GetValues<ReportedState>().Where(s => s.ToString() == typed("state")).Cast<ReportedState?>().FirstOrDefault();
        var percent = int.TryParse(typed("percent"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        if (state is null)
        {
            errors["state"] = words["Input.Choose"];
        }

        if (percent is null && typed("percent").Length > 0)
        {
            errors["percent"] = words["Input.WholeNumber"];
        }

        var measured = new List<MeasuredValue>();
        foreach (var key in terms.Measured.Where(key => typed(Measure(key)).Length > 0))
        {
            if (decimal.TryParse(typed(Measure(key)), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            {
                measured.Add(new(key, value));
            }
            else
            {
                errors[key] = words["Input.Number"];
            }
        }

        return errors.Count > 0 ? null : new SubmitReport(today, by, state!.Value, percent, typed("done"), typed("next")) { Problems = typed("problems"), Measured = measured };
    }
}
