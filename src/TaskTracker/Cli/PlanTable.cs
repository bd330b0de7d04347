using System.Globalization;
using System.Text;
using TaskTracker.Domain.Plans;
using TaskTracker.Words;

namespace TaskTracker.Cli;

/// <summary>A draft plan for a person at a terminal.</summary>
internal static class PlanTable
{
    public static string Write(string file, PlanFile plan, int width)
    {
        var text = new StringBuilder();
        text.AppendLine(Terminal.Line($"{plan.Title}  {plan.Region}  {Day(plan.Period.Start)} — {Day(plan.Period.End)}  ({file})"));
        text.AppendLine(Counts(plan));
        TextGrid.Write(text, width, ["编号", "任务", "责任单位", "期限", "常态"], [.. plan.Tasks.Select(Cells)]);
        if (plan.Indicators.Count > 0)
        {
            TextGrid.Write(text, width, ["指标", "单位", "基期", "目标", "属性"], [.. plan.Indicators.Select(i => new[] { i.Name, i.Unit, i.Baseline, i.Target, i.Nature })]);
        }

        return text.ToString();
    }

    public static string Counts(PlanFile plan) => string.Create(CultureInfo.InvariantCulture,
        $"任务{plan.Tasks.Count}项，责任单位{plan.Departments.Count}个，指标{plan.Indicators.Count}项，专栏项目{plan.Projects.Count}个，表{plan.Tables.Count}张，待核对{plan.Warnings.Count}处");

    private static string[] Cells(PlanFileTask task) =>
    [
        task.Key,
        task.Title,
        string.Join("；", task.Responsible.GroupBy(s => s.Role).Select(g => $"{LedgerWords.Chinese.Of(g.Key)}：{string.Join("、", g.Select(s => s.Department))}")) + (task.OpenEnded ? "等" : ""),
        string.Join(" ", task.Milestones.Select(m => m.Due).Distinct().Order().Select(Day)),
        string.Join("、", task.Recurring.Select(RecurringWord)),
    ];

    private static string RecurringWord(RecurringDuty duty) => duty switch
    {
        RecurringDuty.Monthly => "每月",
        RecurringDuty.Quarterly => "每季度",
        RecurringDuty.HalfYearly => "每半年",
        RecurringDuty.Yearly => "每年",
        _ => throw new ArgumentOutOfRangeException(nameof(duty), duty, "No such duty."),
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
