using TaskTracker.Domain.Organisation;

namespace TaskTracker.Domain.Notices;

public sealed partial class NoticeDecision
{
    /// <summary>
    /// The first day after today on which what is decided about a rule that goes on holding comes out otherwise, if nothing is done: a notice
    /// is written, or none is for another reason. Null where no such day comes. It is that very day; when the rule itself, or one of a higher
    /// level, turns is <see cref="Evaluation.Watch.NextChange(Plans.Plan)"/>'s to say.
    /// </summary>
    /// <param name="earlier">The notices of the present episode, today's among them or not.</param>
    /// <param name="heldFrom">The first day after today on which a post of the kind that concerns the subject is held; null where none is known.</param>
    public DateOnly? NextChange(Decision decision, IReadOnlyList<EarlierNotice> earlier, Func<PostKind, DateOnly?> heldFrom) => decision.Outcome switch
    {
        NoticeOutcome.Written => today.AddDays(1),
        NoticeOutcome.NotAWorkday => calendar.AddWorkdays(today, 1),
        NoticeOutcome.NobodyInPost => decision.Holding.Consequence.Notify!.To.Select(heldFrom).Append(NextDayOff()).Min(),
        NoticeOutcome.RepeatNotDue or NoticeOutcome.RepeatsEnded => AfterNotice(decision, earlier.MaxBy(n => n.Occurrence)!),
        NoticeOutcome.RuleAsksNone or NoticeOutcome.PlanOnTrial or NoticeOutcome.HigherLevelHolds or NoticeOutcome.LeftToSignature => null,

        // The end of a silence is a change of the responsibility, as Watch has it.
        NoticeOutcome.Silenced or NoticeOutcome.Suspended => null,
        _ => throw new ArgumentOutOfRangeException(nameof(decision), decision.Outcome, "No such outcome."),
    };

    /// <summary>A day on which a notice was written shows that, whatever was asked later that day; the day after shows what comes of it.</summary>
    private DateOnly? AfterNotice(Decision decision, EarlierNotice last) =>
        last.IssuedOn == today ? today.AddDays(1)
        : decision.Outcome == NoticeOutcome.RepeatsEnded ? null
        : calendar.AddWorkdays(last.IssuedOn, decision.Holding.Consequence.Notify!.RepeatWorkdays[last.Occurrence]);

    private DateOnly NextDayOff()
    {
        var day = today.AddDays(1);
        while (calendar.IsWorkday(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }
}
