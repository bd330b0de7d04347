using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Plans;
using TaskTracker.Features.Parts;
using TaskTracker.Features.Progress;
using TaskTracker.Persistence;
using TaskTracker.Sweep;

namespace TaskTracker.Features.Plans;

internal enum BreakdownRefusal
{
    NotAllowed, PlanArchived, DayMissing, OutsideYear, OutsidePeriod, TextMissing, TextTooLong, SubjectMissing, ValueMissing, NumberWrong, NoShare,

    /// <summary>Somebody would be late at once.</summary>
    DayHasPassed,

    /// <summary>What is due already is moved or taken away by a decision only.</summary>
    IsDue,

    /// <summary>A department has met it, or has asked for or been granted another date.</summary>
    InUse,

    /// <summary>Somebody else changed it, or added one to the task, since the page was shown.</summary>
    ChangedMeanwhile,
}

/// <summary>One line of the grid as it was typed.</summary>
/// <param name="Id">Names the line on the page.</param>
/// <param name="MilestoneId">Null for a new one.</param>
/// <param name="Seen">Of <see cref="EnterMilestones.MarkOf(PlanTask, Milestone, DateOnly)"/>, or for a new one <see cref="EnterMilestones.MarkOf(PlanTask, int)"/>, when the page was shown.</param>
/// <param name="DepartmentIds">Empty: all that share the task.</param>
internal sealed record MilestoneLine(string Id, int TaskId, int? MilestoneId, string Seen, string Due, string Text, string Subject, string Operator, string Value, string Unit, IReadOnlyList<int> DepartmentIds, bool Remove);

/// <param name="Field">The cell: due, text, subject, value, departments; empty for the line itself.</param>
internal sealed record LineError(string Line, string Field, BreakdownRefusal Refusal);

/// <param name="Saved">The lines that changed something.</param>
internal sealed record EnteredMilestones(IReadOnlyList<LineError> Errors, int Saved);

/// <summary>年度分解 as a grid: all lines or none, by the same rules as a breakdown file.</summary>
internal sealed class EnterMilestones([WholeLedger] TrackerDb db, HouseRules house, HouseClock clock, CurrentPerson me)
{
    public const int LongestText = 1000, LongestWord = 100;

    private const decimal LargestValue = 99_999_999_999_999m;
    private const int Tries = 10;

    /// <param name="formKey">Goes with the form: sent twice it counts once.</param>
    public async Task<EnteredMilestones> HandleAsync(string planKey, int year, IReadOnlyList<MilestoneLine> lines, string formKey, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await TryAsync(planKey, year, lines, formKey, cancel);
            }
            catch (DbUpdateException e) when (tries < Tries && (e is DbUpdateConcurrencyException || e.Entries.Any(entry => entry.Entity is SentForm or Milestone)))
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Tells whether a milestone still is what was shown.</summary>
    public static string MarkOf(PlanTask task, Milestone milestone, DateOnly today) => MarkOf(milestone.Due, milestone.Text, milestone.Measure, Narrowed(task, milestone.DepartmentIds, today));

    /// <summary>Tells whether a task still has the annual milestones that were shown.</summary>
    public static string MarkOf(PlanTask task, int year) => Hash(string.Join('\n', OfYear(task, year).Select(m => m.Key)));

    /// <summary>Whether a line says something else than was shown. Others are passed by, also where somebody else has changed what they show.</summary>
    public static bool IsTouched(PlanTask task, MilestoneLine line, DateOnly today)
    {
        if (line.MilestoneId is null)
        {
            return !line.Remove && line is not { Due: "", Text: "", Subject: "", Value: "", Unit: "" };
        }

        var isWhole = true;
        var measure = MeasureOf(line, (_, _) => isWhole = false);
        return line.Remove || !isWhole || DayOf(line) is not { } due || MarkOf(due, line.Text, measure, Narrowed(task, line.DepartmentIds, today)) != line.Seen;
    }

    public static IEnumerable<Milestone> OfYear(PlanTask task, int year) => task.Milestones.Where(m => m.Origin == MilestoneOrigin.Annual && m.Due.Year == year).OrderBy(m => m.Due).ThenBy(m => m.Id);

    private async Task<EnteredMilestones> TryAsync(string planKey, int year, IReadOnlyList<MilestoneLine> lines, string formKey, CancellationToken cancel)
    {
        var (today, subject) = (clock.Today, AuditSubject.Plan(planKey));
        if (await db.Plans.FirstOrDefaultAsync(p => p.Key == planKey, cancel) is not { } plan || !me.Supervises(plan.Region, plan.Id))
        {
            return new([new("", "", BreakdownRefusal.NotAllowed)], 0);
        }

        if (plan.State == PlanState.Archived)
        {
            return new([new("", "", BreakdownRefusal.PlanArchived)], 0);
        }

        var digest = new FormStamp(formKey, year).DigestOf(lines);
        if (await SentForm.IsDoneAsync(db, subject, digest, cancel))
        {
            return new([], lines.Count);
        }

        var ids = lines.Select(l => l.TaskId).Distinct().ToList();
        var tasks = await db.Tasks.IgnoreQueryFilters(TrackerDb.Ended).Where(t => t.PlanId == plan.Id && t.EndedOn == null && ids.Contains(t.Id))
            .Include(t => t.Shares).ThenInclude(s => s.Department).ThenInclude(d => d.Members).ThenInclude(m => m.Member)
            .Include(t => t.Milestones).Include(t => t.Responsibilities).ThenInclude(r => r.Milestones).AsSplitQuery().ToDictionaryAsync(t => t.Id, cancel);
        var errors = new List<LineError>();
        var changes = new List<Change>();
        foreach (var line in lines)
        {
            if (!tasks.TryGetValue(line.TaskId, out var task))
            {
                errors.Add(new(line.Id, "", BreakdownRefusal.ChangedMeanwhile));
            }
            else if (await ReadAsync(plan, task, year, line, today, errors, cancel) is { } change)
            {
                changes.Add(change);
            }
        }

        if (errors.Count > 0 || changes.Count == 0)
        {
            return new(errors, 0);
        }

        var utcNow = clock.UtcNow;
        var data = new { On = today, Year = year, Milestones = changes.ConvertAll(c => Carry(c, year, utcNow)) };
        db.Record(subject, me.By, "YearBrokenDown", data, utcNow);
        db.Forms.Add(new SentForm { Subject = subject, Digest = digest });
        var changed = changes.Select(c => c.Task).Distinct().ToList();
        await db.Database.InTransactionAsync(
            async () =>
            {
                await db.SaveChangesAsync(cancel);
                changed.ForEach(task => ShareOutPlans.ShareOutTask(task, today, utcNow));
                await db.SaveChangesAsync(cancel);
                if (plan.IsWatched)
                {
                    var (rules, calendar) = house.Current;
                    var changedIds = changed.ConvertAll(t => t.Id);
                    await new Assess(db, house, rules, calendar).HandleAsync(plan, db.Tasks.Where(t => changedIds.Contains(t.Id)), withPlan: false, runId: null, today, cancel);
                    await db.SaveChangesAsync(cancel);
                }
            },
            cancel);
        return new([], changes.Count);
    }

    /// <summary>What a line wants; null where it wants nothing or where something is wrong with it.</summary>
    private async Task<Change?> ReadAsync(Plan plan, PlanTask task, int year, MilestoneLine line, DateOnly today, List<LineError> errors, CancellationToken cancel)
    {
        var before = errors.Count;
        void No(string field, BreakdownRefusal refusal) => errors.Add(new(line.Id, field, refusal));

        var known = line.MilestoneId is { } id ? OfYear(task, year).FirstOrDefault(m => m.Id == id) : null;
        var departments = Narrowed(task, line.DepartmentIds, today);
        var due = DayOf(line);
        var measure = MeasureOf(line, No);
        if (!IsTouched(task, line, today) || (known is not null && !IsTouched(task, line with { Seen = MarkOf(task, known, today) }, today)))
        {
            errors.RemoveRange(before, errors.Count - before);
            return null;
        }

        if (line.MilestoneId is null ? MarkOf(task, year) != line.Seen : known is null || MarkOf(task, known, today) != line.Seen)
        {
            if (line.Remove && known is null)
            {
                return null;
            }

            No("", BreakdownRefusal.ChangedMeanwhile);
            return null;
        }

        if (known is not null && plan.SendsMail && known.Due < today && (line.Remove || due != known.Due))
        {
            No(line.Remove ? "" : "due", BreakdownRefusal.IsDue);
        }

        if (line.Remove)
        {
            if (await IsInUseAsync(task, known!, cancel))
            {
                No("", BreakdownRefusal.InUse);
            }

            return errors.Count == before ? new(task, known, null, line, null, []) : null;
        }

        if (due is null)
        {
            No("due", BreakdownRefusal.DayMissing);
        }
        else if (due.Value.Year != year)
        {
            No("due", BreakdownRefusal.OutsideYear);
        }
        else if (due < plan.Start || due > plan.End)
        {
            No("due", BreakdownRefusal.OutsidePeriod);
        }
        else if (plan.SendsMail && due < today && due != known?.Due && !errors.Skip(before).Any(e => e.Field == "due"))
        {
            No("due", BreakdownRefusal.DayHasPassed);
        }

        if (line.Text.Length is 0 or > LongestText)
        {
            No("text", line.Text.Length == 0 ? BreakdownRefusal.TextMissing : BreakdownRefusal.TextTooLong);
        }

        var sharing = Sharing(task, today);
        if (sharing.Count > 0 && line.DepartmentIds.Any(d => !sharing.Contains(d) && known?.DepartmentIds.Contains(d) != true))
        {
            No("departments", BreakdownRefusal.NoShare);
        }

        return errors.Count == before ? new(task, known, due, line, measure, departments) : null;
    }

    private static DateOnly? DayOf(MilestoneLine line) => DateOnly.TryParseExact(line.Due, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static Measure? MeasureOf(MilestoneLine line, Action<string, BreakdownRefusal> no)
    {
        if (line.Subject.Length == 0 && line.Value.Length == 0 && line.Unit.Length == 0)
        {
            return null;
        }

        if (line.Subject.Length is 0 or > LongestWord)
        {
            no("subject", line.Subject.Length == 0 ? BreakdownRefusal.SubjectMissing : BreakdownRefusal.TextTooLong);
        }

        if (line.Unit.Length > LongestWord)
        {
            no("unit", BreakdownRefusal.TextTooLong);
        }

        var isNumber = decimal.TryParse(line.Value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && Math.Abs(value) <= LargestValue && decimal.Round(value, 4) == value;
        if (!isNumber)
        {
            no("value", line.Value.Length == 0 ? BreakdownRefusal.ValueMissing : BreakdownRefusal.NumberWrong);
        }

        return new Measure(line.Subject, Operators.Contains(line.Operator) ? line.Operator : Operators[0], value, line.Unit);
    }

    /// <summary>As the plan file writes them.</summary>
    public static readonly IReadOnlyList<string> Operators = [">=", ">", "<=", "<", "="];

    private async Task<bool> IsInUseAsync(PlanTask task, Milestone milestone, CancellationToken cancel)
    {
        var ids = task.Responsibilities.ConvertAll(r => r.Id);
        return task.Responsibilities.SelectMany(r => r.Milestones).Any(s => s.MilestoneId == milestone.Id && (s.MetOn is not null || s.Due != s.FirstDue))
            || await db.Extensions.AnyAsync(e => ids.Contains(e.ResponsibilityId) && e.MilestoneKey == milestone.Key, cancel)
            || await db.Completions.AnyAsync(e => ids.Contains(e.ResponsibilityId) && e.MilestoneKey == milestone.Key, cancel);
    }

    private sealed record Change(PlanTask Task, Milestone? Known, DateOnly? Due, MilestoneLine Line, Measure? Measure, List<int> Departments);

    /// <summary>What the audit keeps of one line: what was, what is.</summary>
    private sealed record Kept(string Task, string Key, Shown? From, Shown? To);

    private sealed record Shown(DateOnly Due, string Text, string? Measure, IReadOnlyList<string> Departments);

    private static Kept Carry(Change change, int year, DateTime utcNow)
    {
        var (task, known) = (change.Task, change.Known);
        var from = known is null ? null : new Shown(known.Due, known.Text, known.Measure?.InWords(), Names(task, known.DepartmentIds));
        if (change.Due is not { } due)
        {
            task.Responsibilities.ForEach(r => r.Milestones.RemoveAll(s => s.MilestoneId == known!.Id));
            task.Milestones.Remove(known!);
            return new(task.Key, known!.Key, from, null);
        }

        var key = known?.Key ?? FreeKey(task, year);
        BreakDownYear.Set(task, known, key, due, change.Line.Text, change.Measure, change.Departments, utcNow);
        return new(task.Key, key, from, new(due, change.Line.Text, change.Measure?.InWords(), Names(task, change.Departments)));
    }

    private static string FreeKey(PlanTask task, int year) =>
        Enumerable.Range(1, task.Milestones.Count + 1).Select(i => string.Create(CultureInfo.InvariantCulture, $"{year}-{i}")).First(key => task.Milestones.TrueForAll(m => m.Key != key));

    private static List<string> Names(PlanTask task, List<int> departments) =>
        [.. task.Shares.SelectMany(s => s.Department.Members.Select(m => m.Member).Append(s.Department)).Where(d => departments.Contains(d.Id)).Select(d => d.Name).Distinct()];

    /// <summary>The departments, or none where it is all of them, so that who joins later is meant too.</summary>
    private static List<int> Narrowed(PlanTask task, IEnumerable<int> departments, DateOnly today)
    {
        var chosen = departments.Distinct().Order().ToList();
        return Sharing(task, today).IsSubsetOf(chosen) ? [] : chosen;
    }

    private static HashSet<int> Sharing(PlanTask task, DateOnly today) => [.. ShareOut.Of(task.Shares, today).Select(w => w.DepartmentId)];

    private static string MarkOf(DateOnly due, string text, Measure? measure, IEnumerable<int> departments) =>
        Hash(string.Create(CultureInfo.InvariantCulture, $"{due:O}\n{text.ReplaceLineEndings(" ").Trim()}\n{measure?.Subject}\n{measure?.Operator}\n{measure?.Value:0.####}\n{measure?.Unit}\n{string.Join(',', departments)}"));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
