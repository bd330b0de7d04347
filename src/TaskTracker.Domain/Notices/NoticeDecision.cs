using TaskTracker.Domain.Calendar;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Plans;
using TaskTracker.Rules;

namespace TaskTracker.Domain.Notices;

/// <summary>A notice of the present episode that was written before.</summary>
public sealed record EarlierNotice(int Occurrence, DateOnly IssuedOn);

/// <summary>What to do about one rule that holds.</summary>
/// <param name="Episode">The day on which it began to hold.</param>
/// <param name="Recipients">Empty unless <paramref name="Outcome"/> is <see cref="NoticeOutcome.Written"/>.</param>
public sealed record Decision(Holding Holding, NoticeOutcome Outcome, DateOnly Episode, int Occurrence, IReadOnlyList<Recipient> Recipients);

public sealed record Recipient(int PostId, bool IsCopy);

/// <summary>Decides for each rule that holds who is written to today, or why nobody is.</summary>
public sealed partial class NoticeDecision(WorkCalendar calendar, DateOnly today)
{
    /// <param name="holdings">All rules that hold for one subject.</param>
    /// <param name="since">Since when a rule of the subject holds; null where it begins today.</param>
    /// <param name="earlier">The notices of the present episode of a rule.</param>
    /// <param name="posts">The posts of a kind that are held today and concern the subject.</param>
    public IEnumerable<Decision> Decide(
        Plan plan, IReadOnlyList<Holding> holdings, Func<Rule, DateOnly?> since, Func<Rule, IReadOnlyList<EarlierNotice>> earlier, Func<PostKind, IReadOnlyList<int>> posts)
    {
        // A proposal may lie in the queue for weeks, and be declined; what is written meanwhile goes on.
        var highest = holdings.Max(h => h.Consequence.Notify is null || h.Consequence.Proposes ? null : h.Consequence.Level);
        foreach (var holding in holdings)
        {
            var before = earlier(holding.Rule);
            var recipients = holding.Consequence.Notify is { } notify ? Recipients(notify, posts) : [];
            var outcome = OutcomeOf(plan, holding, highest, before, recipients);
            yield return new Decision(
                holding, outcome, since(holding.Rule) ?? today, before.Count == 0 ? 0 : before.Max(n => n.Occurrence) + 1, outcome == NoticeOutcome.Written ? recipients : []);
        }
    }

    private NoticeOutcome OutcomeOf(Plan plan, Holding holding, int? highest, IReadOnlyList<EarlierNotice> before, IReadOnlyList<Recipient> recipients)
    {
        if (holding.Consequence.Notify is not { } notify)
        {
            return NoticeOutcome.RuleAsksNone;
        }

        if (holding.Consequence.Level < highest)
        {
            return NoticeOutcome.HigherLevelHolds;
        }

        if (!plan.SendsMail)
        {
            return NoticeOutcome.PlanOnTrial;
        }

        if (holding.Subject.Quiet is { } quiet)
        {
            return quiet;
        }

        if (holding.Consequence.Proposes)
        {
            return before.Count > 0 ? NoticeOutcome.RepeatsEnded : NoticeOutcome.LeftToSignature;
        }

        if (before.Count > 0)
        {
            var last = before.MaxBy(n => n.Occurrence)!;
            if (last.Occurrence >= notify.RepeatWorkdays.Count)
            {
                return NoticeOutcome.RepeatsEnded;
            }

            if (calendar.WorkdaysBetween(last.IssuedOn, today) < notify.RepeatWorkdays[last.Occurrence])
            {
                return NoticeOutcome.RepeatNotDue;
            }
        }

        return !calendar.IsWorkday(today) ? NoticeOutcome.NotAWorkday
            : !recipients.Any(r => !r.IsCopy) ? NoticeOutcome.NobodyInPost
            : NoticeOutcome.Written;
    }

    private static List<Recipient> Recipients(Notify notify, Func<PostKind, IReadOnlyList<int>> posts)
    {
        var to = notify.To.SelectMany(posts).Distinct().ToList();
        return [.. to.Select(p => new Recipient(p, false)), .. notify.Copy.SelectMany(posts).Distinct().Except(to).Select(p => new Recipient(p, true))];
    }
}
