using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Progress;
using TaskTracker.Outbox;
using TaskTracker.Persistence;
using TaskTracker.Sweep;

namespace TaskTracker.Features.Progress;

/// <summary>What a form brings along besides what was typed.</summary>
/// <param name="Key">Given out with the form; the same form sent twice counts once.</param>
/// <param name="Seen">The responsibility's version when the form was shown.</param>
internal sealed record FormStamp(string Key, int Seen)
{
    /// <summary>The same key over other words is another form: whoever goes back, changes a word and sends again means it.</summary>
    public string DigestOf(object command) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Key}{command.GetType().Name}{JsonSerializer.Serialize(command, command.GetType())}")));
}

/// <summary>
/// Carries out one command on one responsibility: what happens is applied, kept in its history, and its light is seen anew, so that
/// notices it cures stop at once, those in mail not yet sent included. All in one transaction.
/// </summary>
internal sealed class RecordProgress([WholeLedger] TrackerDb db, HouseRules house, HouseClock clock, CurrentPerson me)
{
    private const int Tries = 10;

    /// <summary>Whoever comes second with something else is not refused: it is decided again on what stands there now.</summary>
    /// <param name="stamp">Null where no person filled a form.</param>
    /// <returns>Why it was refused; null where it was done, now or by the same form before.</returns>
    public async Task<ProgressRefusal?> HandleAsync(int responsibilityId, ProgressCommand command, CancellationToken cancel, FormStamp? stamp = null)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                var digest = stamp?.DigestOf(command);
                if (await IsDoneAsync(responsibilityId, digest, cancel))
                {
                    return null;
                }

                // Refused perhaps only since the very same form was carried out between the two looks.
                return await TryAsync(responsibilityId, command, stamp, digest, cancel) is { } refusal && !await IsDoneAsync(responsibilityId, digest, cancel) ? refusal : null;
            }
            catch (DbUpdateException e) when (tries < Tries && (e is DbUpdateConcurrencyException || e.Entries.Any(entry => entry.Entity is HistoryEntry)))
            {
                // The other writer's entry may take our number in the history before the version is compared.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<bool> IsDoneAsync(int responsibilityId, string? digest, CancellationToken cancel) =>
        digest is not null && await db.History.AnyAsync(h => h.ResponsibilityId == responsibilityId && h.Form == digest, cancel);

    private async Task<ProgressRefusal?> TryAsync(int responsibilityId, ProgressCommand command, FormStamp? stamp, string? digest, CancellationToken cancel)
    {
        var responsibility = await db.Responsibilities.Whole().SingleAsync(r => r.Id == responsibilityId, cancel);
        if (!me.May(RightsTable.ActOf(command), responsibility))
        {
            return ProgressRefusal.NotAllowed;
        }

        if (stamp is not null && await ChangedAsync(responsibility, command, stamp.Seen, cancel))
        {
            return ProgressRefusal.ChangedMeanwhile;
        }

        var plan = responsibility.Task.Plan;
        if (Carry(responsibility, ReportingTerms.Of(plan, responsibility.Task.Shares, responsibility), command, clock.UtcNow, digest) is { } refusal)
        {
            return refusal;
        }

        await db.Database.InTransactionAsync(
            async () =>
            {
                await db.SaveChangesAsync(cancel);
                if (plan.IsWatched)
                {
                    var (rules, calendar) = house.Current;
                    await new Assess(db, rules, calendar).HandleAsync(plan, db.Tasks.Where(t => t.Id == responsibility.TaskId), withPlan: false, runId: null, command.On, cancel);
                }

                await HushAsync(responsibility, command.On, cancel);
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        return null;
    }

    private async Task<bool> ChangedAsync(Responsibility responsibility, ProgressCommand command, int seen, CancellationToken cancel) =>
        responsibility.Version != seen
        && (await db.History.AsNoTracking().Where(h => h.ResponsibilityId == responsibility.Id && h.Sequence > seen).Select(h => new { h.Kind, h.Data }).ToListAsync(cancel))
            .Any(h => Matters.Meet(command, HistoryJson.Read(h.Kind, h.Data)));

    /// <summary>What waits in mail not yet sent is left out where nobody is to be written to any more.</summary>
    private async Task HushAsync(Responsibility responsibility, DateOnly today, CancellationToken cancel)
    {
        if (responsibility.State != ResponsibilityState.Suspended && !responsibility.Silences.Exists(s => s.HoldsOn(today)))
        {
            return;
        }

        foreach (var notice in await db.Notices.Where(n => n.ResponsibilityId == responsibility.Id && n.CuredOn == null
            && (n.MailId == null || db.Mails.Any(m => m.Id == n.MailId && m.State == MailState.Queued))).ToListAsync(cancel))
        {
            notice.CuredOn = today;
        }
    }

    /// <summary>Changes the responsibility and writes its history, in memory.</summary>
    internal static ProgressRefusal? Carry(Responsibility responsibility, ReportingTerms terms, ProgressCommand command, DateTime utcNow, string? form = null)
    {
        var outcome = ProgressDecision.Decide(responsibility, terms, command);
        foreach (var (happened, i) in outcome.Events.Select((e, i) => (e, i)))
        {
            Write(responsibility, happened, utcNow, i == 0 ? form : null);
        }

        return outcome.Refusal;
    }

    /// <summary>Carries out what happened and keeps it, in memory.</summary>
    internal static void Write(Responsibility responsibility, ProgressEvent happened, DateTime utcNow, string? form = null)
    {
        ProgressDecision.Apply(responsibility, happened);
        responsibility.Version++;
        responsibility.History.Add(new HistoryEntry
        {
            Sequence = responsibility.Version, At = utcNow, By = happened.By, Form = form, Kind = happened.GetType().Name, Data = HistoryJson.Write(happened),
        });
    }
}

internal static class WholeResponsibility
{
    /// <summary>With all that decisions and events look at.</summary>
    public static IQueryable<Responsibility> Whole(this IQueryable<Responsibility> responsibilities) => responsibilities
        .Include(r => r.Task).ThenInclude(t => t.Plan)
        .Include(r => r.Task).ThenInclude(t => t.Shares).ThenInclude(s => s.Department)
        .Include(r => r.Milestones).ThenInclude(m => m.Milestone)
        .Include(r => r.Reports.OrderBy(p => p.Id))
        .Include(r => r.Extensions.OrderBy(p => p.Id))
        .Include(r => r.Completions.OrderBy(p => p.Id))
        .Include(r => r.Rectifications.OrderBy(p => p.Id))
        .Include(r => r.Silences.OrderBy(p => p.Id))
        .AsSplitQuery();
}
