using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Progress;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Link;

/// <summary>The next item of the same mail, behind a link that ends when this one does.</summary>
public sealed record NextItem(string Number, string Title, string Href);

/// <param name="Form">Goes with the form.</param>
/// <param name="IsReported">The department has reported since the mail.</param>
/// <param name="IsHandled">It has reported or accepted since the mail.</param>
/// <param name="Left">How many items of the mail wait still, this one not counted.</param>
public sealed record LinkModel(Responsibility Of, ReportingTerms Terms, string Form, bool IsReported, bool IsHandled, NextItem? Next, int Left, DateOnly Today)
{
    public ProgressReport? Last => Of.Reports.LastOrDefault();
}

/// <summary>What the page behind a link shows: its responsibility with the department's last report, and which item of the mail comes next.</summary>
internal sealed class ShowLink([WholeLedger] TrackerDb db, SignedLinks links, HouseClock clock)
{
    private static readonly string[] Handling = [nameof(Accepted), nameof(ReportSubmitted)];

    public async Task<LinkModel> GetAsync(OpenedLink opened, CancellationToken cancel)
    {
        var (link, it) = (opened.Link, opened.Of);
        var inMail = await db.Notices.Where(n => n.MailId == link.MailId && n.ResponsibilityId != null).OrderByDescending(n => n.Level).ThenBy(n => n.Id).Select(n => n.ResponsibilityId!.Value).ToListAsync(cancel);
        var ids = inMail.Append(it.Id).Distinct().ToList();
        var chains = ids.ConvertAll(AuditSubject.Responsibility);
        var done = (await db.Audit.Where(e => chains.Contains(e.Subject) && e.At >= opened.SentAt && Handling.Contains(e.Kind)).Select(e => new { e.Subject, e.Kind }).ToListAsync(cancel)).ToLookup(e => e.Subject, e => e.Kind);
        var waiting = ids.Where(id => id != it.Id && !done.Contains(AuditSubject.Responsibility(id))).ToList();
        var open = await db.Responsibilities.AsNoTracking().Include(r => r.Task).ThenInclude(t => t.Plan).Where(r => waiting.Contains(r.Id) && r.ClosedOn == null).ToListAsync(cancel);
        var mine = open.Where(r => opened.Holder.May(Act.Report, r)).OrderBy(r => waiting.IndexOf(r.Id)).ToList();
        return new(it, ReportingTerms.Of(it.Task.Plan, it.Task.Shares, it), links.SignForm(link, it.Version), done[it.Chain].Contains(nameof(ReportSubmitted)), done.Contains(it.Chain),
            mine.Count == 0 ? null : new(mine[0].Task.Number, mine[0].Task.Title, $"{SignedLinks.Route}/{links.Sign(link with { ResponsibilityId = mine[0].Id })}"), mine.Count, clock.Today);
    }
}
