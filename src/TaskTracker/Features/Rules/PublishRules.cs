using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskTracker.Access;
using TaskTracker.Domain.Audit;
using TaskTracker.Features.Rehearsal;
using TaskTracker.Persistence;
using TaskTracker.Rules.Json;
using TaskTracker.RulesInForce;
using TaskTracker.Sweep;

namespace TaskTracker.Features.Rules;

public enum PublishRefusal
{
    /// <summary>Somebody published meanwhile; the comparison seen is no longer the true one.</summary>
    Overtaken,

    /// <summary>It is what is in force.</summary>
    Unchanged,
    DoesNotLoad,
    OverCap,

    /// <summary>It writes much more than the rules in force, and nobody has said that this was seen.</summary>
    NotChecked,
    ReasonMissing,

    /// <summary>Rules are of the whole house: not for who looks after single plans.</summary>
    NotAllowed,
}

/// <param name="Number">Of the new version; null where it was refused.</param>
internal sealed record PublishOutcome(int? Number, PublishRefusal? Refusal, IReadOnlyList<Finding> Findings);

/// <summary>
/// Makes the next version of the rules of texts that load and, rehearsed over the coming 90 days, take nobody over the cap; where they
/// write much more than those in force, only if somebody says that this was seen. It rehearses them itself, so that no page can leave it out.
/// </summary>
internal sealed class PublishRules(IDbContextFactory<TrackerDb> databases, HouseRules house, RehearseRules rehearse, HouseClock clock, CurrentPerson me, IOptions<RulesOptions> options)
{
    public const int DaysRehearsed = 90;

    /// <param name="seen">What <see cref="SeenOf"/> gave when the comparison was shown.</param>
    /// <param name="isChecked">Whether somebody says to have looked at a large growth.</param>
    /// <param name="contentOf">The version whose content is published again; null for what was written on the page.</param>
    public async Task<PublishOutcome> HandleAsync(RuleTexts texts, string seen, string reason, bool isChecked, int? contentOf, CancellationToken cancel)
    {
        var inForce = house.InForce;
        PublishOutcome Refused(PublishRefusal refusal, IReadOnlyList<Finding>? findings = null) => new(null, refusal, findings ?? []);
        if (!me.SupervisesRegions)
        {
            return Refused(PublishRefusal.NotAllowed);
        }

        if (seen != SeenOf(texts, inForce))
        {
            return Refused(PublishRefusal.Overtaken);
        }

        if (texts.DifferentFrom(inForce.Texts).Count == 0)
        {
            return Refused(PublishRefusal.Unchanged);
        }

        if (reason.Trim() is not { Length: > 0 and <= RuleVersion.LongestReason } why || why.Any(char.IsControl))
        {
            return Refused(PublishRefusal.ReasonMissing);
        }

        var findings = new List<Finding>();
        if (Load(texts, inForce, findings) is not { } rules)
        {
            return Refused(PublishRefusal.DoesNotLoad, findings);
        }

        if (await RehearseAsync(inForce, rules, clock.Today, clock.Today.AddDays(DaysRehearsed - 1), null, cancel) is { } rehearsed)
        {
            if (rehearsed.NewlyOverCap().Count > 0)
            {
                return Refused(PublishRefusal.OverCap);
            }

            if (!isChecked && Growth.Of(rehearsed).IsLarge)
            {
                return Refused(PublishRefusal.NotChecked);
            }
        }

        await using var db = await databases.CreateDbContextAsync(cancel);
        var by = me.By[..Math.Min(me.By.Length, RuleVersion.LongestAuthor)];
        db.RuleVersions.Add(RuleVersion.Of(rules, contentOf is null ? RuleOrigin.Page : RuleOrigin.RollBack, by, why, clock.UtcNow, contentOf));
        db.Record(AuditSubject.Ledger, by, "RulesPublished", new { rules.Number, Reason = why, contentOf, rules.Texts.Fingerprint }, clock.UtcNow);
        try
        {
            await db.SaveChangesAsync(cancel);
            return new(rules.Number, null, []);
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested && db.RuleVersions.AsNoTracking().Any(v => v.Number == rules.Number))
        {
            return Refused(PublishRefusal.Overtaken);
        }
    }

    /// <summary>Reads texts as they would be published after those in force.</summary>
    /// <returns>Null where <paramref name="findings"/> say why they cannot be.</returns>
    public LoadedRules? Load(RuleTexts texts, LoadedRules inForce, List<Finding> findings) => options.Value.Check(texts.Load(inForce.Number + 1, findings), findings);

    /// <summary>What the person at work may see of a rehearsal.</summary>
    /// <returns>Null where there is no plan of theirs yet to which a rule could be put.</returns>
    /// <exception cref="RehearsalRefusedException">The span cannot be rehearsed.</exception>
    public Task<Rehearsed?> RehearseAsync(LoadedRules inForce, LoadedRules rules, DateOnly from, DateOnly to, CancellationToken cancel) => RehearseAsync(inForce, rules, from, to, me.Scope, cancel);

    private async Task<Rehearsed?> RehearseAsync(LoadedRules inForce, LoadedRules rules, DateOnly from, DateOnly to, Scope? scope, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        db.Scope = scope;
        return await db.Plans.AnyAsync(cancel) ? await rehearse.HandleAsync(from, to, (inForce.Rules, inForce.Calendar), (rules.Rules, rules.Calendar), cancel, scope) : null;
    }

    /// <summary>Stands for a comparison: of these texts with this version.</summary>
    public static string SeenOf(RuleTexts texts, LoadedRules inForce) => $"{inForce.Number}:{texts.Fingerprint}";
}
