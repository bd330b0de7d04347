using TaskTracker.Rules.Json;

namespace TaskTracker.Domain.Plans;

/// <summary>年度分解: the milestones and indicator targets that a supervisor adds for one year (rules/breakdown/).</summary>
public sealed record BreakdownFile(Named Plan, int Year, IReadOnlyList<BreakdownMilestone> Milestones, IReadOnlyList<BreakdownTarget> Targets);

/// <param name="Key">Unique within the task; loading the file again finds the milestone by it.</param>
/// <param name="Due">The last day on which it is in time; within the year.</param>
/// <param name="Departments">Empty: all departments that share the task.</param>
public sealed record BreakdownMilestone(Named Task, string Key, DateOnly Due, string Text, Measure? Measure, IReadOnlyList<Named> Departments, JsonAt At);

/// <summary>The value an indicator shall have reached by the end of a year, the file's unless the entry names another.</summary>
public sealed record BreakdownTarget(Named Indicator, int Year, decimal Value);

public static class BreakdownFileReader
{
    /// <returns>Null where there is any finding. Whether plan, tasks and departments exist is for the ledger to say.</returns>
    public static BreakdownFile? Read(string text, Findings findings)
    {
        if (JsonFile.Parse(text, findings) is not { } root)
        {
            return null;
        }

        var fields = new JsonFields(root, findings);
        var year = fields.IntegerOrNull("year", 2000, 2100);
        var plan = fields.Name("plan");
        var milestones = fields.OptionalList("milestones").Select(i => ReadMilestone(i, year, findings)).ToList();
        var targets = fields.OptionalList("indicators").Select(i => ReadTarget(i, year, findings)).ToList();
        fields.Done();
        foreach (var twice in milestones.Where(m => m.Task.Name.Length > 0 && m.Key.Length > 0).GroupBy(m => (m.Task.Name, m.Key)).SelectMany(g => g.Skip(1)))
        {
            findings.Add(twice.At, "duplicate-key", $"Task {twice.Task.Name} has two milestones of the key \"{twice.Key}\" in this file.");
        }

        foreach (var twice in targets.Where(t => t.Indicator.Name.Length > 0).GroupBy(t => (t.Indicator.Name, t.Year)).SelectMany(g => g.Skip(1)))
        {
            findings.Add(twice.Indicator.At, "duplicate-key", $"The indicator \"{twice.Indicator.Name}\" has two targets for {twice.Year} in this file.");
        }

        return findings.Any ? null : new BreakdownFile(plan, year!.Value, milestones, targets);
    }

    private static BreakdownMilestone ReadMilestone(JsonAt item, int? year, Findings findings)
    {
        var fields = new JsonFields(item, findings);
        var task = fields.Name("task");
        var key = fields.Text("key", 200);
        var due = fields.Day("due");
        var text = fields.Text("text");
        var measure = fields.OptionalObject("measure") is { } m ? MeasureFields.Read(m) : null;
        var departments = fields.OptionalNames("departments");
        fields.Done();
        if (due != default && year is not null && due.Year != year)
        {
            findings.Add(item["due"]!, "outside-year", $"The milestone \"{key}\" of task {task.Name} is due {due:O}, which is not in {year}.");
        }

        foreach (var twice in departments.Again())
        {
            findings.Add(twice.At, "duplicate-department", $"\"{twice.Name}\" stands twice in this milestone.");
        }

        return new BreakdownMilestone(task, key, due, text, measure, departments, item);
    }

    private static BreakdownTarget ReadTarget(JsonAt item, int? year, Findings findings)
    {
        var fields = new JsonFields(item, findings);
        var target = new BreakdownTarget(fields.Name("indicator"), fields.OptionalInteger("year", 2000, 2100) ?? year ?? 0, fields.Number("target"));
        fields.Done();
        return target;
    }
}
