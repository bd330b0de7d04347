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

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var plan = await db.Plans.Include(p => p.Tasks).ThenInclude(t => t.Shares).Include(p => p.Tasks).ThenInclude(t => t.Milestones)
            .Include(p => p.Indicators).Include(p => p.Projects).Include(p => p.Tables).AsSplitQuery().FirstOrDefaultAsync(p => p.Key == file.Id, cancel);
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

        if (findings.Any)
        {
            return LoadResult.Refused(findings);
        }

        var (departments, added) = await DepartmentsAsync(file, cancel);
        Load(plan, file, departments);
        await db.SaveChangesAsync(cancel);
        await shareOut.HandleAsync(plan.Region, today, cancel);
        await transaction.CommitAsync(cancel);

        var summary = $"{plan.Title}: {plan.Tasks.Count} tasks, {plan.Tasks.Sum(t => t.Shares.Count)} shares, {plan.Indicators.Count} indicators, {plan.Projects.Count} projects; state {plan.State}.";
        return added.Count == 0
            ? LoadResult.Loaded(summary)
            : LoadResult.Loaded(summary, $"Departments that the plan names and no org file had yet, now in the ledger: {string.Join("、", added)}.");
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

        plan.Projects.Clear();
        plan.Projects.AddRange(file.Projects.Select((p, i) => new Project { Position = i, Number = p.Number, Title = p.Title, Items = [.. p.Items] }));
        plan.Tables.Clear();
        plan.Tables.AddRange(file.Tables.Select((t, i) => new InstitutionTable { Position = i, Title = t.Title, Unit = t.Unit, Columns = [.. t.Columns], Rows = [.. t.Rows] }));
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
        foreach (var (printed, i) in entry.Responsible.Select((r, i) => (r, i)))
        {
            var department = departments[printed.Department];
            var share = department.Id == 0 ? null : task.Shares.FirstOrDefault(s => s.DepartmentId == department.Id);
            if (share is null)
            {
                share = new Share { Department = department, Origin = ShareOrigin.Printed };
                task.Shares.Add(share);
            }

            share.Position = i;
            share.AsPrinted = printed.AsPrinted;
            share.Role = printed.Role;
        }

        var printedMilestones = entry.Milestones.GroupBy(m => m.Due).SelectMany(g => g.Select((m, i) => (Key: KeyOf(m.Due, i), Milestone: m))).ToDictionary(m => m.Key, m => m.Milestone);
        task.Milestones.RemoveAll(m => m.Origin == MilestoneOrigin.Printed && !printedMilestones.ContainsKey(m.Key));
        foreach (var (key, milestone) in printedMilestones)
        {
            var known = task.Milestones.FirstOrDefault(m => m.Key == key);
            if (known is null)
            {
                known = new Milestone { Key = key, Origin = MilestoneOrigin.Printed, Due = milestone.Due, Text = milestone.Text };
                task.Milestones.Add(known);
            }

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

    private static string KeyOf(DateOnly due, int ordinal) =>
        string.Create(CultureInfo.InvariantCulture, $"printed-{due:yyyy-MM-dd}") + (ordinal == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{ordinal + 1}"));
}
