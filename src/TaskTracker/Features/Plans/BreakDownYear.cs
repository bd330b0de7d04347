using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Plans;
using TaskTracker.Persistence;
using TaskTracker.Rules.Json;

namespace TaskTracker.Features.Plans;

/// <summary>年度分解: brings a year's milestones and indicator targets into the ledger, beside what the plan printed. A second time it corrects them by their keys.</summary>
internal sealed class BreakDownYear([WholeLedger] TrackerDb db, ShareOutPlans shareOut, TimeProvider time)
{
    public async Task<LoadResult> HandleAsync(string fileName, string text, DateOnly today, CancellationToken cancel)
    {
        var findings = new Findings(fileName);
        if (BreakdownFileReader.Read(text, findings) is not { } file
            || await LedgerNames.OfPlanAsync(db, file.Plan, findings, cancel) is not { } names)
        {
            return LoadResult.Refused(findings);
        }

        foreach (var entry in file.Milestones)
        {
            var task = names.Task(entry.Task);
            var departments = names.Departments(entry.Departments);
            if (entry.Due < names.Plan.Start || entry.Due > names.Plan.End)
            {
                findings.Add(entry.At["due"]!, "outside-period", $"The milestone is due {entry.Due:O}, outside the plan's period {names.Plan.Start:O} to {names.Plan.End:O}.");
            }

            if (task is not null)
            {
                var sharing = task.Shares.SelectMany(s => Bodies(names.ById(s.DepartmentId))).ToHashSet();
                foreach (var (name, department) in departments.Where(d => sharing.Count > 0 && !Bodies(d.Department).Any(sharing.Contains)))
                {
                    findings.Add(name.At, "no-share", $"\"{department.Name}\" has no share in task {task.Key}, so nobody would watch this milestone for it; assign the task to it first.");
                }

                Set(task, entry, [.. departments.SelectMany(d => Bodies(d.Department)).Where(id => sharing.Count == 0 || sharing.Contains(id)).Distinct().Order()], time.GetUtcNow().UtcDateTime, findings);
            }
        }

        foreach (var entry in file.Targets)
        {
            if (names.Indicator(entry.Indicator) is { } indicator)
            {
                Set(indicator, entry);
            }
        }

        if (findings.Any)
        {
            return LoadResult.Refused(findings);
        }

        await db.Database.InTransactionAsync(
            async () =>
            {
                if (db.ChangeTracker.HasChanges())
                {
                    db.Record(
                        AuditSubject.Plan(names.Plan.Key), "", "YearBrokenDown",
                        new
                        {
                            On = today, File = Path.GetFileName(fileName), file.Year,
                            Milestones = file.Milestones.Select(m => new { Task = m.Task.Name, m.Key, m.Due, m.Text, Departments = m.Departments.Select(d => d.Name) }),
                            Targets = file.Targets.Select(t => new { Indicator = t.Indicator.Name, t.Year, t.Value }),
                        },
                        time.GetUtcNow().UtcDateTime);
                }

                await db.SaveChangesAsync(cancel);
                await shareOut.HandleAsync(names.Plan.Region, today, cancel);
            },
            cancel);
        return LoadResult.Loaded($"{names.Plan.Title}: {file.Milestones.Count} milestones and {file.Targets.Count} yearly targets for {file.Year}.");
    }

    /// <summary>The department itself, or the members for which a group stands.</summary>
    private static IEnumerable<int> Bodies(Department department) => department.IsGroup ? department.Members.Select(m => m.MemberId) : [department.Id];

    private static void Set(PlanTask task, BreakdownMilestone entry, List<int> departments, DateTime utcNow, Findings findings)
    {
        var milestone = task.Milestones.FirstOrDefault(m => m.Key == entry.Key);
        if (milestone is { Origin: not MilestoneOrigin.Annual })
        {
            findings.Add(entry.At["key"]!, "printed-key", $"\"{entry.Key}\" is the key of a milestone that the plan printed; choose another.");
            return;
        }

        if (milestone is not null && milestone.Due.Year != entry.Due.Year)
        {
            findings.Add(entry.At["key"]!, "key-of-another-year", $"\"{entry.Key}\" is the key of a milestone of {milestone.Due.Year} in this task; choose another, e.g. \"{entry.Due.Year}-1\".");
            return;
        }

        Set(task, milestone, entry.Key, entry.Due, entry.Text, entry.Measure, departments, utcNow);
    }

    /// <summary>Adds an annual milestone to the task, or corrects it.</summary>
    internal static void Set(PlanTask task, Milestone? milestone, string key, DateOnly due, string text, Measure? measure, List<int> departments, DateTime utcNow)
    {
        if (milestone is null)
        {
            milestone = new Milestone { Key = key, Origin = MilestoneOrigin.Annual, Text = text, AddedAt = utcNow };
            task.Milestones.Add(milestone);
        }

        milestone.Due = due;
        milestone.Text = text;
        if (milestone.Measure != measure)
        {
            milestone.Measure = measure;
        }

        milestone.DepartmentIds = departments;
    }

    private static void Set(Indicator indicator, BreakdownTarget entry)
    {
        if (indicator.YearlyTargets.FirstOrDefault(t => t.Year == entry.Year) is { } known)
        {
            known.Value = entry.Value;
            return;
        }

        indicator.YearlyTargets.Add(new IndicatorTarget { Year = entry.Year, Value = entry.Value });
    }
}
