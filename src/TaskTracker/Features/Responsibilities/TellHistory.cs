using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Layout;
using TaskTracker.Features.Orders;
using TaskTracker.Features.Parts;
using TaskTracker.Mail;
using TaskTracker.Outbox;
using TaskTracker.Persistence;
using TaskTracker.Resources;

namespace TaskTracker.Features.Responsibilities;

/// <summary>Everything that happened to a responsibility: what was done, how its light changed, who was written to.</summary>
internal sealed class TellHistory(TrackerDb db, PageFrame frame, CurrentPerson me, PageText text)
{
    private const int MostNotices = 500;

    /// <returns>Latest first.</returns>
    public async Task<IReadOnlyList<TimelineEntry>> GetAsync(int responsibilityId, IReadOnlyDictionary<string, string> milestones, CancellationToken cancel)
    {
        var chain = AuditSubject.Responsibility(responsibilityId);
        var history = await db.Audit.AsNoTracking().IgnoreQueryFilters(TrackerDb.Ended).Where(e => e.Subject == chain).OrderBy(e => e.Sequence).ToListAsync(cancel);
        var changes = await db.LightChanges.AsNoTracking().IgnoreQueryFilters(TrackerDb.Ended).Where(c => c.ResponsibilityId == responsibilityId).OrderBy(c => c.Id).ToListAsync(cancel);
        var notices = await (from n in db.Notices.AsNoTracking().IgnoreQueryFilters(TrackerDb.Ended)
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
        var chains = (await db.OrderItems.Where(i => i.ResponsibilityId == responsibilityId).Select(i => i.OrderId).ToListAsync(cancel)).ConvertAll(AuditSubject.Order);
        var orders = await db.Audit.AsNoTracking().Where(e => chains.Contains(e.Subject)).OrderBy(e => e.Id).ToListAsync(cancel);
        var withdrawn = history.Where(e => e.Kind == nameof(CommentWithdrawn)).Select(e => ((CommentWithdrawn)HistoryJson.Read(e.Kind, e.Data)).Number).ToHashSet();
        var entries = history.Select(e => withdrawn.Contains(e.Sequence) ? Entry(e, milestones) with { Detail = text["Comment.Withdrawn"], Withdrawable = null } : Entry(e, milestones))
            .Concat(changes.Where(c => c.From is not null).Select(c => new TimelineEntry(c.On, "LightChanged", Detail: text["Event.FromTo", text.Of(c.From!.Value), text.Of(c.To)])))
            .Concat(orders.Select(ShowOrder.EntryOf))
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
        var happened = HistoryJson.Read(entry.Kind, entry.Data);
        string Text(string key) => milestones.GetValueOrDefault(key, key);
        var detail = happened switch
        {
            OpeningStateSet e => Line(text[e.Closed ? "Event.OpenedClosed" : e.Accepted ? "Event.OpenedAccepted" : "Event.OpenedNew"], $"{e.Percent}%", string.Join('、', e.Met.Select(Text))),
            Accepted { ByLink: true } => text["Event.ByLink"],
            ReportSubmitted e => Line(text.Ledger.Period(e.Period), text.Of(e.State), e.Percent is { } percent ? $"{percent}%" : "", e.ByLink ? text["Event.ByLink"] : "", e.Done, e.Problems, e.NextStep),
            ReportApproved e => text.Ledger.Period(e.Period),
            ReportRejected e => Line(text.Ledger.Period(e.Period), e.Reason),
            ExtensionRequested e => $"{Text(e.MilestoneKey)}　{e.From.Iso()} → {e.Until.Iso()}　{e.Reason}",
            ExtensionRefused e => Line(Text(e.MilestoneKey), e.Reason),
            CompletionRequested e => Line(e.MilestoneKey is null ? "" : Text(e.MilestoneKey), e.Statement),
            CompletionAccepted e => e.MilestoneKey is null ? null : Text(e.MilestoneKey),
            CompletionReturned e => Line(e.MilestoneKey is null ? "" : Text(e.MilestoneKey), e.Reason),
            RectificationOpened e => Line(e.Requirement, text["Event.DueBy", e.Due.Iso()]),
            RectificationReported e => e.Done,
            RectificationReturned e => e.Reason,
            RectificationClosed e => e.Remark,
            Suspended e => Line(e.Decision, e.Reason),
            Resumed e => e.Decision,
            Silenced e => Line(text["Event.UntilDay", e.Until.Iso()], e.Reason, e.Approver),
            SilenceLifted e => e.Reason,
            VisitRecorded e => Line(e.HeldOn.Iso(), text.Of(e.Kind), e.Who, e.Said, e.Next),
            TaskRetitled e => $"{e.From} → {e.To}　{e.Decision}",
            HandedOver e => $"{e.From} → {e.To}　{e.Decision}",
            ReportAccepted e => text.Ledger.Period(e.Period),
            ReportReturned e => $"{text.Ledger.Period(e.Period)}　{e.Reason}",
            ExtensionGranted e => $"{Text(e.MilestoneKey)}　{e.From.Iso()} → {e.Until.Iso()}　{e.Reason}",
            MilestoneMet e => Text(e.MilestoneKey),
            DeadlineMoved e => $"{Text(e.MilestoneKey)}　{e.From.Iso()} → {e.Until.Iso()}　{e.Decision}",
            Ended e => e.Decision,
            EvidenceAttached e => e.FileName,
            Commented e => e.Text,
            _ => null,
        };
        return new(happened.On, entry.Kind, happened.By.Length == 0 ? null : happened.By, string.IsNullOrEmpty(detail) ? null : detail,
            [new(text["Event.Audited", entry.Sequence, entry.Hash[..Math.Min(entry.Hash.Length, 8)]], RightsTable.Leads(me, "/audit") ? Address.To("/audit", ("chain", entry.Subject)) : null)])
        {
            Withdrawable = happened is Commented comment && comment.Author == me.Id ? entry.Sequence : null,
        };
    }

    private static string Line(params ReadOnlySpan<string> parts)
    {
        var line = "";
        foreach (var part in parts)
        {
            line += part.Length == 0 || line.Length == 0 ? part : $"　{part}";
        }

        return line;
    }
}
