using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskTracker.Domain.Notices;
using TaskTracker.Access;
using TaskTracker.Mail;
using TaskTracker.Persistence;
using TaskTracker.Sweep;

namespace TaskTracker.Outbox;

/// <summary>What one pass over the outbox came to.</summary>
internal sealed record SendResult(int Sent, int Cancelled, int Refused, int Postponed);

/// <summary>
/// Sends what is due, mail by mail: lease, render and keep, send, record. A crash between any two steps leaves a mail that the next
/// pass finds; only where the answer of the mail server was lost can it arrive twice, with the same Message-ID.
/// </summary>
internal sealed class SendMails(
    IDbContextFactory<TrackerDb> databases, IMailTransport transport, MailRenderer renderer, HouseRules house, HouseClock clock, SendHours hours, SignedLinks links,
    IOptions<HouseOptions> houseOptions, IOptions<MailOptions> mailOptions, ILogger<SendMails> log)
{
    private const int SeenAtOnce = 200;

    /// <summary>After the first day about two tries a workday, so three weeks: longer than any holiday or repair of a mail server.</summary>
    private const int MostAttempts = 36;

    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan[] Pauses = [.. new[] { 1, 5, 15, 30, 60, 120, 240, 480 }.Select(m => TimeSpan.FromMinutes(m))];
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");

    private readonly string _node = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";

    public async Task<SendResult> HandleAsync(IProgress<int>? progress, CancellationToken cancel)
    {
        var result = new SendResult(0, 0, 0, 0);
        while (hours.OpenNow && await DueAsync(cancel) is { Count: > 0 } due)
        {
            foreach (var (mailId, fence) in due)
            {
                if (!hours.OpenNow || !await LeaseAsync(mailId, fence, cancel))
                {
                    continue;
                }

                var outcome = await SendAsync(mailId, fence + 1, cancel);
                result = outcome switch
                {
                    MailState.Sent => result with { Sent = result.Sent + 1 },
                    MailState.Cancelled => result with { Cancelled = result.Cancelled + 1 },
                    MailState.Refused or MailState.GivenUp => result with { Refused = result.Refused + 1 },
                    _ => result with { Postponed = result.Postponed + 1 },
                };
                progress?.Report(result.Sent);
            }
        }

        return result;
    }

    /// <summary>The next mails to try, each with the fence under which it was seen; whoever leases one first has it.</summary>
    private async Task<List<(int MailId, int Fence)>> DueAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = clock.UtcNow;
        var due = await db.Mails
            .Where(m => (m.State == MailState.Queued || m.State == MailState.Frozen) && m.NotBefore <= now && (m.LeasedUntil == null || m.LeasedUntil < now))
            .OrderBy(m => m.NotBefore).ThenBy(m => m.Id).Select(m => new { m.Id, m.Fence }).Take(SeenAtOnce).ToListAsync(cancel);
        return [.. due.Select(m => (m.Id, m.Fence))];
    }

    private async Task<bool> LeaseAsync(int mailId, int fence, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var until = clock.UtcNow + LeaseTime;

        // A slow holder may have sent it since it was seen, under the same fence.
        return await db.Mails.Where(m => m.Id == mailId && m.Fence == fence && (m.State == MailState.Queued || m.State == MailState.Frozen)).ExecuteUpdateAsync(
            s => s.SetProperty(m => m.Fence, fence + 1).SetProperty(m => m.LeasedBy, _node).SetProperty(m => m.LeasedUntil, until), cancel) == 1;
    }

    private async Task<MailState> SendAsync(int mailId, int fence, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var mail = await db.Mails.Include(m => m.Run).Include(m => m.Person).SingleAsync(m => m.Id == mailId, cancel);
        if (mail.Fence != fence)
        {
            return mail.State;
        }

        var wasFrozen = mail.State == MailState.Frozen;
        try
        {
            try
            {
                if (mail.State == MailState.Queued && !await FreezeAsync(db, mail, cancel))
                {
                    return mail.State;
                }
            }
            catch (Exception e) when (e is not (DbException or DbUpdateException or OperationCanceledException))
            {
                // One mail that cannot be rendered must not keep back those behind it.
                log.LogError(e, "Mail {Mail} could not be rendered.", mailId);
                return await SetAsideAsync(mailId, fence, e, cancel);
            }

            // Whoever was held up beyond the lease must not send: another node may be doing it now.
            if (clock.UtcNow >= mail.LeasedUntil || !await db.Mails.AnyAsync(m => m.Id == mailId && m.Fence == fence, cancel))
            {
                return mail.State;
            }

            // Left frozen by a holder that died or never heard the answer.
            mail.Uncertain |= wasFrozen;
            Record(mail, await transport.SendAsync(Outgoing(mail), cancel));

            // Not to be broken off: a mail taken and not recorded as such is sent again at the next start.
            await db.SaveChangesAsync(CancellationToken.None);
            return mail.State;
        }
        catch (DbUpdateConcurrencyException)
        {
            log.LogWarning("Mail {Mail} was taken over by another node meanwhile.", mailId);
            return mail.State;
        }
    }

    /// <summary>Renders the mail by what is so now and keeps it as it is; false where nothing of it is left to say.</summary>
    private async Task<bool> FreezeAsync(TrackerDb db, QueuedMail mail, CancellationToken cancel)
    {
        var rendered = mail.Run.Kind switch
        {
            RunKind.Digest => await RenderDigestAsync(db, mail, cancel),
            RunKind.RulesFault => await RenderRulesFaultAsync(db, mail, cancel),
            RunKind.Seal => await MailSeals.ComposeAsync(db, mail, clock.Today, cancel) is { } model ? await renderer.RenderAsync(model, Chinese) : null,
            _ => await RenderNoticesAsync(db, mail, cancel),
        };
        if (rendered is null)
        {
            mail.State = MailState.Cancelled;
            await db.SaveChangesAsync(cancel);
            return false;
        }

        mail.State = MailState.Frozen;
        mail.FrozenAt = clock.UtcNow;
        mail.ToAddress = mail.Person.Email;
        mail.ToName = mail.Person.Name;
        (mail.Subject, mail.Html, mail.Text) = (rendered.Subject, rendered.Html, rendered.Text);
        await db.SaveChangesAsync(cancel);
        return true;
    }

    private async Task<RenderedMail?> RenderNoticesAsync(TrackerDb db, QueuedMail mail, CancellationToken cancel)
    {
        await AssessAnewAsync(mail, cancel);
        var notices = await HandOverAsync(db, mail, cancel);
        if (notices.Count == 0)
        {
            return null;
        }

        mail.Level = notices.Max(n => n.Level);
        var model = await new ComposeNoticeMail(db, house, clock, links, houseOptions, mailOptions).HandleAsync(mail, notices, cancel);
        return await renderer.RenderAsync(model, Chinese);
    }

    private async Task<RenderedMail?> RenderDigestAsync(TrackerDb db, QueuedMail mail, CancellationToken cancel)
    {
        // Who came into a leader's post since the digest was queued has no mail of it yet.
        var reached = await db.Mails.Where(m => m.RunId == mail.RunId).Select(m => m.PersonId).ToListAsync(cancel);
        var key = await SharedSecret.MessageKeyAsync(db, cancel);
        db.Mails.AddRange((await RunDigest.LeadersAsync(db, clock.Today, cancel)).Except(reached).Select(person => new QueuedMail
        {
            RunId = mail.RunId, PersonId = person, MessageId = MessageIds.Of(key, mail.Run, person, 0, mailOptions.Value.From), NotBefore = mail.NotBefore,
        }));
        return await new ComposeDigest(db, house, clock, houseOptions, mailOptions).HandleAsync(mail, cancel) is { } model ? await renderer.RenderAsync(model, Chinese) : null;
    }

    private async Task<RenderedMail?> RenderRulesFaultAsync(TrackerDb db, QueuedMail mail, CancellationToken cancel) =>
        await new ComposeRulesFault(db, house, clock, houseOptions.Value).HandleAsync(mail, cancel) is { } model ? await renderer.RenderAsync(model, Chinese) : null;

    /// <summary>Stops what is cured by changes at which no light was seen anew: a date moved at its source, a report made while a sweep was reading.</summary>
    private async Task AssessAnewAsync(QueuedMail mail, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var (rules, calendar) = house.Current;
        var today = clock.Today > mail.Run.AsOf ? clock.Today : mail.Run.AsOf;
        var subjects = await db.Notices.Where(n => n.MailId == mail.Id && n.CuredOn == null).Select(n => new { n.PlanId, n.TaskId }).Distinct().ToListAsync(cancel);
        foreach (var its in subjects.GroupBy(s => s.PlanId))
        {
            var plan = await db.Plans.AsNoTracking().SingleAsync(p => p.Id == its.Key, cancel);
            if (plan.IsWatched)
            {
                var ids = its.Select(s => s.TaskId).OfType<int>().ToList();
                await new Assess(db, house, rules, calendar).HandleAsync(plan, db.Tasks.Where(t => ids.Contains(t.Id)), its.Any(s => s.TaskId is null), runId: null, today, cancel);
            }
        }

        await db.SaveChangesAsync(cancel);
    }

    /// <summary>The notices still due whose posts this person holds today. Those of posts that have changed hands move to a mail of the successor.</summary>
    private async Task<List<Notice>> HandOverAsync(TrackerDb db, QueuedMail mail, CancellationToken cancel)
    {
        var today = clock.Today;
        var notices = await db.Notices.Include(n => n.Post).ThenInclude(p => p.Department).Where(n => n.MailId == mail.Id && n.CuredOn == null).OrderBy(n => n.Id).ToListAsync(cancel);
        var planIds = notices.Select(n => n.PlanId).Distinct().ToList();
        var plans = (await db.Plans.AsNoTracking().Where(p => planIds.Contains(p.Id)).ToListAsync(cancel)).Where(p => p.SendsMail).ToDictionary(p => p.Id);
        notices.RemoveAll(n => !plans.ContainsKey(n.PlanId));
        var posts = notices.Select(n => n.PostId).Distinct().ToList();
        var holders = await db.PostHolders.Where(h => posts.Contains(h.PostId) && h.From <= today && (h.Until == null || h.Until >= today))
            .ToDictionaryAsync(h => h.PostId, h => h.PersonId, cancel);
        foreach (var moved in notices.Where(n => holders.GetValueOrDefault(n.PostId) != mail.PersonId).GroupBy(n => holders.GetValueOrDefault(n.PostId)).ToList())
        {
            if (moved.Key == 0)
            {
                // A vacant post: the next run that finds it held makes a mail of them.
                moved.ToList().ForEach(n => n.MailId = null);
            }
            else
            {
                await MoveAsync(db, mail, moved.Key, [.. moved], cancel);
            }
        }

        return [.. notices.Where(n => holders.GetValueOrDefault(n.PostId) == mail.PersonId)];
    }

    private async Task MoveAsync(TrackerDb db, QueuedMail from, int personId, List<Notice> notices, CancellationToken cancel)
    {
        var theirs = await db.Mails.Where(m => m.RunId == from.RunId && m.PersonId == personId).OrderBy(m => m.Part).ToListAsync(cancel);
        var open = theirs.LastOrDefault(m => m.State == MailState.Queued && m.LeasedUntil is null);
        if (open is null)
        {
            var part = theirs.Count == 0 ? 0 : theirs[^1].Part + 1;
            var key = await SharedSecret.MessageKeyAsync(db, cancel);
            open = new QueuedMail { RunId = from.RunId, PersonId = personId, Part = part, MessageId = MessageIds.Of(key, from.Run, personId, part, mailOptions.Value.From), NotBefore = from.NotBefore };
            db.Mails.Add(open);
            await db.SaveChangesAsync(cancel);
        }

        // Whoever has leased that mail meanwhile may have read its notices already: then the fence refuses these, and all of it is tried again.
        open.Fence++;
        notices.ForEach(n => n.MailId = open.Id);
        await db.SaveChangesAsync(cancel);
    }

    private OutgoingMail Outgoing(QueuedMail mail) => new()
    {
        MessageId = mail.MessageId,
        From = new MailParty(mailOptions.Value.From, mailOptions.Value.FromName),
        To = new MailParty(mail.ToAddress, mail.ToName),
        Subject = mail.Subject,
        Html = mail.Html,
        Text = mail.Text,
        Date = new DateTimeOffset(clock.ToLocal(mail.FrozenAt!.Value), clock.ToLocal(mail.FrozenAt.Value) - mail.FrozenAt.Value),
    };

    private void Record(QueuedMail mail, DeliveryOutcome outcome)
    {
        mail.Attempts++;
        mail.LeasedUntil = null;
        mail.LeasedBy = null;
        switch (outcome)
        {
            case DeliveryOutcome.Accepted:
                mail.State = MailState.Sent;
                mail.SentAt = clock.UtcNow;
                break;
            case DeliveryOutcome.RefusedForGood refused:
                mail.State = MailState.Refused;
                mail.LastError = refused.Reason;
                break;
            case DeliveryOutcome.RefusedForNow refused:
                // Certainly not taken, now or before: the next try says what is so then, to whoever holds the post then.
                mail.State = mail.Uncertain ? MailState.Frozen : MailState.Queued;
                Postpone(mail, refused.Reason);
                break;
            case DeliveryOutcome.Uncertain uncertain:
                mail.Uncertain = true;
                Postpone(mail, uncertain.Reason);
                break;
        }
    }

    /// <summary>Counts a try that failed here, in a context of its own: the one it failed in may hold half of it.</summary>
    private async Task<MailState> SetAsideAsync(int mailId, int fence, Exception e, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.Mails.SingleOrDefaultAsync(m => m.Id == mailId && m.Fence == fence, cancel) is not { } mail)
        {
            return MailState.Queued;
        }

        Record(mail, new DeliveryOutcome.RefusedForNow($"The mail could not be rendered: {e.Message}"));
        await db.SaveChangesAsync(cancel);
        return mail.State;
    }

    private void Postpone(QueuedMail mail, string reason)
    {
        mail.LastError = reason;
        if (mail.Attempts >= MostAttempts)
        {
            mail.State = MailState.GivenUp;
            return;
        }

        mail.NotBefore = hours.NextUtc(clock.UtcNow + Pauses[Math.Min(mail.Attempts, Pauses.Length) - 1]);
    }
}
