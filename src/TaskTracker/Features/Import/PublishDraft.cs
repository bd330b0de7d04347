using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Plans;
using TaskTracker.Features.Plans;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Import;

/// <summary>What came of publishing.</summary>
/// <param name="PlanKey">The plan in the ledger; null where something hindered it.</param>
/// <param name="Problems">What the ledger refuses, in its own words.</param>
internal sealed record PublishOutcome(string? PlanKey, DraftRefusal? Refusal = null, bool Hindered = false, bool DecisionMissing = false, IReadOnlyList<string>? Problems = null);

/// <summary>
/// Brings a reviewed draft into the ledger by the same handler as <c>plan load</c>, together with what was decided about departments, in one
/// transaction. A draft is published once: whoever presses again is led to the plan.
/// </summary>
internal sealed class PublishDraft([WholeLedger] TrackerDb db, ReadDraft read, CompareDraft compare, LoadPlan load, HouseClock clock, CurrentPerson me)
{
    public const int LongestDecision = 200;

    /// <param name="version">Of the draft as the person saw it.</param>
    /// <param name="seen">The fingerprint of the comparison that the person saw; empty where the ledger had no such plan, null where nobody looked.</param>
    /// <param name="decision">The document by which a later version came into force; empty where nothing ends by it.</param>
    public async Task<PublishOutcome> HandleAsync(int draftId, int version, string decision, CancellationToken cancel, string? seen = null)
    {
        db.ChangeTracker.Clear();
        if (await read.GetAsync(draftId, cancel) is null || await db.ImportDrafts.FirstOrDefaultAsync(d => d.Id == draftId, cancel) is not { } draft)
        {
            return new(null, DraftRefusal.NotFound);
        }

        if (!await IsOursAsync(draft.Review().Plan, cancel))
        {
            return new(null, DraftRefusal.NotAllowed);
        }

        if (draft.State != DraftState.Open)
        {
            return draft.PlanKey is { } already ? new(already) : new(null, DraftRefusal.NotOpen);
        }

        if (draft.Version != version)
        {
            return new(null, DraftRefusal.Changed);
        }

        var view = await read.OfAsync(draft, draft.Review(), cancel);
        if (view.Hindrances.Count > 0)
        {
            return new(null, Hindered: true);
        }

        var comparison = await compare.GetAsync(view, cancel);
        if (seen is not null && seen != (comparison?.Fingerprint ?? ""))
        {
            return new(null, DraftRefusal.Changed);
        }

        if (comparison is { Diff.TakesDecision: true } && decision.Length == 0)
        {
            return new(null, DecisionMissing: true);
        }

        var file = view.Reviewed.File;
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            await AddAliasesAsync(view, cancel);
            var result = await load.HandleAsync(draft.FileName, PlanFileWriter.Write(file), clock.Today, cancel, comparison is null ? null : new NewVersion(decision.Length == 0 ? null : decision, comparison.Said));
            if (result.Findings.Count > 0)
            {
                return new(null, Problems: [.. result.Findings.Select(f => f.Message)]);
            }

            draft.State = DraftState.Published;
            draft.PublishedAt = clock.UtcNow;
            draft.PlanKey = file.Id;
            draft.Version++;
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return new(file.Id);
        }
        catch (DbUpdateException e)
        {
            // Somebody published it or reported on the plan in that moment. Nothing was saved; the page shows what stands now.
            db.ChangeTracker.Clear();
            var published = await db.ImportDrafts.Where(d => d.Id == draftId && d.State == DraftState.Published).Select(d => d.PlanKey).FirstOrDefaultAsync(cancel);
            if (published is null && e is not DbUpdateConcurrencyException)
            {
                throw;
            }

            return published is null ? new(null, DraftRefusal.Changed) : new(published);
        }
    }

    /// <summary>Both what the draft says and what it would change must be under the person's supervision.</summary>
    private async Task<bool> IsOursAsync(PlanFile plan, CancellationToken cancel) =>
        await db.Plans.Where(p => p.Key == plan.Id).Select(p => new { p.Id, p.Region }).FirstOrDefaultAsync(cancel) is { } known
            ? me.Supervises(known.Region, known.Id) && (known.Region == plan.Region || me.Supervises(plan.Region)) : me.Supervises(plan.Region);

    private async Task AddAliasesAsync(DraftView view, CancellationToken cancel)
    {
        var region = view.Review.Plan.Region;
        foreach (var (alias, official) in view.Reviewed.NewAliases)
        {
            // One that comes in with the plan brings its other names along.
            if (await db.Departments.Include(d => d.Aliases).FirstOrDefaultAsync(d => d.Region == region && d.Name == official, cancel) is { } department && department.Aliases.All(a => a.Alias != alias))
            {
                department.Aliases.Add(new DepartmentAlias { Alias = alias });
            }
        }

        await db.SaveChangesAsync(cancel);
    }
}
