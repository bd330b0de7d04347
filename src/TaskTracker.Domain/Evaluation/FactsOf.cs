using TaskTracker.Domain.Calendar;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;

namespace TaskTracker.Domain.Evaluation;

/// <summary>What the ledger knows, turned into the facts of one day. Any day may be asked, past or future: nothing here reads a clock.</summary>
public sealed class FactsOf(WorkCalendar calendar, DateOnly today)
{
    public DateOnly Today => today;

    public PlanSubject Plan(Plan plan) => new(PlanFactsOf(plan));

    public TaskSubject Task(Plan plan, TaskState task) => new(PlanFactsOf(plan), TaskFactsOf(plan, task));

    /// <summary>The indicator's value for the last full year.</summary>
    /// <returns>Null where that year is not one of the plan's: nobody owes a value for it.</returns>
    public IndicatorSubject? Indicator(Plan plan, Indicator indicator)
    {
        var year = today.Year - 1;
        if (year < plan.Start.Year || year > plan.End.Year)
        {
            return null;
        }

        var observation = indicator.Observations.Where(o => o.Year == year && o.Institution is null).OrderBy(o => o.ObservedOn).LastOrDefault();
        var target = indicator.YearlyTargets.FirstOrDefault(t => t.Year == year)?.Value;
        var wantedBy = new DateOnly(today.Year, plan.ObservationDueMonth, Math.Min(plan.ObservationDueDay, DateTime.DaysInMonth(today.Year, plan.ObservationDueMonth)));
        return new IndicatorSubject(PlanFactsOf(plan), new IndicatorFacts(
            indicator.Nature == Plans.Indicator.Binding,
            year,
            observation is not null,
            Math.Max(0, today.DayNumber - wantedBy.DayNumber),
            (double?)observation?.Value,
            (double?)target,
            (double?)OffTarget(indicator.Direction, observation?.Value, target))
        {
            NextYear = new DateOnly(today.Year + 1, 1, 1), WantedBy = wantedBy,
        });
    }

    public ResponsibilitySubject Responsibility(Plan plan, TaskState task, ResponsibilityStanding responsibility) =>
        new(PlanFactsOf(plan), TaskFactsOf(plan, task), ResponsibilityFactsOf(plan, responsibility));

    public MilestoneSubject Milestone(Plan plan, TaskState task, ResponsibilityStanding responsibility, MilestoneStanding milestone)
    {
        var countFrom = Later(milestone.Due, plan.ActiveFrom);
        var start = milestone.Origin == MilestoneOrigin.Annual ? new DateOnly(milestone.FirstDue.Year, 1, 1) : plan.Start;
        return new MilestoneSubject(PlanFactsOf(plan), TaskFactsOf(plan, task), ResponsibilityFactsOf(plan, responsibility), new MilestoneFacts(
            milestone.MetOn is null && responsibility.ClosedOn is null,
            milestone.Due,
            milestone.Origin == MilestoneOrigin.Annual ? "annual" : "printed",
            milestone.Due.DayNumber - today.DayNumber,
            Math.Max(0, calendar.WorkdaysBetween(today, milestone.Due)),
            Math.Max(0, calendar.WorkdaysBetween(countFrom, today)),
            Math.Max(0, today.DayNumber - milestone.Due.DayNumber),
            TimeGone(start, milestone.Due))
        {
            Start = start, CountedFrom = countFrom,
        });
    }

    /// <returns>Null where no report is wanted: the responsibility is closed, the period begins after the plan's end, or the plan was not active or it was not assigned when the period ended.</returns>
    public ReportSubject? Report(Plan plan, TaskState task, ResponsibilityStanding responsibility)
    {
        var period = WantedPeriod(plan, task, responsibility);
        if (period is null)
        {
            return null;
        }

        var due = calendar.AddWorkdays(period.End, plan.ReportDueWorkday);
        return new ReportSubject(PlanFactsOf(plan), TaskFactsOf(plan, task), ResponsibilityFactsOf(plan, responsibility), new ReportFacts(
            period.Name,
            responsibility.ReportedPeriods.Contains(period.Name),
            due,
            Math.Max(0, calendar.WorkdaysBetween(today, due)),
            Math.Max(0, calendar.WorkdaysBetween(due, today)))
        {
            NextPeriod = period.NextEnds.AddDays(1),
        });
    }

    /// <summary>The next day on which a report can be wanted although none is today, if nothing is done; null where there is none.</summary>
    public DateOnly? ReportMayBeWantedFrom(Plan plan, TaskState task, ResponsibilityStanding responsibility)
    {
        var rhythm = task.RhythmIn(plan);
        var next = rhythm.LastEnded(today).NextEnds.AddDays(1);
        return responsibility.ClosedOn is null && plan.ActiveFrom is not null && rhythm.LastEnded(next).Start <= plan.End ? next : null;
    }

    /// <summary>The next day on which a value of an indicator can be owed although none is today; null where there is none.</summary>
    public DateOnly? IndicatorMayBeOwedFrom(Plan plan) => today.Year - 1 < plan.Start.Year && plan.Start <= plan.End ? new DateOnly(plan.Start.Year + 1, 1, 1) : null;

    private ReportPeriod? WantedPeriod(Plan plan, TaskState task, ResponsibilityStanding responsibility)
    {
        var rhythm = task.RhythmIn(plan);
        var period = rhythm.LastEnded(today);
        return responsibility.ClosedOn is null && rhythm.Asks(plan, period, responsibility.AssignedOn) ? period : null;
    }

    private PlanFacts PlanFactsOf(Plan plan) => new(
        plan.State.ToString(),
        plan.End.DayNumber - today.DayNumber,
        plan.ActiveFrom is { } active ? Math.Max(0, calendar.WorkdaysBetween(active, today)) : 0,
        TimeGone(plan.Start, plan.End))
    {
        Start = plan.Start, End = plan.End, ActiveFrom = plan.ActiveFrom,
    };

    private TaskFacts TaskFactsOf(Plan plan, TaskState task)
    {
        var thisYear = task.MilestoneDays.Count(d => d.Year == today.Year);
        return new TaskFacts(
            task.Number,
            task.Kind == TaskKind.Safeguard,
            task.Responsibilities,
            task.OpenResponsibilities,
            thisYear,
            plan.Start <= today && today <= plan.End)
        {
            OtherCountFrom = OtherCountFrom(task.MilestoneDays, thisYear),
            PeriodTurns = today < plan.Start ? plan.Start : today <= plan.End ? plan.End.AddDays(1) : null,
        };
    }

    private DateOnly? OtherCountFrom(IReadOnlyList<DateOnly> milestones, int thisYear)
    {
        var last = milestones.Count == 0 ? 0 : milestones.Max(d => d.Year);
        for (var year = today.Year + 1; year <= last + 1; year++)
        {
            if (milestones.Count(d => d.Year == year) != thisYear)
            {
                return new DateOnly(year, 1, 1);
            }
        }

        return null;
    }

    private ResponsibilityFacts ResponsibilityFactsOf(Plan plan, ResponsibilityStanding r)
    {
        DateOnly? waitsFrom = r.AcceptedOn is null && plan.ActiveFrom is not null ? Later(r.AssignedOn, plan.ActiveFrom) : null;
        return new ResponsibilityFacts(
            r.Role.ToString(),
            r.State.ToString(),
            r.AcceptedOn is not null,
            r.ClosedOn is not null,
            waitsFrom is { } from ? Math.Max(0, calendar.WorkdaysBetween(from, today)) : 0,
            r.Progress,
            r.LastReportOn is { } last ? today.DayNumber - last.DayNumber : null)
        {
            WaitsFrom = waitsFrom, LastReportOn = r.LastReportOn,
        };
    }

    private int TimeGone(DateOnly start, DateOnly end)
    {
        var length = end.DayNumber - start.DayNumber + 1;
        var gone = today.DayNumber - start.DayNumber + 1;
        return length <= 0 ? 100 : Math.Clamp(gone * 100 / length, 0, 100);
    }

    private static decimal? OffTarget(IndicatorDirection? direction, decimal? value, decimal? target)
    {
        if (direction is null || value is null || target is null)
        {
            return null;
        }

        var miss = direction switch
        {
            IndicatorDirection.AtLeast => target.Value - value.Value,
            IndicatorDirection.AtMost => value.Value - target.Value,
            _ => Math.Abs(target.Value - value.Value),
        };

        // Rounding must not turn a target narrowly missed into one reached.
        return miss <= 0 ? 0 : target == 0 ? 100 : Math.Max(0.1m, Math.Round(miss * 100 / Math.Abs(target.Value), 1));
    }

    private static DateOnly Later(DateOnly day, DateOnly? other) => other > day ? other.Value : day;
}

/// <summary>What the rules need to know of a task, however it was read.</summary>
/// <param name="MilestoneDays">One for each of its milestones; an extension moves a department's date, not this one.</param>
public sealed record TaskState(string Number, TaskKind Kind, int Responsibilities, int OpenResponsibilities, IReadOnlyList<DateOnly> MilestoneDays)
{
    /// <inheritdoc cref="PlanTask.ReportCadence"/>
    public ReportCadence? ReportCadence { get; init; }

    /// <inheritdoc cref="Plans.Plan.ReportCadenceFrom"/>
    public DateOnly? ReportCadenceFrom { get; init; }

    public ReportRhythm RhythmIn(Plan plan) => ReportRhythm.Of(plan, ReportCadence, ReportCadenceFrom);
}

/// <summary>What the rules need to know of a responsibility.</summary>
/// <param name="ReportedPeriods">The periods for which a report was submitted and not returned.</param>
public sealed record ResponsibilityStanding(
    int Id, int DepartmentId, ResponsibilityRole Role, ResponsibilityState State, DateOnly AssignedOn, DateOnly? AcceptedOn, DateOnly? ClosedOn,
    int Progress, DateOnly? LastReportOn, IReadOnlySet<string> ReportedPeriods)
{
    /// <summary>The last day of the silence (暂停催办) that holds; null where none does.</summary>
    public DateOnly? SilencedUntil { get; init; }
}

/// <summary>What the rules need to know of a responsibility's part in a milestone.</summary>
public sealed record MilestoneStanding(int Id, MilestoneOrigin Origin, DateOnly Due, DateOnly FirstDue, DateOnly? MetOn, string Text);
