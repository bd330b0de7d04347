using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskTracker.Domain.Organisation;
using TaskTracker.Mail;
using TaskTracker.Outbox;
using TaskTracker.Persistence;
using TaskTracker.Rules.Json;
using TaskTracker.Sweep;

namespace TaskTracker.RulesInForce;

/// <summary>Tells the supervision offices of a content of the rules folder that does not load: once for each content, by a mail through the outbox.</summary>
internal sealed class TellOfFault(IDbContextFactory<TrackerDb> databases, HouseClock clock, IOptions<MailOptions> mailOptions, ILogger<TellOfFault> log)
{
    public async Task HandleAsync(string fingerprint, IReadOnlyList<Finding> findings, string folder, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await MendOthersAsync(db, fingerprint, cancel);
        if (await db.RulesFaults.AnyAsync(f => f.Fingerprint == fingerprint, cancel))
        {
            await StillThereAsync(fingerprint, cancel);
            return;
        }

        log.LogError("The rules in {Folder} do not load and are not used; the last good ones stay in force. {Finding}", folder, findings[0]);
        var today = clock.Today;
        var key = await SharedSecret.MessageKeyAsync(db, cancel);
        var holders = await db.PostHolders.Where(h => h.From <= today && (h.Until == null || h.Until >= today) && db.Posts.Any(p => p.Id == h.PostId && p.Kind == PostKind.Supervision))
            .Select(h => h.PersonId).Distinct().OrderBy(id => id).ToListAsync(cancel);
        var run = new SweepRun
        {
            Kind = RunKind.RulesFault, AsOf = today, State = RunState.Done, StartedAt = clock.UtcNow, FinishedAt = clock.UtcNow, Mails = holders.Count,
            Ordinal = 1 + (await db.Runs.Where(r => r.Kind == RunKind.RulesFault && r.AsOf == today).MaxAsync(r => (int?)r.Ordinal, cancel) ?? 0),
        };
        db.RulesFaults.Add(new RulesFault
        {
            Fingerprint = fingerprint, Findings = RulesFault.Keep(findings), FindingsInAll = findings.Count, Folder = folder, FoundAt = clock.UtcNow, Run = run,
        });
        db.Mails.AddRange(holders.Select(person => new QueuedMail { Run = run, PersonId = person, MessageId = MessageIds.Of(key, run, person, 0, mailOptions.Value.From), NotBefore = clock.UtcNow }));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested && db.RulesFaults.AsNoTracking().Any(f => f.Fingerprint == fingerprint))
        {
            // Another node has told it.
        }
    }

    /// <summary>What another node took for mended, or what came back, is a fault again; a mail that was called off goes out after all.</summary>
    public async Task StillThereAsync(string fingerprint, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.RulesFaults.Where(f => f.Fingerprint == fingerprint && f.MendedAt != null).ExecuteUpdateAsync(s => s.SetProperty(f => f.MendedAt, (DateTime?)null), cancel) > 0)
        {
            await db.Mails.Where(m => m.State == MailState.Cancelled && db.RulesFaults.Any(f => f.Fingerprint == fingerprint && f.RunId == m.RunId))
                .ExecuteUpdateAsync(s => s.SetProperty(m => m.State, MailState.Queued).SetProperty(m => m.LeasedUntil, (DateTime?)null).SetProperty(m => m.Fence, m => m.Fence + 1), cancel);
        }
    }

    public async Task MendedAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await MendOthersAsync(db, "", cancel);
    }

    private async Task MendOthersAsync(TrackerDb db, string fingerprint, CancellationToken cancel) =>
        await db.RulesFaults.Where(f => f.MendedAt == null && f.Fingerprint != fingerprint).ExecuteUpdateAsync(s => s.SetProperty(f => f.MendedAt, clock.UtcNow), cancel);
}
