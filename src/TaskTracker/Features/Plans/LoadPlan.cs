using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Plans;
using TaskTracker.Persistence;
using TaskTracker.Rules.Json;

namespace TaskTracker.Features.Plans;

/// <summary>What makes a file a later version of a plan that is in the ledger, and not a correction of it.</summary>
/// <param name="Decision">The document by which it came into force; null: nothing may end by it.</param>
/// <param name="Said">By the later version's task keys, which task it was before; null where a person says that it is new. Others go by likeness.</param>
internal sealed record NewVersion(string? Decision, IReadOnlyDictionary<string, string?>? Said = null);

/// <summary>
/// Brings a plan file into the ledger as a draft. A second time it corrects what the file changes; a task that the file no longer has is refused,
/// since only a decision may end it. A new version comes by decision: tasks are known again by what they say, and what it drops ends with its history kept.
/// </summary>
internal sealed class LoadPlan(TrackerDb db, ShareOutPlans shareOut, TimeProvider time)
{
    public async Task<LoadResult> HandleAsync(string fileName, string text, DateOnly today, CancellationToken cancel, NewVersion? version = null)
    {
        var findings = new Findings(fileName);
        if (PlanFileReader.Read(fileName, text, findings) is not { } file)
        {
            return LoadResult.Refused(findings);
        }

        var plan = await db.Plans.Include(p => p.Tasks).ThenInclude(t => t.Shares).ThenInclude(s => s.Department).Include(p => p.Tasks).ThenInclude(t => t.Milestones)
            .Include(p => p.Indicators).ThenInclude(i => i.YearlyTargets).Include(p => p.Indicators).ThenInclude(i => i.Observations).Include(p => p.Projects).Include(p => p.Tables).AsSplitQuery().FirstOrDefaultAsync(p => p.Key == file.Id, cancel);
        if (plan is null)
        {
            plan = new Plan { Key = file.Id, Title = file.Title, Region = file.Region };
            db.Plans.Add(plan);
        }
        else if (plan.Region != file.Region)
        {
            findings.Add(1, 1, "region-changed", $"The plan {file.Id} is in the ledger as one of {plan.Region}; a plan cannot move to {file.Region}.");
        }

        var change = version is { Decision: { } decision } ? new PlanChange(db, plan, decision, today, time.GetUtcNow().UtcDateTime) : null;
        var known = Known(plan, file, version);
        var goneTasks = plan.Tasks.Except(known.Values).ToList();
        foreach (var gone in goneTasks.Where(_ => change is null))
        {
            findings.Add(1, 1, "task-gone", $"The ledger has task {gone.Key} “{gone.Title}”, which this file lacks; a task ends only by a decision.");
        }

        foreach (var gone in plan.Indicators.Where(i => file.Indicators.All(f => f.Name != i.Name)).ToList())
        {
            if (gone.ReportingDepartmentId is null && gone.YearlyTargets.Count == 0 && gone.Observations.Count == 0)
            {
                plan.Indicators.Remove(gone);
                continue;
            }

            findings.Add(1, 1, "indicator-gone", $"The ledger has the indicator “{gone.Name}” with targets, values or a reporting department, and this file lacks it; keep it under that name.");
        }

        if (change is null)
        {
            await CheckMilestonesAsync(file, known, findings, cancel);
        }

        if (findings.Any)
        {
            return LoadResult.Refused(findings);
        }

        var (departments, added) = await DepartmentsAsync(file, cancel);
        await db.Database.InTransactionAsync(
            async () =>
            {
                await (change?.BeginAsync(goneTasks, cancel) ?? Task.CompletedTask);
                var isChanged = db.ChangeTracker.HasChanges() || known.Any(k => k.Key != k.Value.Key);
                await FreeKeysAsync(known, cancel);
                var moved = Load(plan, file, known, departments, change, time.GetUtcNow().UtcDateTime);
                if (isChanged || db.ChangeTracker.HasChanges())
                {
                    db.Record(
                        AuditSubject.Plan(plan.Key), "", "PlanLoaded",
                        new
                        {
                            On = today, File = Path.GetFileName(fileName), Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), plan.Title, version?.Decision,
                            Tasks = file.Tasks.Count, Indicators = file.Indicators.Count, Ended = change is null ? [] : goneTasks.Select(t => $"{t.Number} {t.Title}").ToArray(),
                        },
                        time.GetUtcNow().UtcDateTime);
                }

                await db.SaveChangesAsync(cancel);
                await (change?.EndAsync(moved, cancel) ?? FollowAsync(moved, cancel));
                await db.SaveChangesAsync(cancel);
                await shareOut.HandleAsync(plan.Region, today, cancel);
            },
            cancel);

        var summary = $"{plan.Title}: {plan.Tasks.Count} tasks, {plan.Tasks.Sum(t => t.Shares.Count)} shares, {plan.Indicators.Count} indicators, {plan.Projects.Count} projects; state {plan.State}.";
        var ended = change is null || goneTasks.Count == 0 ? [] : new[] { $"Ended by {change.Decision}: {string.Join("、", goneTasks.Select(t => $"{t.Number} {t.Title}"))}." };
        return added.Count == 0
            ? LoadResult.Loaded([summary, .. ended])
            : LoadResult.Loaded([summary, .. ended, $"Departments that the plan names and no org file had yet, now in the ledger: {string.Join("、", added)}."]);
    }

    /// <summary>The ledger's task for each key of the file that has one.</summary>
    private static Dictionary<string, PlanTask> Known(Plan plan, PlanFile file, NewVersion? version)
    {
        var byKey = plan.Tasks.ToDictionary(t => t.Key);
        return version is null
            ? file.Tasks.Where(f => byKey.ContainsKey(f.Key)).ToDictionary(f => f.Key, f => byKey[f.Key])
            : TaskMatching.Of(PlanAsFile.Tasks(plan.Tasks), file.Tasks, version.Said).ToDictionary(m => m.Key, m => byKey[m.Value]);
    }

    /// <summary>A key is unique at every moment, and numbers may have changed places.</summary>
    private async Task FreeKeysAsync(Dictionary<string, PlanTask> known, CancellationToken cancel)
    {
        foreach (var (_, task) in known.Where(k => k.Key != k.Value.Key))
        {
            task.Key = string.Create(CultureInfo.InvariantCulture, $"~{task.Id}");
        }

        await db.SaveChangesAsync(cancel);
        foreach (var (key, task) in known)
        {
            task.Key = key;
        }
    }

    /// <summary>Where a later version moved a date before, the shares that follow the plan's date go on following it; those that never moved are set anew by sharing out.</summary>
    private async Task FollowAsync(IReadOnlyList<MovedDate> moved, CancellationToken cancel)
    {
        foreach (var (milestone, from) in moved)
        {
            foreach (var share in await db.MilestoneShares.Where(s => s.MilestoneId == milestone.Id && s.MetOn == null && s.Due == from && s.FirstDue != from).ToListAsync(cancel))
            {
                share.Due = milestone.Due;
            }
        }
    }

    /// <summary>A printed date that departments have met, or that was extended for them, does not go without a decision.</summary>
    private async Task CheckMilestonesAsync(PlanFile file, Dictionary<string, PlanTask> known, Findings findings, CancellationToken cancel)
    {
        var entries = file.Tasks.ToDictionary(t => t.Key);
        var gone = known.SelectMany(k => k.Value.Milestones.Where(m => m.Origin == MilestoneOrigin.Printed).Except(Printed(k.Value, entries[k.Key]).Values.OfType<Milestone>()).Select(m => (Task: k.Value, Milestone: m))).ToList();
        var ids = gone.Select(g => g.Milestone.Id).ToList();
        var inUse = await db.MilestoneShares.Where(s => ids.Contains(s.MilestoneId) && (s.MetOn != null || s.Due != s.FirstDue)).Select(s => s.MilestoneId).Distinct().ToListAsync(cancel);
        foreach (var (task, milestone) in gone.Where(g => inUse.Contains(g.Milestone.Id)))
        {
            findings.Add(1, 1, "milestone-gone",
                $"Task {task.Key} lacks “{milestone.Text}” (due {milestone.Due:O}), which departments have met already or were granted an extension for; keep it with its text, its date may be corrected.");
        }
    }

    /// <summary>The milestone in the ledger for each one of the file: that of its date, else one of the same text, whose date was corrected; null for a new one.</summary>
    private static Dictionary<PrintedMilestone, Milestone?> Printed(PlanTask task, PlanFileTask entry)
    {
        var left = task.Milestones.Where(m => m.Origin == MilestoneOrigin.Printed).ToList();
        var found = new Dictionary<PrintedMilestone, Milestone?>(entry.Milestones.Select(m => KeyValuePair.Create(m, (Milestone?)null)), ReferenceEqualityComparer.Instance);
        foreach (var same in new Func<PrintedMilestone, Milestone, bool>[] { (f, m) => f.Due == m.Due && f.Text == m.Text, (f, m) => f.Text == m.Text, (f, m) => f.Due == m.Due })
        {
            foreach (var milestone in entry.Milestones.Where(m => found[m] is null))
            {
                found[milestone] = left.FirstOrDefault(m => same(milestone, m));
                left.RemoveAll(m => ReferenceEquals(m, found[milestone]));
            }
        }

        return found;
    }

    /// <summary>The departments by the names of the file. The file's own list has been confirmed by a person, so those not yet in the ledger come in with it.</summary>
    private async Task<(Dictionary<string, Department> ByName, List<string> Added)> DepartmentsAsync(PlanFile file, CancellationToken cancel)
    {
        var known = new Dictionary<string, Department>();
        foreach (var department in await db.Departments.Include(d => d.Aliases).Where(d => d.Region == file.Region).ToListAsync(cancel))
        {
            foreach (var alias in department.Aliases)
            {
                known.TryAdd(alias.Alias, department);
            }

            known[department.Name] = department;
        }

        var added = new List<string>();
        var byName = new Dictionary<string, Department>();
        foreach (var entry in file.Departments)
        {
            if (!known.TryGetValue(entry.Name, out var department))
            {
                department = new Department { Region = file.Region, Name = entry.Name, IsGroup = entry.Group };
                department.Aliases.AddRange(entry.Aliases.Where(a => !known.ContainsKey(a)).Select(a => new DepartmentAlias { Alias = a }));
                db.Departments.Add(department);
                added.Add(entry.Name);
            }

            byName[entry.Name] = department;
        }

        return (byName, added);
    }

    /// <returns>The milestones whose date is another now.</returns>
    private static List<MovedDate> Load(Plan plan, PlanFile file, Dictionary<string, PlanTask> known, Dictionary<string, Department> departments, PlanChange? change, DateTime utcNow)
    {
        var moved = new List<MovedDate>();
        plan.Title = file.Title;
        plan.Start = file.Period.Start;
        plan.End = file.Period.End;
        plan.SourceFile = file.Source?.File ?? "";
        plan.SourceSha256 = file.Source?.Sha256 ?? "";
        for (var i = 0; i < file.Tasks.Count; i++)
        {
            var entry = file.Tasks[i];
            var task = known.GetValueOrDefault(entry.Key);
            if (task is null)
            {
                task = new PlanTask { Key = entry.Key, Number = entry.Number, Title = entry.Title, AddedAt = utcNow };
                plan.Tasks.Add(task);
            }

            moved.AddRange(Load(task, entry, i, departments, change, utcNow));
        }

        foreach (var (entry, i) in file.Indicators.Select((e, i) => (e, i)))
        {
            Load(plan, entry, i);
        }

        plan.Projects.RemoveAll(p => p.Position >= file.Projects.Count);
        foreach (var (entry, i) in file.Projects.Select((e, i) => (e, i)))
        {
            var project = plan.Projects.FirstOrDefault(p => p.Position == i);
            if (project is null)
            {
                project = new Project { Position = i, Number = entry.Number, Title = entry.Title };
                plan.Projects.Add(project);
            }

            (project.Number, project.Title, project.Items) = (entry.Number, entry.Title, [.. entry.Items]);
        }

        plan.Tables.RemoveAll(t => t.Position >= file.Tables.Count);
        foreach (var (entry, i) in file.Tables.Select((e, i) => (e, i)))
        {
            var table = plan.Tables.FirstOrDefault(t => t.Position == i);
            if (table is null)
            {
                table = new InstitutionTable { Position = i, Title = entry.Title };
                plan.Tables.Add(table);
            }

            (table.Title, table.Unit, table.Columns, table.Rows) = (entry.Title, entry.Unit, [.. entry.Columns], [.. entry.Rows]);
        }

        return moved;
    }

    private static List<MovedDate> Load(PlanTask task, PlanFileTask entry, int position, Dictionary<string, Department> departments, PlanChange? change, DateTime utcNow)
    {
        var moved = new List<MovedDate>();
        task.Position = position;
        task.Number = entry.Number;
        task.Title = entry.Title;
        task.Path = [.. entry.Path];
        task.Kind = entry.Kind;
        task.OpenEnded = entry.OpenEnded;
        task.Dispatch = entry.Dispatch;
        task.Text = entry.Text ?? task.Text;
        task.Recurring = [.. entry.Recurring];
        task.Shares.RemoveAll(s => s.Origin == ShareOrigin.Printed && entry.Responsible.All(r => departments[r.Department].Id != s.DepartmentId));
        foreach (var (named, i) in entry.Responsible.Select((r, i) => (r, i)))
        {
            var department = departments[named.Department];
            var share = department.Id == 0 ? null : task.Shares.FirstOrDefault(s => s.DepartmentId == department.Id);
            if (share is null)
            {
                share = new Share { Department = department, Origin = ShareOrigin.Printed };
                task.Shares.Add(share);
            }

            share.Position = i;
            share.AsPrinted = named.AsPrinted;
            share.Role = named.Role;
        }

        var printed = Printed(task, entry);
        change?.Supersede(task.Milestones.Where(m => m.Origin == MilestoneOrigin.Printed && !printed.ContainsValue(m)));
        task.Milestones.RemoveAll(m => m.Origin == MilestoneOrigin.Printed && !printed.ContainsValue(m));
        foreach (var milestone in entry.Milestones)
        {
            var known = printed[milestone];
            if (known is null)
            {
                known = new Milestone { Key = FreeKey(task, milestone.Due), Origin = MilestoneOrigin.Printed, Text = milestone.Text, AddedAt = utcNow };
                task.Milestones.Add(known);
            }

            if (known.Id != 0 && known.Due != milestone.Due)
            {
                moved.Add(new MovedDate(known, known.Due));
            }

            known.Due = milestone.Due;
            known.Text = milestone.Text;
            if (known.Measure != milestone.Measure)
            {
                known.Measure = milestone.Measure;
            }
        }

        return moved;
    }

    private static void Load(Plan plan, PlanIndicator entry, int position)
    {
        var indicator = plan.Indicators.FirstOrDefault(i => i.Name == entry.Name);
        if (indicator is null)
        {
            indicator = new Indicator { Name = entry.Name };
            plan.Indicators.Add(indicator);
        }

        indicator.Position = position;
        indicator.Unit = entry.Unit;
        indicator.Baseline = entry.Baseline;
        indicator.Target = entry.Target;
        indicator.Nature = entry.Nature;
        indicator.BaselineValue = entry.BaselineValue;
        indicator.TargetValue = entry.TargetValue;
        indicator.Direction = entry.Direction;
    }

    private static string FreeKey(PlanTask task, DateOnly due)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"printed-{due:yyyy-MM-dd}");
        return Enumerable.Range(1, task.Milestones.Count + 1).Select(i => i == 1 ? key : string.Create(CultureInfo.InvariantCulture, $"{key}-{i}"))
            .First(k => task.Milestones.All(m => m.Key != k));
    }
}
