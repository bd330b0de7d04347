using System.Globalization;
using TaskTracker.Domain.Calendar;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Demo;

/// <summary>A plan of the shape of the real ones: about seven responsibilities to two tasks, most dates the plan's last day, a year's own milestones for most tasks.</summary>
internal sealed class InventedPlan(InventedRegion region, InventedNames.Field field, DateOnly asOf, WorkCalendar calendar, Random random)
{
    private const int MostDepartments = 10;
    private const int TasksInChapter = 9;
    private static readonly string[] Numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六"];

    /// <summary>The years of the period are those of the five-year plan that the day falls in.</summary>
    private readonly DateOnly _start = new(((asOf.Year - 1) / 5 * 5) + 1, 1, 1);

    /// <param name="key">Unique in the ledger.</param>
    /// <param name="responsibilities">How many its shares come to; at least 1.</param>
    /// <remarks>The departments must have been saved: a milestone names those it is meant for by their ids.</remarks>
    public Plan Make(string key, int responsibilities)
    {
        var end = _start.AddYears(5).AddDays(-1);
        var plan = new Plan
        {
            Key = key, Title = $"{region.Name}{field.Name}事业发展五年规划", Region = region.Name, Start = _start, End = end, State = PlanState.Active, ActiveFrom = ActiveFrom(),
        };
        var areJoint = random.Next(3) == 0;
        foreach (var (departments, i) in Shares(responsibilities).Select((d, i) => (d, i)))
        {
            plan.Tasks.Add(Task(i, departments, areJoint, end));
        }

        plan.Indicators.AddRange(Enumerable.Range(0, Math.Clamp(responsibilities / 13, 1, 18 + random.Next(6))).Select(Indicator));
        plan.Projects.AddRange(Enumerable.Range(0, 4 + random.Next(6)).Select(i => new Project
        {
            Position = i, Number = Number(i + 1), Title = InventedNames.Task(random, field) + "项目", Items = [.. Enumerable.Range(0, 1 + random.Next(6)).Select(_ => InventedNames.Task(random, field))],
        }));
        return plan;
    }

    /// <summary>Most plans have been active since the year's first weeks, one in ten only for a month.</summary>
    private DateOnly ActiveFrom()
    {
        var day = random.Next(10) == 0 ? asOf.AddDays(-24) : asOf.AddMonths(-10);
        return calendar.FirstWorkdayOnOrAfter(day > _start ? day : _start);
    }

    /// <summary>How many departments each task has: one to ten, few have many.</summary>
    private int[] Shares(int responsibilities)
    {
        var tasks = Math.Max((responsibilities + MostDepartments - 1) / MostDepartments, responsibilities * (17 + random.Next(15)) / 100);
        var shares = Enumerable.Repeat(1, tasks).ToArray();
        for (var rest = responsibilities - tasks; rest > 0;)
        {
            var task = Math.Min(random.Next(tasks), random.Next(tasks));
            if (shares[task] < MostDepartments)
            {
                shares[task]++;
                rest--;
            }
        }

        random.Shuffle(shares);
        return shares;
    }

    private PlanTask Task(int position, int departments, bool areJoint, DateOnly end)
    {
        var chapter = position / TasksInChapter;
        var number = Number((position % TasksInChapter) + 1);
        var numeral = Numerals[Math.Min(chapter, Numerals.Length - 1)];
        var task = new PlanTask
        {
            Position = position, Key = $"{numeral}/{Number(position + 1)}", Number = number, Title = InventedNames.Task(random, field),
            Path = [$"{numeral}、{field.Matters[chapter % field.Matters.Count]}"], Dispatch = areJoint ? "按职责分工负责" : null,
        };
        var offices = Name(task, departments, areJoint);
        if (random.Next(5) < 2)
        {
            task.Milestones.Add(new Milestone { Key = $"printed-{end:yyyy-MM-dd}", Origin = MilestoneOrigin.Printed, Due = end, Text = Goal(), Measure = Measure() });
        }

        AddYear(task, offices);
        return task;
    }

    private List<Department> Name(PlanTask task, int departments, bool areJoint)
    {
        var withGroup = departments > InventedRegion.Towns && random.Next(2) == 0;
        var offices = Pick(departments - (withGroup ? InventedRegion.Towns : 0));
        foreach (var (department, i) in (withGroup ? offices.Append(region.Group) : offices).Select((d, i) => (d, i)))
        {
            task.Shares.Add(new Share
            {
                Position = i, DepartmentId = department.Id, Department = department, AsPrinted = department.Name,
                Role = areJoint ? ResponsibilityRole.Joint : i == 0 ? ResponsibilityRole.Lead : ResponsibilityRole.Support,
            });
        }

        return offices;
    }

    /// <summary>The field's own office leads most tasks; the others follow by chance.</summary>
    private List<Department> Pick(int count)
    {
        var offices = region.Offices.ToArray();
        random.Shuffle(offices);
        var home = Array.FindIndex(offices, o => o.Name.EndsWith(field.Office, StringComparison.Ordinal));
        if (random.Next(10) < 6)
        {
            (offices[0], offices[home]) = (offices[home], offices[0]);
        }

        return [.. offices.Take(count)];
    }

    /// <summary>年度分解, for nine tasks of ten: one or two milestones, each for all departments or for the first of them.</summary>
    private void AddYear(PlanTask task, List<Department> offices)
    {
        if (random.Next(10) == 0)
        {
            return;
        }

        for (var i = 0; i < 1 + random.Next(2); i++)
        {
            var due = calendar.AddWorkdays(new DateOnly(asOf.Year, 3, 1).AddDays(random.Next(300)), 1);
            task.Milestones.Add(new Milestone
            {
                Key = string.Create(CultureInfo.InvariantCulture, $"{asOf.Year}-{i + 1}"), Origin = MilestoneOrigin.Annual, Due = due.Year > asOf.Year ? new DateOnly(asOf.Year, 12, 20) : due,
                Text = Goal(), Measure = random.Next(2) == 0 ? Measure() : null, DepartmentIds = random.Next(4) == 0 ? [.. offices.Take(2).Select(o => o.Id)] : [],
            });
        }
    }

    private Indicator Indicator(int position)
    {
        var isFalling = random.Next(4) == 0;
        var baseline = 10 + random.Next(900);
        var target = isFalling ? baseline * 0.8m : baseline * 1.25m;
        var lead = InventedNames.In(random, region.Offices);
        var indicator = new Indicator
        {
            Position = position, Name = $"{InventedNames.In(random, field.Matters)}指标{Number(position + 1)}", Unit = InventedNames.Unit(random), Nature = random.Next(3) == 0 ? Domain.Plans.Indicator.Binding : "预期性",
            Baseline = Number(baseline), BaselineValue = baseline, Target = target.ToString("0.##", CultureInfo.InvariantCulture), TargetValue = target,
            Direction = isFalling ? IndicatorDirection.AtMost : IndicatorDirection.AtLeast, ReportingDepartmentId = lead.Id, ReportingDepartment = lead,
        };
        for (var year = Math.Max(_start.Year, asOf.Year - 1); year <= asOf.Year; year++)
        {
            indicator.YearlyTargets.Add(new IndicatorTarget { Year = year, Value = baseline + ((target - baseline) * (year - _start.Year + 1) / 5) });
        }

        return indicator;
    }

    private Measure Measure() => new(InventedNames.In(random, field.Matters) + "达标率", ">=", 60 + random.Next(40), "%");

    private string Goal() => $"{InventedNames.In(random, field.Matters)}{(random.Next(2) == 0 ? "达到年度标准" : "项目建成使用")}";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
