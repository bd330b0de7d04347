using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>Turns an indicator's printed values into what a machine needs.</summary>
internal static class IndicatorTarget
{
    /// <param name="printed">With its texts alone.</param>
    /// <param name="years">From the baseline to the target, where the table's heads say so.</param>
    public static PlanIndicator Interpret(PlanIndicator printed, int? years = null)
    {
        var relative = RelativeChange.Of(printed, years);
        var baseline = PrintedValue.Number(printed.Baseline, printed.Unit);
        var target = RelativeChange.IsRelative(printed) ? null : PrintedValue.Number(printed.Target, printed.Unit);
        return printed with
        {
            BaselineValue = baseline,
            TargetValue = target,
            Relative = relative,
            Direction = IndicatorAim.Of(printed, relative, baseline, target),
        };
    }
}
