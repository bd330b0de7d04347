using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Review;

/// <summary>A draft plan and what people have said about it. Nothing here changes; every step gives another one.</summary>
public sealed record DraftReview(PlanFile Plan, ReviewMarks Marks)
{
    public static DraftReview Begin(PlanFile plan) => new(plan, new ReviewMarks { Tasks = [.. plan.Tasks.Select((_, i) => new TaskMark(i + 1))] });

    public IReadOnlyList<DraftTask> Tasks => [.. Plan.Tasks.Zip(Marks.Tasks, (task, mark) => new DraftTask(mark, task))];

    public DraftTask? Task(int id) => Tasks.FirstOrDefault(t => t.Mark.Id == id);

    public IEnumerable<DraftFinding> Findings => Plan.Warnings.Select((w, i) => new DraftFinding(i, w, Marks.CheckedFindings.Contains(i)));

    /// <summary>Names that the tasks give, each once, in the order in which they first stand there.</summary>
    public IEnumerable<string> DepartmentNames => Plan.Tasks.SelectMany(t => t.Responsible).Select(s => s.Department).Distinct();

    public DraftReview Confirm(IReadOnlyCollection<int> ids, bool confirmed = true) =>
        this with { Marks = Marks with { Tasks = [.. Marks.Tasks.Select(m => ids.Contains(m.Id) ? m with { Confirmed = confirmed } : m)] } };

    /// <summary>What was confirmed before has to be confirmed again.</summary>
    public DraftReview Correct(int id, PlanFileTask task) =>
        With(Tasks.Select(t => t.Mark.Id == id ? new DraftTask(t.Mark with { Version = t.Mark.Version + 1, Corrected = true, Confirmed = false }, task) : t));

    /// <summary>Puts a task behind another, or to the front.</summary>
    public DraftReview Add(int? behind, PlanFileTask task)
    {
        var tasks = Tasks.ToList();
        tasks.Insert(behind is null ? 0 : tasks.FindIndex(t => t.Mark.Id == behind) + 1, new DraftTask(new TaskMark(FreeId, Corrected: true), task with { Key = FreeKey(task.Key) }));
        return With(tasks);
    }

    public DraftReview Remove(int id) => With(Tasks.Where(t => t.Mark.Id != id));

    public DraftReview CheckFindings(IEnumerable<int> positions, bool isChecked = true) => this with
    {
        Marks = Marks with { CheckedFindings = [.. (isChecked ? Marks.CheckedFindings.Union(positions) : Marks.CheckedFindings.Except(positions)).Where(i => i >= 0 && i < Plan.Warnings.Count).Order()] },
    };

    /// <param name="decision">Null takes an earlier one back.</param>
    public DraftReview Decide(string department, DepartmentDecision? decision)
    {
        var decisions = new Dictionary<string, DepartmentDecision>(Marks.Departments);
        decisions.Remove(department);
        if (decision is not null)
        {
            decisions[department] = decision;
        }

        return this with { Marks = Marks with { Departments = decisions } };
    }

    /// <param name="earlier">The key of the earlier version's task, empty for a new task; null leaves it to likeness.</param>
    public DraftReview Match(int id, string? earlier)
    {
        // One earlier task lives on in one task only: the last word counts.
        var matches = Marks.Matches.Where(m => m.Key != id && (m.Value.Length == 0 || m.Value != earlier)).ToDictionary();
        if (earlier is not null)
        {
            matches[id] = earlier;
        }

        return this with { Marks = Marks with { Matches = matches } };
    }

    public DraftReview CorrectHead(string id, string title, string region, PlanPeriod period) =>
        new(Plan with { Id = id, Title = title, Region = region, Period = period }, Marks with { HeadVersion = Marks.HeadVersion + 1 });

    public DraftReview CorrectIndicators(IReadOnlyList<PlanIndicator> indicators) =>
        new(Plan with { Indicators = indicators }, Marks with { IndicatorsVersion = Marks.IndicatorsVersion + 1 });

    /// <summary>The key itself, or with a number behind it where another task has it.</summary>
    public string FreeKey(string key) =>
        Enumerable.Range(1, Plan.Tasks.Count + 1).Select(i => i == 1 ? key : $"{key}-{i}").First(k => Plan.Tasks.All(t => t.Key != k));

    internal DraftReview With(IEnumerable<DraftTask> tasks)
    {
        var all = tasks.ToList();
        return new(Plan with { Tasks = [.. all.Select(t => t.Task)] }, Marks with { Tasks = [.. all.Select(t => t.Mark)] });
    }

    private int FreeId => Marks.Tasks.Select(t => t.Id).Concat(Marks.Matches.Keys).Append(0).Max() + 1;
}

public sealed record DraftTask(TaskMark Mark, PlanFileTask Task);

/// <param name="Position">In the plan's list of warnings.</param>
public sealed record DraftFinding(int Position, PlanWarning Warning, bool IsChecked);
