using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Progress;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Link;

public enum LinkRefusal
{
    /// <summary>Forged, cut off, of another purpose or of a key that is gone: one answer for all, so that nobody learns which.</summary>
    Unknown,

    Expired,

    /// <summary>The mail went to an address that is no longer the person's.</summary>
    AddressChanged,

    /// <summary>The person left the post, or the account is disabled.</summary>
    NoLongerInPost,

    /// <summary>The responsibility is closed, or a decision ended it.</summary>
    Closed,
}

/// <param name="Holder">With all that the person holds.</param>
/// <param name="SentAt">When the mail was rendered.</param>
internal sealed record OpenedLink(SignedLink Link, CurrentPerson Holder, Responsibility Of, DateTime SentAt)
{
    /// <summary>May accept and report on the responsibility, and nothing else.</summary>
    public CurrentPerson Person { get; } = Holder.ByLink(Of.Id, Of.DepartmentId);
}

/// <summary>Whether a link is good today, and for what. Changes nothing.</summary>
internal sealed class OpenLink([WholeLedger] TrackerDb db, SignedLinks links, ReadPerson people, HouseClock clock, IHttpContextAccessor request, ILogger<OpenLink> log)
{
    public async Task<(OpenedLink? Opened, LinkRefusal Refusal, SignedLink? Link)> HandleAsync(string token, CancellationToken cancel)
    {
        var link = links.Read(token);
        var (opened, refusal) = link is null ? (null, LinkRefusal.Unknown) : await CheckAsync(link, cancel);
        if (opened is null)
        {
            log.LogWarning("A mail's link was refused: {Reason}; person {Person}, responsibility {Responsibility}, mail {Mail}, from {Address}.",
                refusal, link?.PersonId, link?.ResponsibilityId, link?.MailId, request.HttpContext?.Connection.RemoteIpAddress);
        }

        return (opened, refusal, link);
    }

    private async Task<(OpenedLink?, LinkRefusal)> CheckAsync(SignedLink link, CancellationToken cancel)
    {
        if (clock.UtcNow >= link.ExpiresAt)
        {
            return (null, LinkRefusal.Expired);
        }

        var mail = await db.Mails.Where(m => m.Id == link.MailId && m.PersonId == link.PersonId).Select(m => new { m.FrozenAt, m.ToAddress, m.Person.Email }).FirstOrDefaultAsync(cancel);
        var person = mail is null ? null : await people.ByIdAsync(link.PersonId, cancel);
        if (mail is null || person is null)
        {
            return (null, LinkRefusal.Unknown);
        }

        if (!string.Equals(mail.ToAddress, mail.Email, StringComparison.OrdinalIgnoreCase))
        {
            return (null, LinkRefusal.AddressChanged);
        }

        if (await db.Responsibilities.AsNoTracking().Whole().Include(r => r.Department).FirstOrDefaultAsync(r => r.Id == link.ResponsibilityId, cancel) is not { ClosedOn: null } responsibility)
        {
            return (null, LinkRefusal.Closed);
        }

        var opened = new OpenedLink(link, person, responsibility, mail.FrozenAt ?? DateTime.MinValue);
        return await db.Accounts.AnyAsync(a => a.PersonId == link.PersonId && a.Disabled, cancel) || !opened.Person.May(Act.Report, responsibility)
            ? (null, LinkRefusal.NoLongerInPost) : (opened, default);
    }
}
