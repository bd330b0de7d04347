using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Layout;
using TaskTracker.Features.Parts;
using TaskTracker.Mail;
using TaskTracker.Outbox;
using TaskTracker.Persistence;
using TaskTracker.Resources;

namespace TaskTracker.Features.Responsibilities;

/// <summary>Everything that happened to a responsibility: what was done, how its light changed, who was written to.</summary>
internal sealed class TellHistory(TrackerDb db, PageFrame frame, PageText text)
{
    private const int MostNotices = 500;

    /// <returns>Latest first.</returns>
    public async Task<IReadOnlyList<TimelineEntry>> GetAsync(int responsibilityId, IReadOnlyDictionary<string, string> milestones, CancellationToken cancel)
    {
        var chain = AuditSubject.Responsibility(responsibilityId);
        var history = await db.Audit.AsNoTracking().Where(h => h.Subject == chain).OrderBy(h => h.Sequence).ToListAsync(cancel);
        var changes = await db.LightChanges.AsNoTracking().Where(c => c.ResponsibilityId == responsibilityId).OrderBy(c => c.Id).ToListAsync(cancel);
        var notices = await (from n in db.Notices.AsNoTracking()
                             where n.ResponsibilityId == responsibilityId
                             join m in db.Mails on n.MailId equals m.Id into mails
                             from m in mails.DefaultIfEmpty()
                             orderby n.Id descending
                             select new
                             {
                                 n.IssuedOn, n.Level, n.Sentence, n.Subject, n.Post.Kind,
                                 Milestone = db.MilestoneShares.Where(s => s.Id == n.MilestoneShareId).Select(s => s.Milestone.Text).FirstOrDefault(), n.IsCopy, n.CuredOn,
                                 State = m == null ? null : (MailState?)m.State, MessageId = m == null ? null : m.MessageId, Person = m == null ? null : m.Person.Name,
                             }).Take(MostNotices).ToListAsync(cancel);
        var entries = history.Select(h => Entry(h, milestones))
            .Concat(changes.Where(c => c.From is not null).Select(c => new TimelineEntry(c.On, "LightChanged", Detail: text["Event.FromTo", text.Of(c.From!.Value), text.Of(c.To)])))
            .Concat(Enumerable.Reverse(notices).GroupBy(n => (n.IssuedOn, n.Level, n.Sentence, n.Subject, n.Milestone)).Select(g => new TimelineEntry(
                g.Key.IssuedOn, $"Notice{g.Key.Level}", null, g.Key.Milestone is null ? g.Key.Sentence : $"{g.Key.Sentence}：{g.Key.Milestone}",
                [.. g.OrderBy(n => n.IsCopy).Select(n => new TimelineNote(
                    $"{text.Of(n.Kind)} {n.Person}{(n.IsCopy ? text["Event.Copied"] : "")} · {(n.State is null && n.CuredOn is not null ? text["MailState.Cured"] : text[$"MailState.{n.State}"])}",
                    n.State == MailState.Sent && frame.Mailbox ? $"/mailbox/{FolderTransport.Identity(n.MessageId!)}" : null))])));

        // Of what happened on one day the ledger keeps no common order; reversed, the notices stand above what led to them.
        return [.. entries.OrderBy(e => e.On).Reverse()];
    }

    private TimelineEntry Entry(AuditEntry entry, IReadOnlyDictionary<string, string> milestones)
    {
        var kind = entry.Kind;
        var happened = JsonSerializer.Deserialize(entry.Data, TypeOf(kind)) as ProgressEvent ?? throw new JsonException($"A history entry of kind {kind} is empty.");
        string Text(string key) => milestones.GetValueOrDefault(key, key);
        var detail = happened switch
        {
            ReportSubmitted e => $"{text.Ledger.Period(e.Period)}　{text.Of(e.State)}　{e.Percent}%　{e.Done}",
            ReportAccepted e => text.Ledger.Period(e.Period),
            ReportReturned e => $"{text.Ledger.Period(e.Period)}　{e.Reason}",
            ExtensionGranted e => $"{Text(e.MilestoneKey)}　{e.From.Iso()} → {e.Until.Iso()}　{e.Reason}",
            MilestoneMet e => Text(e.MilestoneKey),
            DeadlineMoved e => $"{Text(e.MilestoneKey)}　{e.From.Iso()} → {e.Until.Iso()}　{e.Decision}",
            Ended e => e.Decision,
            EvidenceAttached e => e.FileName,
            _ => null,
        };
        return new(happened.On, kind, happened.By.Length == 0 ? null : happened.By, detail, [new(text["Event.Audited", entry.Sequence, entry.Hash[..Math.Min(entry.Hash.Length, 8)]], Address.To("/audit", ("chain", entry.Subject)))]);
    }

    private static Type TypeOf(string kind) => kind switch
    {
        nameof(Assigned) => typeof(Assigned),
        nameof(Accepted) => typeof(Accepted),
        nameof(ReportSubmitted) => typeof(ReportSubmitted),
        nameof(ReportAccepted) => typeof(ReportAccepted),
        nameof(ReportReturned) => typeof(ReportReturned),
        nameof(ExtensionGranted) => typeof(ExtensionGranted),
        nameof(MilestoneMet) => typeof(MilestoneMet),
        nameof(Closed) => typeof(Closed),
        nameof(DeadlineMoved) => typeof(DeadlineMoved),
        nameof(Ended) => typeof(Ended),
        nameof(EvidenceAttached) => typeof(EvidenceAttached),
        _ => throw new JsonException($"There is no kind of history entry \"{kind}\"."),
    };
}
