using System.Text.RegularExpressions;
using TaskTracker.Domain.Plans;
using TaskTracker.Rules.Json;

namespace TaskTracker.Domain.Review;

public enum HindranceKind
{
    NoTasks, TitleMissing, RegionMissing, IdUnusable, PeriodReversed,
    TasksUnconfirmed, DepartmentsUndecided, FindingsOpen,
    TaskWithoutTitle, TaskWithoutNumber, KeyTwice, DepartmentTwice, DateOutsidePeriod, DateWithoutText,
    IndicatorWithoutName, IndicatorTwice,

    /// <summary>What a plan file may not hold either; the detail says it.</summary>
    File,
}

/// <summary>A reason why a draft can't be published yet.</summary>
/// <param name="Count">How many tasks, departments or findings it concerns.</param>
/// <param name="TaskId">The task, or the first of them.</param>
/// <param name="Detail">The name or the text it is about.</param>
public sealed record Hindrance(HindranceKind Kind, int Count = 1, int? TaskId = null, string Detail = "");

/// <summary>Everything that keeps a draft from being published, so that a person sees all of it at once.</summary>
public static partial class Hindrances
{
    private const int MostOfTheFile = 10;

    public static IReadOnlyList<Hindrance> Of(DraftReview review, ReviewedPlan reviewed)
    {
        var own = Head(review.Plan).Concat(Progress(review, reviewed)).Concat(review.Tasks.SelectMany(t => OfTask(t, review, reviewed))).Concat(Indicators(review.Plan)).ToList();
        if (own.Count > 0)
        {
            return own;
        }

        // The ledger takes only what a plan file may hold; what nobody thought of above is found here and not after the button. Last, since it
        // takes its time with a long plan.
        var findings = new Findings("");
        PlanFileReader.Read("", PlanFileWriter.Write(reviewed.File), findings);
        return [.. findings.All.Take(MostOfTheFile).Select(f => new Hindrance(HindranceKind.File, Detail: f.Message))];
    }

    /// <summary>What is wrong with one task by itself.</summary>
    public static IEnumerable<Hindrance> OfTask(DraftTask task, DraftReview review, ReviewedPlan reviewed)
    {
        var (mark, one) = (task.Mark, task.Task);
        if (string.IsNullOrWhiteSpace(one.Title))
        {
            yield return new(HindranceKind.TaskWithoutTitle, TaskId: mark.Id);
        }

        if (string.IsNullOrWhiteSpace(one.Number))
        {
            yield return new(HindranceKind.TaskWithoutNumber, TaskId: mark.Id, Detail: one.Title);
        }

        if (review.Plan.Tasks.Count(t => t.Key == one.Key) > 1)
        {
            yield return new(HindranceKind.KeyTwice, TaskId: mark.Id, Detail: one.Key);
        }

        foreach (var twice in one.Responsible.Select(s => reviewed.Department(s.Department)).GroupBy(d => d.Official ?? d.Name).Where(g => g.Count() > 1))
        {
            yield return new(HindranceKind.DepartmentTwice, TaskId: mark.Id, Detail: twice.Key);
        }

        foreach (var milestone in one.Milestones)
        {
            if (milestone.Due < review.Plan.Period.Start || milestone.Due > review.Plan.Period.End)
            {
                yield return new(HindranceKind.DateOutsidePeriod, TaskId: mark.Id, Detail: $"{milestone.Due:yyyy-MM-dd}");
            }

            if (string.IsNullOrWhiteSpace(milestone.Text))
            {
                yield return new(HindranceKind.DateWithoutText, TaskId: mark.Id, Detail: $"{milestone.Due:yyyy-MM-dd}");
            }
        }
    }

    /// <summary>Whether a plan's id can stand in addresses and on the command line.</summary>
    public static bool IsUsableId(string id) => id.Length <= 100 && Id().IsMatch(id);

    private static IEnumerable<Hindrance> Head(PlanFile plan)
    {
        if (!IsUsableId(plan.Id))
        {
            yield return new(HindranceKind.IdUnusable, Detail: plan.Id);
        }

        if (string.IsNullOrWhiteSpace(plan.Title))
        {
            yield return new(HindranceKind.TitleMissing);
        }

        if (string.IsNullOrWhiteSpace(plan.Region))
        {
            yield return new(HindranceKind.RegionMissing);
        }

        if (plan.Period.End < plan.Period.Start)
        {
            yield return new(HindranceKind.PeriodReversed);
        }
    }

    private static IEnumerable<Hindrance> Progress(DraftReview review, ReviewedPlan reviewed)
    {
        if (review.Plan.Tasks.Count == 0)
        {
            yield return new(HindranceKind.NoTasks);
        }

        if (review.Marks.Tasks.Where(t => !t.Confirmed).ToList() is [var first, ..] unconfirmed)
        {
            yield return new(HindranceKind.TasksUnconfirmed, unconfirmed.Count, first.Id);
        }

        if (reviewed.Departments.Count(d => d.Official is null) is > 0 and var undecided)
        {
            yield return new(HindranceKind.DepartmentsUndecided, undecided);
        }

        if (review.Findings.Count(f => !f.IsChecked) is > 0 and var open)
        {
            yield return new(HindranceKind.FindingsOpen, open);
        }
    }

    private static IEnumerable<Hindrance> Indicators(PlanFile plan)
    {
        if (plan.Indicators.Any(i => string.IsNullOrWhiteSpace(i.Name)))
        {
            yield return new(HindranceKind.IndicatorWithoutName);
        }

        foreach (var twice in plan.Indicators.Where(i => i.Name.Length > 0).GroupBy(i => i.Name).Where(g => g.Count() > 1))
        {
            yield return new(HindranceKind.IndicatorTwice, twice.Count(), Detail: twice.Key);
        }
    }

    [GeneratedRegex(@"^[\p{L}\p{N}][\p{L}\p{N}_.-]*$")]
    private static partial Regex Id();
}
