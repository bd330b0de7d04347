using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Plans;
using TaskTracker.Persistence;
using TaskTracker.Rules.Json;

namespace TaskTracker.Features.Plans;

/// <summary>Brings a plan file into the ledger as a draft. A second time it corrects what the file changes; a task that the file no longer has is refused, since only a decision may end it.</summary>
internal sealed class LoadPlan(TrackerDb db, ShareOutPlans shareOut)
{
    public async Task<LoadResult> HandleAsync(string fileName, string text, DateOnly today, CancellationToken cancel)
    {
        var findings = new Findings(fileName);
        if (PlanFileReader.Read(fileName, text, findings) is not { } file)
        {
            return LoadResult.Refused(findings);
        }

        var plan = await db.Plans.Include(p => p.Tasks).ThenInclude(t => t.Shares).Include(p => p.Tasks).ThenInclude(t => t.Milestones)
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

        foreach (var gone in plan.Tasks.Where(t => file.Tasks.All(f => f.Key != t.Key)))
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

        await CheckMilestonesAsync(plan, file, findings, cancel);
        if (findings.Any)
        {
            return LoadResult.Refused(findings);
        }

        var (departments, added) = await DepartmentsAsync(file, cancel);
        Load(plan, file, departments);
        await db.Database.InTransactionAsync(
            async () =>
            {
                await db.SaveChangesAsync(cancel);
                await shareOut.HandleAsync(plan.Region, today, cancel);
            },
            cancel);

        var summary = $"{plan.Title}: {plan.Tasks.Count} tasks, {plan.Tasks.Sum(t => t.Shares.Count)} shares, {plan.Indicators.Count} indicators, {plan.Projects.Count} projects; state {plan.State}.";
        return added.Count == 0
            ? LoadResult.Loaded(summary)
            : LoadResult.Loaded(summary, $"Departments that the plan names and no org file had yet, now in the ledger: {string.Join("、", added)}.");
    }

    /// <summary>A printed date that departments have met, or that was extended for them, does not go without a decision.</summary>
    private async Task CheckMilestonesAsync(Plan plan, PlanFile file, Findings findings, CancellationToken cancel)
    {
        var entries = file.Tasks.ToDictionary(t => t.Key);
        var gone = plan.Tasks.Where(t => entries.ContainsKey(t.Key))
            .SelectMany(t => t.Milestones.Where(m => m.Origin == MilestoneOrigin.Printed).Except(Printed(t, entries[t.Key]).Values.OfType<Milestone>()).Select(m => (Task: t, Milestone: m))).ToList();
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

    private static void Load(Plan plan, PlanFile file, Dictionary<string, Department> departments)
    {
        plan.Title = file.Title;
        plan.Start = file.Period.Start;
        plan.End = file.Period.End;
        plan.SourceFile = file.Source?.File ?? "";
        plan.SourceSha256 = file.Source?.Sha256 ?? "";
        for (var i = 0; i < file.Tasks.Count; i++)
        {
            var entry = file.Tasks[i];
            var task = plan.Tasks.FirstOrDefault(t => t.Key == entry.Key);
            if (task is null)
            {
                task = new PlanTask { Key = entry.Key, Number = entry.Number, Title = entry.Title };
                plan.Tasks.Add(task);
            }

            Load(task, entry, i, departments);
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
    }

    private static void Load(PlanTask task, PlanFileTask entry, int position, Dictionary<string, Department> departments)
    {
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
        task.Milestones.RemoveAll(m => m.Origin == MilestoneOrigin.Printed && !printed.ContainsValue(m));
        foreach (var milestone in entry.Milestones)
        {
            var known = printed[milestone];
            if (known is null)
            {
                known = new Milestone { Key = FreeKey(task, milestone.Due), Origin = MilestoneOrigin.Printed, Text = milestone.Text };
                task.Milestones.Add(known);
            }

            known.Due = milestone.Due;
            known.Text = milestone.Text;
            known.Measure = milestone.Measure;
        }
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
