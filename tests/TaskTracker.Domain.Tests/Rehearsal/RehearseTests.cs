using System.Globalization;
using FsCheck.Xunit;
using TaskTracker.Domain.Calendar;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Notices;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Domain.Rehearsal;
using TaskTracker.Domain.Tests.Calendar;
using TaskTracker.Domain.Tests.Evaluation.Shipped;
using TaskTracker.Rules;
using TaskTracker.Rules.Json;

namespace TaskTracker.Domain.Tests.Rehearsal;

public sealed class RehearseTests
{
    [Property(MaxTest = 150)]
    public void Notices_OfAnyHistory_AreThoseOfEachDayInFull(int seed) => SameAsInFull(seed, ShippedRules.Rules, ShippedRules.Rules);

    [Property(MaxTest = 150)]
    public void Notices_OfAnyHistoryUnderAnyRules_AreThoseOfEachDayInFull(int seed) => SameAsInFull(seed, RandomRules(seed, seed), RandomRules(seed, seed));

    [Property(MaxTest = 300)]
    public void Notices_WhileSignalsKeepTheRulesTheyBeganWith_AreThoseOfEachDayInFull(int seed) => SameAsInFull(seed, RandomRules(seed, seed), RandomRules(seed, seed + 1));

    [Fact]
    public void Notices_OfRunningSignals_AreByTheRulesTheyBeganWith()
    {
        var versions = Enumerable.Range(1, 100).SelectMany(seed =>
        {
            var earlier = RandomRules(seed, seed + 1).Book.Rules.Select(r => r.Version).ToHashSet();
            return Rehearsed(seed, RandomRules(seed, seed), RandomRules(seed, seed + 1)).Select(n => earlier.Contains(n.Rule.Version));
        }).CountBy(isEarlier => isEarlier).ToDictionary();
        versions[true].ShouldBeGreaterThan(20);
        versions[false].ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Notices_OverTheRandomHistories_AreManyAndOfEveryLevel()
    {
        var levels = Enumerable.Range(1, 60).SelectMany(seed => Rehearsed(seed, ShippedRules.Rules, ShippedRules.Rules)).CountBy(n => n.Level).ToDictionary();
        levels.Keys.Order().ShouldBe([1, 2, 3]);
        levels.Values.ShouldAllBe(count => count > 30);
    }

    /// <param name="earlier">Those that the running signals began with.</param>
    private static void SameAsInFull(int seed, WatchRules rules, WatchRules earlier)
    {
        var world = new World(new Random(seed), earlier);
        var full = DayByDay.Notices(rules, world.Calendar, world.Sweeps, world.Courses, world.Posts, world.Running, earlier);
        Rehearsed(seed, rules, earlier).Select(Text).ShouldBe(full.Select(Text), ignoreOrder: true);
    }

    private static List<RehearsedNotice> Rehearsed(int seed, WatchRules rules, WatchRules earlier)
    {
        var world = new World(new Random(seed), earlier);
        var running = world.Running.SelectMany(signals => signals).Select(s => (s.Subject, s.Workflow, s.Rule, s.RuleVersion));
        var rehearse = new Rehearse(rules, world.Calendar, world.Sweeps, KeptRules.Of(rules, running, (_, _, _) => earlier));
        return [.. world.Courses.SelectMany(c => rehearse.Of(c, world.Posts, world.Running[c.Name]))];
    }

    private static string Text(RehearsedNotice n) => string.Create(
        CultureInfo.InvariantCulture,
        $"{n.Sweep} {n.On:O} {n.Subject.Key} {n.Rule.Name} {n.Rule.Version} {n.Level} {n.Episode:O} {n.Occurrence} {string.Join(",", n.Recipients.OrderBy(r => r.PostId))}");

    /// <summary>The same seed gives rules of the same names about the same facts; numbers, levels and repeats come from the other.</summary>
    private static WatchRules RandomRules(int seed, int version)
    {
        var dice = new Random(version);
        string[] atoms =
        [
            "milestone.IsOpen && milestone.DaysLeft <= {0}", "milestone.IsOpen && milestone.DaysLeft <= {0} && milestone.DaysLeft > {1}", "milestone.IsOpen && milestone.WorkdaysOverdue >= {1}", "milestone.IsOpen && milestone.TimeGone > responsibility.Progress + {1}",
            "!responsibility.IsAccepted && responsibility.WorkdaysWaiting > {1}", "(responsibility.DaysSinceReport ?? {0}) > {0}", "!report.IsFiled && report.WorkdaysLate >= {1}",
            "report.WorkdaysLeft <= {1} && !report.IsFiled", "plan.DaysLeft < {0}", "task.MilestonesThisYear == 0 && plan.WorkdaysActive > {1}",
        ];
        var rules = new Random(seed).GetItems(atoms, 5).Distinct().Select((atom, i) => string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            { "RuleName": "r{{i}}", "Expression": "{{string.Format(CultureInfo.InvariantCulture, atom, dice.Next(1, 200), dice.Next(1, 40))}}", "SuccessEvent": "规则{{i}}",
              "Properties": { "level": {{dice.Next(1, 4)}} },
              "Actions": { "OnSuccess": { "Name": "Notify", "Context": { "to": ["{{(dice.Next(2) == 0 ? "liaison" : "supervision")}}"], "template": "reminder", "repeatWorkdays": [{{(dice.Next(2) == 0 ? "" : "1, 7")}}] } } } }
            """));
        var findings = new List<Finding>();
        var loaded = WatchRules.Load([new RuleFile("random.json", $$"""{ "WorkflowName": "random", "Rules": [ {{string.Join(",", rules)}} ] }""")], findings);

        // Two of the dice may be each other's shadow; then the shipped ones will do.
        return loaded ?? ShippedRules.Rules;
    }

    /// <summary>One responsibility with two milestones, its plan, reports and posts, all changing as the dice have it.</summary>
    private sealed class World
    {
        public World(Random dice, WatchRules earlier)
        {
            Calendar = dice.Next(3) == 0 ? WorkCalendar.Weekdays : ShippedCalendars.Calendar;
            var first = new DateOnly(2023, 1, 1).AddDays(dice.Next(700));
            Sweeps = [.. Enumerable.Range(0, 500).Where(_ => dice.Next(15) > 0).SelectMany(d => Enumerable.Repeat(first.AddDays(d), dice.Next(40) == 0 ? 2 : 1))];
            Posts = new PostTerms(
            [
                new PostTerm(1, 3, PostKind.Liaison, 1, first.AddDays(-9), first.AddDays(dice.Next(300))), new PostTerm(1, 3, PostKind.Liaison, 2, first.AddDays(300 + dice.Next(60)), null),
                new PostTerm(2, 3, PostKind.DepartmentHead, 3, first.AddDays(dice.Next(200)), null), new PostTerm(3, 9, PostKind.Supervision, 4, first.AddDays(dice.Next(90)), null),
            ]);
            var due = new[] { first.AddDays(dice.Next(400)), first.AddDays(dice.Next(400)) };
            var running = earlier.Book.Rules.Where(r => r.Subject == typeof(MilestoneSubject)).SelectMany(_ => new[] { "milestone:1", "milestone:2" }, (Rule, Milestone) => (Rule, Milestone))
                .Where(_ => dice.Next(3) > 0).Select(s => new RunningSignal(s.Milestone, s.Rule.Workflow, s.Rule.Name, s.Rule.Version, first.AddDays(-3), dice.Next(3) == 0 ? null : new EarlierNotice(dice.Next(2), first.AddDays(-1)))).ToList();
            Running = running.ToLookup(r => Course.NameOf(r.Subject));
            var plan = new Plan { Id = 1, Key = "p", Title = "规划", Region = "甲区", Start = new(2021, 1, 1), End = new(2025, 6, 30), State = PlanState.Active, ActiveFrom = first.AddDays(-dice.Next(60)) };
            var standing = new ResponsibilityStanding(7, 3, ResponsibilityRole.Joint, ResponsibilityState.Assigned, first.AddDays(-dice.Next(30)), null, null, 0, null, new HashSet<string>());
            var milestones = due.Select((d, i) => new MilestoneStanding(i + 1, MilestoneOrigin.Annual, d, d, null, "节点")).ToList();
            var stages = new Dictionary<string, List<Stage>>();
            var sweep = 0;
            DateOnly? assessed = null;
            for (var change = dice.Next(12); ; change--)
            {
                var task = new TaskInView(5, new TaskState("1", TaskKind.Task, 1, standing.ClosedOn is null ? 1 : 0, [.. due]), []);
                void Add(string name, Watched subject)
                {
                    stages.TryAdd(name, []);
                    stages[name].Add(new Stage(sweep, assessed, dice.Next(25) == 0 ? null : subject));
                }

                Add("plan:1", Watched.Of(plan));
                Add("task:5", Watched.OfTask(plan, task));
                Add("responsibility:7", Watched.Of(plan, task, standing));
                Add("report:7", Watched.OfReport(plan, task, standing));
                milestones.ForEach(m => Add($"milestone:{m.Id}", Watched.Of(plan, task, standing, m)));
                sweep += dice.Next(60);
                if (change == 0 || sweep >= Sweeps.Count)
                {
                    break;
                }

                var on = Sweeps[sweep].AddDays(-1);
                assessed = dice.Next(2) == 0 ? on : null;
                (plan, standing) = Change(dice, plan, standing, milestones, on);
            }

            Courses = [.. stages.Select(s => new Course(s.Key, s.Value))];
        }

        public WorkCalendar Calendar { get; }

        public IReadOnlyList<DateOnly> Sweeps { get; }

        public PostTerms Posts { get; }

        public IReadOnlyList<Course> Courses { get; }

        public ILookup<string, RunningSignal> Running { get; }

        private static (Plan Plan, ResponsibilityStanding Standing) Change(Random dice, Plan plan, ResponsibilityStanding standing, List<MilestoneStanding> milestones, DateOnly on)
        {
            var which = dice.Next(milestones.Count);
            switch (dice.Next(7))
            {
                case 0:
                    var state = dice.GetItems([PlanState.Trial, PlanState.Active, PlanState.UnderEvaluation, PlanState.Archived], 1)[0];
                    return (new Plan { Id = 1, Key = "p", Title = "规划", Region = "甲区", Start = plan.Start, End = plan.End, State = state, ActiveFrom = plan.ActiveFrom }, standing);
                case 1:
                    return (plan, standing with { AcceptedOn = standing.AcceptedOn ?? on, State = ResponsibilityState.Accepted });
                case 2:
                    var periods = standing.ReportedPeriods.Append(ReportPeriod.CountingOn(plan.ReportCadence, on).Name).ToHashSet();
                    return (plan, standing with { AcceptedOn = standing.AcceptedOn ?? on, Progress = dice.Next(101), LastReportOn = on, ReportedPeriods = periods });
                case 3:
                    milestones[which] = milestones[which] with { Due = milestones[which].Due.AddDays(dice.Next(90)) };
                    return (plan, standing);
                case 4:
                    milestones[which] = milestones[which] with { MetOn = on };
                    return (plan, standing);
                case 5:
                    return (plan, standing with { ReportedPeriods = new HashSet<string>(), Progress = 0 });
                default:
                    return (plan, dice.Next(4) == 0 ? standing with { ClosedOn = on, State = ResponsibilityState.Closed } : standing);
            }
        }
    }
}
