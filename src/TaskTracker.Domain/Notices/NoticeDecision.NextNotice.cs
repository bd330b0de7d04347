using TaskTracker.Domain.Organisation;

namespace TaskTracker.Domain.Notices;

public sealed partial class NoticeDecision
{
    /// <summary>
    /// The first day after today on which a notice can be written about a rule that goes on holding beside the same others, if nothing is done;
    /// null where none will be. For who asks only about notices, and not about the reasons for none, as <see cref="NextChange"/> does.
    /// </summary>
    /// <param name="last">The latest notice of the present episode before today; null where there is none.</param>
    /// <param name="heldFrom">The first day after today on which somebody takes up a post of the kind that concerns the subject; null where nobody does.</param>
    public DateOnly? NextNotice(Decision decision, EarlierNotice? last, Func<PostKind, DateOnly?> heldFrom) => decision.Outcome switch
    {
        NoticeOutcome.Written => RepeatOn(decision, decision.Occurrence, today),
        NoticeOutcome.RepeatNotDue => RepeatOn(decision, last!.Occurrence, last.IssuedOn),
        NoticeOutcome.NotAWorkday => calendar.AddWorkdays(today, 1),
        NoticeOutcome.NobodyInPost => decision.Holding.Consequence.Notify!.To.Min(heldFrom),
        _ => null,
    };

    private DateOnly? RepeatOn(Decision decision, int occurrence, DateOnly issuedOn) =>
        decision.Holding.Consequence.Notify!.RepeatWorkdays is { } gaps && occurrence < gaps.Count ? calendar.AddWorkdays(issuedOn, gaps[occurrence]) : null;
}
