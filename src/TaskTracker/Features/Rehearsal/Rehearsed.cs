using TaskTracker.Domain.Organisation;

namespace TaskTracker.Features.Rehearsal;

/// <summary>What rules would write in a span of days, both its ends included.</summary>
/// <param name="Against">The same for the rules compared with; null where none were.</param>
/// <param name="Differences">From <paramref name="Rules"/> to <paramref name="Against"/>; null where nothing was compared.</param>
public sealed record Rehearsed(DateOnly From, DateOnly To, int Cap, RehearsedMails Rules, RehearsedMails? Against, IReadOnlyList<RehearsedChange>? Differences)
{
    /// <summary>The rules that would be published: those compared with, where there are any.</summary>
    public RehearsedMails Candidate => Against ?? Rules;

    /// <summary>The mails by the rules in force, where other rules were rehearsed and compared with none; else null.</summary>
    public IReadOnlyList<MailLine>? InForce { get; init; }

    /// <summary>Whether a change of the rules keeps the cap; without a change it is not asked.</summary>
    public bool IsWithinCap => NewlyOverCap().Count == 0;

    /// <summary>What stands over the cap by the change alone: weeks with more mails than the person gets in any week without it.</summary>
    public IReadOnlyList<WeekLine> NewlyOverCap()
    {
        var most = WeekLine.Of(InForce ?? Rules.Mails).GroupBy(w => w.PersonId).ToDictionary(g => g.Key, g => g.Max(w => w.Mails));
        return [.. Candidate.OverCap.Where(w => w.Mails > most.GetValueOrDefault(w.PersonId))];
    }
}

/// <param name="Mails">One a person and sweep.</param>
/// <param name="OverCap">Who would get more mails in a week than the cap allows.</param>
public sealed record RehearsedMails(IReadOnlyList<NoticeLine> Notices, IReadOnlyList<MailLine> Mails, IReadOnlyList<WeekLine> OverCap);

/// <param name="Subject">As signals and notices name it, e.g. <c>milestone:12</c>.</param>
/// <param name="About">The task by number and title, with its milestone or period; the indicator; or empty where it is the plan itself.</param>
/// <param name="Department">Whose matter it is; empty where it is nobody's.</param>
/// <param name="Rule"><c>workflow/rule</c>.</param>
/// <param name="Since">The day on which the rule began to hold.</param>
/// <param name="Occurrence">0 for the first notice, then one for each repeat.</param>
public sealed record NoticeLine(
    DateOnly Day, string Plan, string Subject, int? TaskId, int? ResponsibilityId, string About, string Department, int Level, string Rule, string Sentence,
    DateOnly Since, int Occurrence, IReadOnlyList<RecipientLine> Recipients);

/// <param name="Person">Who holds the post on that day.</param>
/// <param name="IsCopy">抄送.</param>
public sealed record RecipientLine(PostKind Post, string Department, int PersonId, string Person, bool IsCopy);

/// <param name="Level">The highest of its notices.</param>
public sealed record MailLine(DateOnly Day, int PersonId, string Person, string Department, int Level, int Notices);

/// <param name="Monday">The first day of the week.</param>
/// <param name="Mails">In that week.</param>
public sealed record WeekLine(DateOnly Monday, int PersonId, string Person, string Department, int Mails)
{
    /// <summary>By week, most first.</summary>
    public static IReadOnlyList<WeekLine> Of(IEnumerable<MailLine> mails) =>
    [
        .. mails.GroupBy(m => (Monday: m.Day.AddDays(-(((int)m.Day.DayOfWeek + 6) % 7)), m.PersonId))
            .Select(g => new WeekLine(g.Key.Monday, g.Key.PersonId, g.First().Person, g.First().Department, g.Count()))
            .OrderBy(w => w.Monday).ThenByDescending(w => w.Mails).ThenBy(w => w.PersonId),
    ];
}

/// <param name="Before">Null where it appears.</param>
/// <param name="After">Null where it vanishes; where both are there it moves to another day, level or other posts.</param>
public sealed record RehearsedChange(NoticeLine? Before, NoticeLine? After);
