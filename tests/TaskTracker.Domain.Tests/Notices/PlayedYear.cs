using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Notices;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Domain.Tests.Calendar;
using TaskTracker.Domain.Tests.Evaluation.Shipped;

namespace TaskTracker.Domain.Tests.Notices;

/// <summary>What the dice gave for one year of one responsibility.</summary>
internal sealed record Year(DateOnly ActiveFrom, DateOnly AssignedOn, IReadOnlyList<DateOnly> Due, IReadOnlyList<ProgressCommand> Commands, IReadOnlySet<DateOnly> SweepsMissed, DateOnly OfficeVacantUntil);

/// <summary>A decision of one day, together with all that held for the subject and what the hand-written rule says.</summary>
internal sealed record PlayedDecision(DateOnly On, Decision Decision, IReadOnlyList<Holding> Beside, bool ReallyHolds, int EarlierInEpisode);

/// <summary>Plays the days of 2024 one after another, as sweeps would: signals begin and end, notices are written and remembered.</summary>
internal static class PlayedYear
{
    private static readonly Dictionary<PostKind, int> Posts = new() { [PostKind.Liaison] = 11, [PostKind.DepartmentHead] = 12, [PostKind.Supervision] = 13 };

    public static IEnumerable<PlayedDecision> Play(Year year)
    {
        var calendar = ShippedCalendars.Calendar;
        var plan = new Plan { Id = 1, Key = "p", Title = "规划", Region = "甲区", Start = new(2021, 1, 1), End = new(2025, 12, 31), State = PlanState.Active, ActiveFrom = year.ActiveFrom };
        var responsibility = new Responsibility { Id = 7, DepartmentId = 3, AssignedOn = year.AssignedOn };
        responsibility.Milestones.AddRange(year.Due.Select((due, i) => new MilestoneShare
        {
            Id = i, Milestone = new Milestone { Key = $"{i}", Text = "节点", Due = due, Origin = MilestoneOrigin.Annual }, Due = due, FirstDue = due,
        }));
        var since = new Dictionary<(string Subject, string Rule), DateOnly>();
        var written = new List<(string Subject, string Rule, DateOnly Episode, EarlierNotice Notice)>();
        foreach (var day in Days.Between(new(2024, 1, 1), new(2024, 12, 31)))
        {
            foreach (var command in year.Commands.Where(c => c.On == day))
            {
                ProgressDecision.Decide(responsibility, new(plan.ReportCadence), command).Events.ToList().ForEach(e => ProgressDecision.Apply(responsibility, e));
            }

            if (day < year.ActiveFrom || day < year.AssignedOn || year.SweepsMissed.Contains(day))
            {
                continue;
            }

            var byHand = new HandWrittenRules(plan, responsibility, day);
            var holdings = Holdings(plan, responsibility, day);
            var now = holdings.Select(h => (h.Subject.Key, h.Rule.Name)).ToHashSet();
            since.Keys.Where(k => !now.Contains(k)).ToList().ForEach(k => since.Remove(k));
            foreach (var subject in holdings.GroupBy(h => h.Subject.Key))
            {
                var beside = subject.ToList();
                var decisions = new NoticeDecision(calendar, day).Decide(
                    plan, beside,
                    rule => since.TryGetValue((subject.Key, rule.Name), out var first) ? first : null,
                    rule => Earlier(subject.Key, rule.Name),
                    kind => Posts.TryGetValue(kind, out var post) && (kind != PostKind.Supervision || day > year.OfficeVacantUntil) ? [post] : []).ToList();
                foreach (var decision in decisions)
                {
                    var rule = decision.Holding.Rule.Name;
                    since.TryAdd((subject.Key, rule), day);
                    var share = responsibility.Milestones.SingleOrDefault(m => m.Id == decision.Holding.Subject.MilestoneShareId);
                    yield return new PlayedDecision(day, decision, beside, byHand.Holds(rule, share), Earlier(subject.Key, rule).Count);
                    if (decision.Outcome == NoticeOutcome.Written)
                    {
                        written.Add((subject.Key, rule, decision.Episode, new EarlierNotice(decision.Occurrence, day)));
                    }
                }
            }
        }

        List<EarlierNotice> Earlier(string subject, string rule) =>
            since.TryGetValue((subject, rule), out var episode) ? [.. written.Where(w => (w.Subject, w.Rule, w.Episode) == (subject, rule, episode)).Select(w => w.Notice)] : [];
    }

    private static List<Holding> Holdings(Plan plan, Responsibility r, DateOnly day)
    {
        var standing = new ResponsibilityStanding(
            r.Id, r.DepartmentId, r.Role, r.State, r.AssignedOn, r.AcceptedOn, r.ClosedOn, r.Progress, r.Reports.LastOrDefault(p => p.Review != ReviewState.Returned)?.ReportedOn,
            r.Reports.Where(p => p.Review != ReviewState.Returned).Select(p => p.Period).ToHashSet());
        var milestones = r.Milestones.Select(m => new MilestoneStanding(m.Id, m.Milestone.Origin, m.Due, m.FirstDue, m.MetOn, "节点")).ToList();
        var task = new TaskInView(5, new TaskState("1", TaskKind.Task, 1, r.ClosedOn is null ? 1 : 0, [.. r.Milestones.Select(m => m.Due)]), []);
        return [.. new Watch(ShippedRules.Rules, ShippedCalendars.Calendar, day).Responsibility(plan, task, new ResponsibilityInView(standing, milestones))];
    }
}
