using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Plans;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Import;

/// <param name="Before">The plan's tasks in force, as its file would have them.</param>
/// <param name="Said">By the draft's keys, what people have said about matches.</param>
/// <param name="Indicators">Names that the draft lacks and the ledger has.</param>
internal sealed record DraftComparison(string PlanKey, string PlanTitle, PlanState State, string Region, IReadOnlyList<PlanFileTask> Before, IReadOnlyDictionary<string, string?> Said, PlanDiff Diff, IReadOnlyList<string> Indicators)
{
    /// <summary>One for each state of the ledger's tasks: whoever publishes says by it which comparison was seen.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Before)));
}

/// <summary>Holds a draft against the plan in the ledger that bears its id.</summary>
internal sealed class CompareDraft(TrackerDb db)
{
    /// <returns>Null where the ledger has no plan of that id.</returns>
    public async Task<DraftComparison?> GetAsync(DraftView view, CancellationToken cancel = default)
    {
        var plan = await db.Plans.AsNoTracking().Include(p => p.Tasks).ThenInclude(t => t.Shares).ThenInclude(s => s.Department).Include(p => p.Tasks).ThenInclude(t => t.Milestones).Include(p => p.Indicators)
            .AsSplitQuery().FirstOrDefaultAsync(p => p.Key == view.Review.Plan.Id, cancel);
        if (plan is null)
        {
            return null;
        }

        var before = PlanAsFile.Tasks(plan.Tasks);
        var keys = view.Review.Tasks.ToDictionary(t => t.Mark.Id, t => t.Task.Key);
        var said = view.Review.Marks.Matches.Where(m => keys.ContainsKey(m.Key)).DistinctBy(m => keys[m.Key]).ToDictionary(m => keys[m.Key], m => m.Value.Length == 0 ? null : m.Value);
        return new(plan.Key, plan.Title, plan.State, plan.Region, before, said, PlanDiff.Of(before, view.Reviewed.File.Tasks, said),
            [.. plan.Indicators.OrderBy(i => i.Position).Select(i => i.Name).Except(view.Review.Plan.Indicators.Select(i => i.Name))]);
    }
}
