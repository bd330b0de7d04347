using System.Security.Cryptography;
using System.Text;
using TaskTracker.Domain.Calendar;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;

namespace TaskTracker.Demo;

/// <summary>How a department of the sample works.</summary>
internal enum Temper { Punctual, Slow, Late, Silent }

/// <summary>
/// Invents what a department did about a responsibility up to a day: the same for the same names each time, since everything hangs on a
/// hash of plan, task and department.
/// </summary>
internal sealed class SampleProgress(WorkCalendar calendar, DateOnly until)
{
    public IReadOnlyList<ProgressCommand> Of(Plan plan, PlanTask task, Responsibility responsibility)
    {
        var dice = new Dice($"{plan.Key}/{task.Key}/{responsibility.Department.Name}");
        var by = responsibility.Department.Name;
        var start = plan.ActiveFrom > responsibility.AssignedOn ? plan.ActiveFrom.Value : responsibility.AssignedOn;
        var temper = TemperOf(plan, responsibility.Department.Name, dice);
        var commands = temper == Temper.Silent ? [] : Work(plan, task, responsibility, temper, start, by, dice);
        return [.. commands.Where(c => c.On <= until).OrderBy(c => c.On)];
    }

    /// <summary>A year's value for most indicators: some off their target, some never reported (null).</summary>
    public static IndicatorObservation? Observed(Plan plan, Indicator indicator, int year)
    {
        var dice = new Dice($"{plan.Key}/{indicator.Name}");
        if (indicator.YearlyTargets.FirstOrDefault(t => t.Year == year) is not { } target || dice.Of(5) == 0)
        {
            return null;
        }

        var misses = indicator.Nature == Indicator.Binding ? dice.Of(2) == 0 : dice.Of(4) == 0;
        var better = indicator.Direction == IndicatorDirection.AtMost ? -1 : 1;
        var off = target.Value * (1 + dice.Of(4)) / 100 * (misses ? -better : better);
        return new IndicatorObservation
        {
            Year = year, Value = Math.Round(target.Value + off, 2), Source = "年度统计", ObservedOn = new DateOnly(year + 1, 3, 1).AddDays(dice.Of(25)),
        };
    }

    private static Temper TemperOf(Plan plan, string department, Dice task)
    {
        // A department has a manner, with exceptions: nobody is late with everything.
        var manner = new Dice($"{plan.Region}/{department}").Of(10);
        var day = task.Of(10);
        return manner switch
        {
            < 5 => day < 9 ? Temper.Punctual : Temper.Slow,
            < 8 => day < 6 ? Temper.Punctual : day < 9 ? Temper.Slow : Temper.Late,
            8 => day < 4 ? Temper.Punctual : day < 7 ? Temper.Slow : Temper.Late,
            _ => day < 5 ? Temper.Silent : day < 8 ? Temper.Punctual : Temper.Late,
        };
    }

    private IEnumerable<ProgressCommand> Work(Plan plan, PlanTask task, Responsibility responsibility, Temper temper, DateOnly start, string by, Dice dice)
    {
        var accepted = calendar.AddWorkdays(start, temper == Temper.Punctual ? 1 + dice.Of(4) : 4 + dice.Of(9));
        yield return new Accept(accepted, by);
        foreach (var report in Reports(plan, temper, accepted, by, dice))
        {
            yield return report;
        }

        foreach (var milestone in responsibility.Milestones.OrderBy(m => m.Due))
        {
            if (milestone.Due < start)
            {
                // A plan taken up in mid-period begins with what is known to be done.
                if (dice.Of(12) > 0)
                {
                    yield return new ConfirmMilestone(accepted, Office, milestone.Milestone.Key);
                }
            }
            else if (MetOn(milestone, temper, dice) is { } met && met >= accepted)
            {
                yield return new ConfirmMilestone(met, Office, milestone.Milestone.Key);
            }
            else if ((temper == Temper.Slow || plan.End < until) && dice.Of(3) < 2 && milestone.Due > accepted && milestone.Due <= until)
            {
                yield return new GrantExtension(calendar.AddWorkdays(milestone.Due, -3), Office, milestone.Milestone.Key, Extended(milestone.Due, dice), "前期手续办理时间较长");
            }
        }

        if (temper == Temper.Punctual && dice.Of(6) == 0 && responsibility.Milestones.Count > 0 && responsibility.Milestones.All(m => m.Due <= until))
        {
            yield return new Close(calendar.AddWorkdays(responsibility.Milestones.Max(m => m.Due), 5), Office);
        }
    }

    private IEnumerable<ProgressCommand> Reports(Plan plan, Temper temper, DateOnly accepted, string by, Dice dice)
    {
        for (var quarter = new DateOnly(accepted.Year, ((accepted.Month - 1) / 3 * 3) + 1, 1).AddMonths(3); quarter <= until && quarter <= plan.End; quarter = quarter.AddMonths(3))
        {
            var ended = quarter.AddDays(-1);
            var (filed, offset) = temper switch
            {
                Temper.Punctual => (calendar.AddWorkdays(ended, 1 + dice.Of(5)), 8 + dice.Of(15)),
                Temper.Slow => (calendar.AddWorkdays(ended, 4 + dice.Of(14)), -35 + dice.Of(30)),
                _ => (quarter.Month == 4 ? calendar.AddWorkdays(ended, 9) : until.AddDays(1), -20),
            };
            var percent = Math.Clamp((ended.DayOfYear * 100 / 366) + offset, 5, 95);
            var state = temper == Temper.Punctual ? ReportedState.OnSchedule : ReportedState.Behind;
            yield return new SubmitReport(filed, by, state, percent, temper == Temper.Punctual ? "按计划推进，阶段工作已完成。" : "前期工作已启动，进度慢于计划。", "继续推进，下季度报送进展。");
            yield return temper != Temper.Punctual && dice.Of(5) == 0
                ? new ReturnReport(calendar.AddWorkdays(filed, 3), Office, "请补充完成数量和佐证材料")
                : new AcceptReport(calendar.AddWorkdays(filed, 2 + dice.Of(3)), Office);
        }
    }

    private DateOnly? MetOn(MilestoneShare milestone, Temper temper, Dice dice) => temper switch
    {
        Temper.Punctual => calendar.AddWorkdays(milestone.Due, -dice.Of(8)),
        Temper.Slow => dice.Of(3) == 0 ? null : calendar.AddWorkdays(milestone.Due, 2 + dice.Of(18)),
        _ => dice.Of(3) == 0 ? calendar.AddWorkdays(milestone.Due, 20) : null,
    };

    /// <summary>To a day near the present, so that some extensions have just run out.</summary>
    private DateOnly Extended(DateOnly due, Dice dice)
    {
        var near = calendar.AddWorkdays(until, dice.Of(16) - 8);
        return near > due ? near : calendar.AddWorkdays(due, 10);
    }

    private const string Office = "督查室";

    /// <summary>Numbers that follow from a name.</summary>
    private sealed class Dice(string name)
    {
        private readonly byte[] _bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        private int _next;

        /// <returns>0 to <paramref name="sides"/> - 1.</returns>
        public int Of(int sides) => _bytes[_next++ % _bytes.Length] % sides;
    }
}
