using TaskTracker.Rules.Json;

namespace TaskTracker.Domain.Plans;

/// <summary>Who is responsible for tasks and indicators, where a supervisor decided it and not the plan (rules/assignments/).</summary>
public sealed record AssignmentFile(Named Plan, IReadOnlyList<TaskAssignment> Tasks, IReadOnlyList<IndicatorAssignment> Indicators);

public sealed record TaskAssignment(Named Task, IReadOnlyList<AssignedShare> Responsible);

public sealed record AssignedShare(Named Department, ResponsibilityRole Role);

/// <summary>The one department that reports the indicator.</summary>
public sealed record IndicatorAssignment(Named Indicator, Named Department);

public static class AssignmentFileReader
{
    /// <returns>Null where there is any finding. Whether plan, tasks and departments exist is for the ledger to say.</returns>
    public static AssignmentFile? Read(string text, Findings findings)
    {
        if (JsonFile.Parse(text, findings) is not { } root)
        {
            return null;
        }

        var fields = new JsonFields(root, findings);
        var plan = fields.Name("plan");
        var tasks = fields.OptionalList("tasks").Select(i => ReadTask(i, findings)).ToList();
        var indicators = fields.OptionalList("indicators").Select(i => ReadIndicator(i, findings)).ToList();
        fields.Done();
        foreach (var twice in tasks.Select(t => t.Task).Again().Concat(indicators.Select(i => i.Indicator).Again()))
        {
            findings.Add(twice.At, "duplicate-key", $"\"{twice.Name}\" is assigned twice in this file; keep one entry.");
        }

        return findings.Any ? null : new AssignmentFile(plan, tasks, indicators);
    }

    private static TaskAssignment ReadTask(JsonAt item, Findings findings)
    {
        var fields = new JsonFields(item, findings);
        var task = fields.Name("task");
        var shares = new List<AssignedShare>();
        foreach (var entry in fields.List("responsible"))
        {
            var share = new JsonFields(entry, findings);
            shares.Add(new AssignedShare(share.Name("department"), share.Word("role", PlanFileWords.Roles, ResponsibilityRole.Joint)));
            share.Done();
        }

        fields.Done();
        foreach (var twice in shares.Select(s => s.Department).Again())
        {
            findings.Add(twice.At, "duplicate-department", $"\"{twice.Name}\" stands twice in task {task.Name}.");
        }

        if (shares.Count(s => s.Role == ResponsibilityRole.Lead) > 1)
        {
            findings.Add(task.At, "two-leads", $"Task {task.Name} has more than one Lead; make the others Support or Joint.");
        }

        return new TaskAssignment(task, shares);
    }

    private static IndicatorAssignment ReadIndicator(JsonAt item, Findings findings)
    {
        var fields = new JsonFields(item, findings);
        var assignment = new IndicatorAssignment(fields.Name("indicator"), fields.Name("department"));
        fields.Done();
        return assignment;
    }
}
