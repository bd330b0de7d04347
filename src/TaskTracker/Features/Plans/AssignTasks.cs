using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Plans;
using TaskTracker.Persistence;
using TaskTracker.Rules.Json;

namespace TaskTracker.Features.Plans;

/// <summary>Assigns tasks and indicators to departments as a file says. A second time it only changes roles.</summary>
internal sealed class AssignTasks(TrackerDb db, ShareOutPlans shareOut, TimeProvider time)
{
    public async Task<LoadResult> HandleAsync(string fileName, string text, DateOnly today, CancellationToken cancel)
    {
        var findings = new Findings(fileName);
        if (AssignmentFileReader.Read(text, findings) is not { } file
            || await LedgerNames.OfPlanAsync(db, file.Plan, findings, cancel) is not { } names)
        {
            return LoadResult.Refused(findings);
        }

        foreach (var entry in file.Tasks)
        {
            var task = names.Task(entry.Task);
            var roles = entry.Responsible.ToDictionary(s => s.Department, s => s.Role);
            foreach (var (name, department) in names.Departments(entry.Responsible.Select(s => s.Department)))
            {
                if (task is not null)
                {
                    Assign(task, department.Id, roles[name]);
                }
            }

            if (task?.Shares.Count(s => s.Role == ResponsibilityRole.Lead) > 1)
            {
                findings.Add(entry.Task.At, "two-leads", $"Task {task.Key} would have more than one Lead, since the ledger has another one; list that department here too, with its new role.");
            }
        }

        foreach (var entry in file.Indicators)
        {
            var indicator = names.Indicator(entry.Indicator);
            var department = names.Department(entry.Department);
            if (department is { IsGroup: true })
            {
                findings.Add(entry.Department.At, "group-reports", $"\"{department.Name}\" is a group; one department reports an indicator.");
            }
            else if (indicator is not null && department is not null)
            {
                indicator.ReportingDepartmentId = department.Id;
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
                        AuditSubject.Plan(names.Plan.Key), "", "TasksAssigned",
                        new
                        {
                            On = today, File = Path.GetFileName(fileName),
                            Tasks = file.Tasks.Select(t => new { Task = t.Task.Name, To = t.Responsible.Select(r => new { Department = r.Department.Name, Role = r.Role.ToString() }) }),
                            Indicators = file.Indicators.Select(i => new { Indicator = i.Indicator.Name, ReportedBy = i.Department.Name }),
                        },
                        time.GetUtcNow().UtcDateTime);
                }

                await db.SaveChangesAsync(cancel);
                await shareOut.HandleAsync(names.Plan.Region, today, cancel);
            },
            cancel);
        return LoadResult.Loaded($"{names.Plan.Title}: {file.Tasks.Count} tasks and {file.Indicators.Count} indicators assigned.");
    }

    private static void Assign(PlanTask task, int departmentId, ResponsibilityRole role)
    {
        if (task.Shares.FirstOrDefault(s => s.DepartmentId == departmentId) is { } known)
        {
            known.Role = role;
            return;
        }

        var position = task.Shares.Count == 0 ? 0 : task.Shares.Max(s => s.Position) + 1;
        task.Shares.Add(new Share { DepartmentId = departmentId, Role = role, Origin = ShareOrigin.Assigned, Position = position });
    }
}
