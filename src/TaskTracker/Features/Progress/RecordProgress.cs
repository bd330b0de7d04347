using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Evidence;
using TaskTracker.Features.Indicators;
using TaskTracker.Outbox;
using TaskTracker.Persistence;
using TaskTracker.Sweep;

namespace TaskTracker.Features.Progress;

/// <summary>
/// Carries out one command on one responsibility: what happens is applied, kept in its audit chain, and its light is seen anew, so that
/// notices it cures stop at once, those in mail not yet sent included. All in one transaction.
/// </summary>
internal sealed class RecordProgress([WholeLedger] TrackerDb db, HouseRules house, HouseClock clock, CurrentPerson me, AttachEvidence evidence, RecordObservations observations)
{
    private const int Tries = 10;

    /// <summary>Whoever comes second with something else is not refused: it is decided again on what stands there now.</summary>
    /// <param name="stamp">Null where no person filled a form.</param>
    /// <param name="beside">Null where the form brings nothing but its command.</param>
    /// <returns>Why it was refused; null where it was done, now or by the same form before.</returns>
    public async Task<ProgressRefusal?> HandleAsync(int responsibilityId, ProgressCommand command, CancellationToken cancel, FormStamp? stamp = null, FormBeside? beside = null)
    {
        beside ??= FormBeside.Nothing;
        for (var tries = 1; ; tries++)
        {
            try
            {
                var digest = stamp?.DigestOf(WithoutEvidence(command), beside.Words);
                if (await IsDoneAsync(responsibilityId, digest, cancel))
                {
                    return null;
                }

                // Refused perhaps only since the very same form was carried out between the two looks.
                return await TryAsync(responsibilityId, command, beside, stamp, digest, cancel) is { } refusal && !await IsDoneAsync(responsibilityId, digest, cancel) ? refusal : null;
            }
            catch (DbUpdateException e) when (tries < Tries && (e is DbUpdateConcurrencyException || e.Entries.Any(entry => entry.Entity is SentForm)))
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<bool> IsDoneAsync(int responsibilityId, string? digest, CancellationToken cancel) =>
        digest is not null && await SentForm.IsDoneAsync(db, AuditSubject.Responsibility(responsibilityId), digest, cancel);

    private async Task<ProgressRefusal?> TryAsync(int responsibilityId, ProgressCommand command, FormBeside beside, FormStamp? stamp, string? digest, CancellationToken cancel)
    {
        if (await db.Responsibilities.Whole().SingleOrDefaultAsync(r => r.Id == responsibilityId, cancel) is not { } responsibility)
        {
            return ProgressRefusal.AlreadyEnded;
        }

        if (!me.May(RightsTable.ActOf(command), responsibility))
        {
            return ProgressRefusal.NotAllowed;
        }

        if (stamp is not null && await ChangedAsync(responsibility, command, stamp, cancel))
        {
            return ProgressRefusal.ChangedMeanwhile;
        }

        var plan = responsibility.Task.Plan;
        var terms = ReportingTerms.Of(plan, responsibility.Task.Shares, responsibility);

        // Files get their numbers only when saved; for the decision it is enough that there are some.
        if (ProgressDecision.Decide(responsibility, terms, WithEvidence(command, [.. beside.Files.Select(f => f.Id)])).Refusal is { } refusal)
        {
            return refusal;
        }

        if (beside.Values.Count > 0 && (await observations.CheckAsync(beside.Values, cancel)).Count > 0)
        {
            return ProgressRefusal.ChangedMeanwhile;
        }

        ProgressRefusal? over = null;
        await db.Database.InTransactionAsync(
            async () =>
            {
                if (beside.Files.Count > 0)
                {
                    if (await evidence.AddAsync(responsibility, beside.Files, cancel) is not { } ids)
                    {
                        over = ProgressRefusal.EvidenceOverLimit;
                        return;
                    }

                    command = WithEvidence(command, ids);
                }

                if (beside.Values.Count > 0)
                {
                    await observations.ApplyAsync(beside.Values, cancel);
                }

                Carry(responsibility, terms, command, clock.UtcNow);
                if (digest is not null)
                {
                    db.Forms.Add(new SentForm { Subject = responsibility.Chain, Digest = digest });
                }

                await db.SaveChangesAsync(cancel);
                if (command is SubmitReport && beside.Files.Count > 0)
                {
                    db.ChangeTracker.Entries<EvidenceFile>().ToList().ForEach(e => e.Entity.ReportId = responsibility.Reports[^1].Id);
                }

                if (plan.IsWatched)
                {
                    var (rules, calendar) = house.Current;
                    await new Assess(db, house, rules, calendar).HandleAsync(plan, db.Tasks.Where(t => t.Id == responsibility.TaskId), withPlan: beside.Values.Count > 0, runId: null, command.On, cancel);
                }

                await HushAsync(responsibility, command.On, cancel);
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        return over;
    }

    /// <summary>Files at hand are used up by the first of two sendings, so they don't tell one form from another.</summary>
    private static ProgressCommand WithoutEvidence(ProgressCommand command) => command switch
    {
        SubmitReport c => c with { Evidence = [] },
        RequestExtension c => c with { Evidence = [] },
        RequestCompletion c => c with { Evidence = [] },
        _ => command,
    };

    /// <summary>The command with further files beside it.</summary>
    private static ProgressCommand WithEvidence(ProgressCommand command, IReadOnlyList<int> more) => command switch
    {
        SubmitReport c => c with { Evidence = [.. c.Evidence, .. more] },
        RequestExtension c => c with { Evidence = [.. c.Evidence, .. more] },
        RequestCompletion c => c with { Evidence = [.. c.Evidence, .. more] },
        _ => command,
    };

    private async Task<bool> ChangedAsync(Responsibility responsibility, ProgressCommand command, FormStamp stamp, CancellationToken cancel) =>
        responsibility.Version != stamp.Seen
        && (stamp.Exactly || (await db.Audit.AsNoTracking().Where(e => e.Subject == responsibility.Chain && e.Sequence > stamp.Seen).Select(e => new { e.Kind, e.Data }).ToListAsync(cancel))
            .Any(e => Matters.Meet(command, HistoryJson.Read(e.Kind, e.Data))));

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

    /// <summary>Changes the responsibility, in memory; saving writes its audit.</summary>
    internal static ProgressRefusal? Carry(Responsibility responsibility, ReportingTerms terms, ProgressCommand command, DateTime utcNow)
    {
        var outcome = ProgressDecision.Decide(responsibility, terms, command);
        foreach (var happened in outcome.Events)
        {
            Write(responsibility, happened, utcNow);
        }

        return outcome.Refusal;
    }

    /// <summary>Carries out what happened and keeps it, in memory.</summary>
    internal static void Write(Responsibility responsibility, ProgressEvent happened, DateTime utcNow)
    {
        ProgressDecision.Apply(responsibility, happened);
        responsibility.Version++;
        responsibility.Unwritten.Add(new AuditRecord(utcNow, happened.By, happened.GetType().Name, HistoryJson.Write(happened)));
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
