using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Notices;
using TaskTracker.Domain.Plans;
using TaskTracker.Persistence;
using TaskTracker.Rules;
using TaskTracker.Sweep;
using TaskTracker.Words;

namespace TaskTracker.Features.Responsibilities;

/// <param name="Answer">Null where no rule was asked that day: the plan was not watched, or the responsibility not in force.</param>
/// <param name="IsWatched">Whether the plan was.</param>
/// <param name="Changes">The first day after it on which anything is another, if nobody acts; null where no such day comes.</param>
/// <param name="Outcomes">What became of each rule that held, in the order of the answer.</param>
/// <param name="Guessed">Days that rest on the calendar of a year not announced yet.</param>
internal sealed record ExplainedResponsibility(
    int Id, string Plan, string Number, string Task, string Department, DateOnly On, DateOnly Today, bool IsWatched,
    ExplainLight.Answer? Answer, DateOnly? Changes, IReadOnlyList<NoticeOutcome> Outcomes, Func<DateOnly, bool> Guessed);

/// <summary>Puts the rules to one responsibility on one day, past or to come, and says what came or would come of each.</summary>
internal sealed class ExplainResponsibility(TrackerDb db, ReadTaskOn tasks, HouseRules house, HouseClock clock)
{
    public async Task<ExplainedResponsibility> HandleAsync(int id, DateOnly day, LedgerWords words, CancellationToken cancel)
    {
        var head = await db.Responsibilities.IgnoreQueryFilters(TrackerDb.Ended).Where(r => r.Id == id)
            .Select(r => new { r.TaskId, r.Task.PlanId, Plan = r.Task.Plan.Title, r.Task.Number, r.Task.Title, Department = r.Department.Name }).SingleAsync(cancel);
        var (rules, calendar) = house.Current;
        var (plan, task) = await tasks.HandleAsync(head.PlanId, head.TaskId, day, cancel);
        var model = new ExplainedResponsibility(
            id, head.Plan, head.Number, head.Title, head.Department, day, clock.Today, plan.IsWatched, null, null, [], on => !calendar.IsAnnounced(on.Year));
        if (!plan.IsWatched || task?.Responsibilities.FirstOrDefault(r => r.Standing.Id == id) is not { } mine)
        {
            return model;
        }

        var began = await house.KeptAsync(db, rules, id, day, cancel);
        var kept = began;
        for (var on = clock.Today; on < day && !kept.IsEmpty; on = on.AddDays(1))
        {
            kept = kept.Among(new Watch(rules, calendar, on, kept).Responsibility(plan, task, mine));
        }

        var answer = new ExplainLight(rules, calendar, day, words, kept).Of(plan, task, mine);
        var watch = new Watch(rules, calendar, day, kept);
        var outcomes = await OutcomesAsync(plan, [.. watch.Responsibility(plan, task, mine)], began, day, cancel);
        return model with
        {
            Answer = answer, Changes = watch.NextChange(plan, task, mine), Outcomes = [.. answer.Holding.Select(w => outcomes[(w.Subject, w.Rule)])],
        };
    }

    private async Task<Dictionary<(string Subject, string Rule), NoticeOutcome>> OutcomesAsync(Plan plan, List<Holding> holdings, KeptRules began, DateOnly day, CancellationToken cancel)
    {
        var posts = await HeldPosts.ReadAsync(db, plan.Region, day, cancel);
        var subjects = holdings.Select(h => h.Subject.Key).Distinct().ToList();
        var since = (await db.Signals.Where(s => subjects.Contains(s.Subject) && s.Since <= day).Select(s => new { s.Subject, s.Workflow, s.Rule, s.Since }).AsNoTracking().ToListAsync(cancel))
            .ToDictionary(s => (s.Subject, s.Workflow, s.Rule), s => s.Since);
        var notices = (await db.Notices.Where(n => subjects.Contains(n.Subject) && n.IssuedOn <= day)
            .Select(n => new { n.Subject, n.Workflow, n.Rule, n.Episode, n.Occurrence, n.IssuedOn, n.CuredOn }).Distinct().AsNoTracking().ToListAsync(cancel))
            .ToLookup(n => (n.Subject, n.Workflow, n.Rule));
        var goingOn = began.GoingOn(holdings);
        var decision = new NoticeDecision(calendar: house.Current.Calendar, today: day);
        var outcomes = new Dictionary<(string Subject, string Rule), NoticeOutcome>();
        foreach (var subject in holdings.GroupBy(h => h.Subject.Key))
        {
            IReadOnlyList<EarlierNotice> Earlier(Rule rule)
            {
                if (!goingOn.Contains((subject.Key, rule.Workflow, rule.Name)))
                {
                    // What was kept has ended, and the version in force begins.
                    return [];
                }

                var mine = notices[(subject.Key, rule.Workflow, rule.Name)].ToList();

                // Of a signal that has ended since only its notices tell when it began.
                var episode = since.TryGetValue((subject.Key, rule.Workflow, rule.Name), out var known) ? known
                    : mine.Where(n => !(n.CuredOn <= day)).Max(n => (DateOnly?)n.Episode);
                return [.. mine.Where(n => n.Episode == episode).Select(n => new EarlierNotice(n.Occurrence, n.IssuedOn))];
            }

            foreach (var one in decision.Decide(plan, [.. subject], _ => null, Earlier, kind => posts.Of(kind, subject.First().Subject.DepartmentId)))
            {
                var isWritten = notices[(subject.Key, one.Holding.Rule.Workflow, one.Holding.Rule.Name)].Any(n => n.IssuedOn == day);
                outcomes[(subject.Key, $"{one.Holding.Rule.Workflow}/{one.Holding.Rule.Name}")] = isWritten ? NoticeOutcome.Written : one.Outcome;
            }
        }

        return outcomes;
    }
}
