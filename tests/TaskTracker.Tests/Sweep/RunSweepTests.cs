using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Notices;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Plans;
using TaskTracker.Sweep;
using TaskTracker.Tests.Fixtures;
using Xunit.Abstractions;

namespace TaskTracker.Tests.Sweep;

public sealed class RunSweepTests(ITestOutputHelper output)
{
    [DatabaseFact]
    public async Task Sweep_WhenRunAgainTheSameDay_ChangesNoRowButItsOwnRun(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        await story.WorkAtAsync("2024-11-20 09:00");
        var before = await AllRows.OfAsync(story.Node, "Runs", "Batches");

        var again = await story.Node.SweepAsync();
        await story.Node.SendAsync();

        (again.Ordinal, again.Notices, again.Mails, again.Responsibilities).ShouldBe((2, 0, 0, 4));
        (await AllRows.OfAsync(story.Node, "Runs", "Batches")).ShouldBe(before);
        story.Post.Accepted.Count.ShouldBe(6);
    }

    [DatabaseFact]
    [InlineData("2024-11-12", "2024-11-20", "a week")]
    [InlineData("2024-11-04", "2024-12-04", "a month")]
    public async Task Sweep_WhenTheServiceWasOff_WritesToEachPersonOnceAndReplaysNothing(TestDatabase database, string last, string next, string off)
    {
        await using var story = await Story.BeginAsync(database);
        await story.WorkAtAsync($"{last} 09:00");
        story.Post.Forget();

        for (var hour = 8; hour < 18; hour++)
        {
            await story.WorkAtAsync($"{next} {hour:00}:45");
        }

        var perPerson = story.Post.Accepted.Where(m => !m.Subject.Contains("周报", StringComparison.Ordinal)).CountBy(m => m.To.Address).ToList();
        output.WriteLine($"{database.Provider}, off for {off}: {perPerson.Count} persons, {perPerson.Sum(p => p.Value)} mails, at most {perPerson.Max(p => p.Value)} to one");
        perPerson.ShouldAllBe(p => p.Value == 1);
        await using var db = story.Node.Open();
        (await db.Runs.Where(r => r.Kind == RunKind.Sweep).Select(r => r.AsOf).ToListAsync()).ShouldBe([DateOnly.Parse(last, null), DateOnly.Parse(next, null)], ignoreOrder: true);
        (await db.Notices.Where(n => n.IssuedOn > DateOnly.Parse(last, null)).Select(n => n.IssuedOn).Distinct().ToListAsync()).ShouldBe([DateOnly.Parse(next, null)]);
    }

    [DatabaseFact]
    public async Task Sweep_OverTheDaysOfALateMilestone_RaisesTheLevelWithItsRecipientsAndCopies(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        for (var day = new DateOnly(2024, 11, 13); day <= new DateOnly(2024, 12, 5); day = day.AddDays(1))
        {
            await story.WorkAtAsync($"{day:yyyy-MM-dd} 09:00");
        }

        await using var db = story.Node.Open();
        var told = await db.Notices.Where(n => n.Workflow == "milestone-deadline" && db.Responsibilities.Any(r => r.Id == n.ResponsibilityId && r.Task.Key == "t1" && r.Department.Name == SmallLedger.Health))
            .OrderBy(n => n.IssuedOn).ThenBy(n => n.Post.Kind)
            .Select(n => new { n.IssuedOn, n.Level, n.Post.Kind, n.IsCopy, n.Occurrence, Cured = n.CuredOn != null }).ToListAsync();
        told.Where(n => n.IssuedOn >= new DateOnly(2024, 11, 14)).Select(n => $"{n.IssuedOn:MM-dd} {n.Level} {n.Kind}{(n.IsCopy ? " copy" : "")} {n.Occurrence}{(n.Cured ? " replaced" : "")}").ShouldBe(
        [
            "11-14 1 Liaison 0 replaced",
            "11-20 2 DepartmentHead 0 replaced", "11-20 2 Liaison 0 replaced",
            "11-27 2 DepartmentHead 1 replaced", "11-27 2 Liaison 1 replaced",
            "12-04 3 DepartmentHead copy 0", "12-04 3 Liaison copy 0", "12-04 3 Supervision 0",
        ], ignoreOrder: true);
        story.To("du-cha")[^1].Subject.ShouldStartWith("【提请督办】");
        story.To("wei-liaison")[^1].Text.ShouldContain("抄送");
    }

    [DatabaseFact]
    public async Task Sweep_WhenASignalEndedAndBeginsAgain_StartsANewEpisode(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        await story.WorkAtAsync("2024-11-20 09:00");
        await story.Node.RecordAsync("t2", SmallLedger.Health, on => new SubmitReport(on, "联络员", ReportedState.OnSchedule, 95, "完成", "无"));
        await story.WorkAtAsync("2024-11-21 09:00");
        await story.Node.RecordAsync("t2", SmallLedger.Health, on => new ReturnReport(on, "督查室", "无证明材料"));
        await story.WorkAtAsync("2024-11-22 09:00");

        await using var db = story.Node.Open();
        var episodes = await db.Notices.Where(n => n.Rule == "due-within-30-days").Select(n => new { n.Episode, n.Occurrence, Cured = n.CuredOn != null }).ToListAsync();
        episodes.OrderBy(e => e.Episode).Select(e => (e.Episode.Day, e.Occurrence, e.Cured)).ShouldBe([(20, 0, true), (22, 0, false)]);
        story.To("wei-liaison").Count(m => m.Text.Contains("任务t2")).ShouldBe(2);
    }

    [DatabaseFact]
    public async Task Sweep_WhenASignalEndsAndBeginsAgainTheSameDayBeforeTheMailLeft_StillTellsItOnce(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        await story.SweepAtAsync("2024-11-20 08:00");
        await story.Node.RecordAsync("t2", SmallLedger.Health, on => new SubmitReport(on, "联络员", ReportedState.OnSchedule, 95, "完成", "无"));
        await story.Node.RecordAsync("t2", SmallLedger.Health, on => new ReturnReport(on, "督查室", "无证明材料"));
        await story.SweepAtAsync("2024-11-20 08:15");

        await story.SendAtAsync("2024-11-20 09:00");

        story.To("wei-liaison").ShouldHaveSingleItem().Text.ShouldContain("任务t2");
    }

    [DatabaseFact]
    [InlineData(PlanState.Trial, NoticeOutcome.PlanOnTrial)]
    [InlineData(PlanState.Draft, null)]
    [InlineData(PlanState.Archived, null)]
    public async Task Sweep_WhenThePlanIsNotInForce_SendsNothingAndNamesTheReason(TestDatabase database, PlanState state, NoticeOutcome? reason)
    {
        await using var story = await Story.BeginAsync(database, new SmallLedger { State = state });
        await story.WorkAtAsync("2024-11-20 09:00");

        story.Post.Accepted.ShouldBeEmpty();
        await using var db = story.Node.Open();
        (await db.Notices.CountAsync()).ShouldBe(0);
        var reasons = await db.Signals.Select(s => s.Outcome).Distinct().ToListAsync();
        if (reason is null)
        {
            reasons.ShouldBeEmpty();
        }
        else
        {
            reasons.ShouldContain(reason.Value);
            reasons.ShouldBeSubsetOf([NoticeOutcome.PlanOnTrial, NoticeOutcome.HigherLevelHolds]);
        }
    }

    [DatabaseFact]
    public async Task Sweep_WhenAPlanComesIntoForceAfterItsTrial_WritesFromThenOn(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database, new SmallLedger { State = PlanState.Trial });
        await story.WorkAtAsync("2024-11-20 09:00");
        await story.Node.AskAsync<ChangePlanState, string?>(h => h.HandleAsync(SmallLedger.PlanKey, PlanState.Active, story.Node.Clock.Today, default));
        await story.WorkAtAsync("2024-11-21 09:00");

        story.Post.Accepted.Count(m => !m.Subject.Contains("周报", StringComparison.Ordinal)).ShouldBe(2, "waiting times count from this day on: only what is coming due is told");
    }

    [DatabaseFact]
    public async Task Sweep_OfADayBeforeOneAlreadySwept_IsRefusedAndChangesNothing(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        await story.SweepAtAsync("2024-11-20 09:00");
        var before = await AllRows.OfAsync(story.Node);
        story.Time.Set("2024-11-19 09:00");

        (await Should.ThrowAsync<SweepRefusedException>(() => story.Node.SweepAsync())).Message.ShouldContain("2024-11-20");

        (await AllRows.OfAsync(story.Node)).ShouldBe(before);
    }

    [DatabaseFact]
    public async Task Sweep_WhenARuleMatchesEverybody_StillGivesEachPersonOneMail(TestDatabase database)
    {
        var rules = Directory.CreateDirectory(Path.Combine(database.Folder, "rules", "workflows"));
        await File.WriteAllTextAsync(Path.Combine(rules.FullName, "everybody.json"), """
            { "WorkflowName": "everybody", "Rules": [ { "RuleName": "always", "Expression": "responsibility.Progress >= 0", "SuccessEvent": "人人有份",
              "Properties": { "level": 2 }, "Actions": { "OnSuccess": { "Name": "Notify", "Context": { "to": ["liaison", "departmentHead", "supervision", "leader"], "template": "urge" } } } } ] }
            """);
        var ledger = new SmallLedger { Tasks = [.. Enumerable.Range(1, 60).Select(i => new PlannedTask($"t{i}", "2024-12-13", SmallLedger.Health, SmallLedger.Finance))] };
        await using var story = await Story.BeginAsync(database, ledger, rules.Parent!.FullName);
        await story.WorkAtAsync("2024-11-20 09:00");
        await story.WorkAtAsync("2024-11-21 09:00");

        await using var db = story.Node.Open();
        var notices = await db.Notices.CountAsync();
        var mails = story.Post.Accepted.Where(m => m.Subject.StartsWith("【催办】", StringComparison.Ordinal)).CountBy(m => m.To.Address).ToList();
        output.WriteLine($"{database.Provider}: {notices} notices, {mails.Count} persons, {mails.Sum(m => m.Value)} mails");
        notices.ShouldBe(60 * 2 * 4);
        mails.Count.ShouldBe(6);
        mails.ShouldAllBe(m => m.Value == 1);
    }

    [DatabaseFact]
    public async Task Sweep_WhenTwoNodesRunItAtOnce_IsTheSameAsOne(TestDatabase database)
    {
        var ledger = new SmallLedger { Plans = 6 };
        await using (var builder = new Node(database, FakeTime.At("2024-10-08 09:00"), new RecordedPost()))
        {
            await ledger.BuildAsync(builder);
        }

        await database.RewindAsync();
        var (alone, together) = (new List<string>(), new List<string>());
        await using (var one = new Node(database, FakeTime.At("2024-11-20 09:00"), new RecordedPost()))
        {
            await one.SweepAsync();
            alone = await NoticesAsync(one);
        }

        await database.RewindAsync();
        var (time, post) = (FakeTime.At("2024-11-20 09:00"), new RecordedPost());
        await using var a = new Node(database, time, post);
        await using var b = new Node(database, time, post);
        var runs = await Task.WhenAll(Task.Run(() => a.SweepAsync()), Task.Run(() => b.SweepAsync()));
        await Task.WhenAll(Task.Run(() => a.SendAsync()), Task.Run(() => b.SendAsync()));

        together = await NoticesAsync(a);
        together.ShouldBe(alone);

        // On a busy machine the second may come when the first has finished: it then makes a run of its own, with nothing in it.
        runs.DistinctBy(r => r.Id).Sum(r => r.Mails).ShouldBe(5);
        post.Accepted.Count.ShouldBe(5);
        post.Accepted.Select(m => m.MessageId).ShouldBeUnique();
        await using var db = a.Open();
        var shared = await db.Batches.Select(x => x.LeasedBy).Distinct().CountAsync();
        output.WriteLine($"{database.Provider}: {alone.Count} notices, 5 mails, 0 doubled; batches shared by {shared} nodes");
    }

    [DatabaseFact]
    public async Task Sweep_WhenAPersonReportsWhileItReads_EvaluatesThatAnewAndTellsNothingOfIt(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        await story.WorkAtAsync("2024-11-20 09:00");
        story.Post.Forget();
        story.Time.Set("2024-11-27 09:00");
        for (var at = 1; ; at++)
        {
            await database.RewindAsync();
            await using var other = new Node(database, story.Time, story.Post);
            var stop = new Stop(at, () => other.RecordAsync("t1", SmallLedger.Health, on => new ConfirmMilestone(on, "督查室", "2024-1")));
            await using var node = new Node(database, story.Time, story.Post, interceptors: stop.Interceptors);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            await node.SweepAsync(limit.Token);
            if (!stop.Happened)
            {
                break;
            }

            story.Post.Forget();
            await other.SendAsync();
            story.To("wei-head").ShouldBeEmpty($"reported at command {at}");
            story.To("cai-head").Count.ShouldBe(1, $"reported at command {at}");
        }
    }

    [DatabaseFact]
    public async Task Sweep_WhenItWakesOnALaterDayThatWasSweptMeanwhile_ChangesNothing(TestDatabase database)
    {
        await using (var builder = new Node(database, FakeTime.At("2024-10-08 09:00"), new RecordedPost()))
        {
            await new SmallLedger().BuildAsync(builder);
        }

        for (var at = 1; ; at++)
        {
            await database.RewindAsync();
            var (time, post) = (FakeTime.At("2024-11-19 17:00"), new RecordedPost());
            await using var other = new Node(database, time, post);
            List<string> rows = [];
            var stop = new Stop(at, async () =>
            {
                time.Set("2024-11-20 09:00");
                await other.WorkAsync();
                rows = await OutcomeAsync(other);
            });
            await using var stale = new Node(database, time, post, interceptors: stop.Interceptors);
            try
            {
                await stale.SweepAsync();
            }
            catch (SweepRefusedException)
            {
            }

            if (!stop.Happened)
            {
                break;
            }

            (await OutcomeAsync(other)).ShouldBe(rows, $"stopped at command {at}");
            post.Accepted.CountBy(m => m.To.Address).ShouldAllBe(m => m.Value == 1);
            await using var db = other.Open();
            (await db.Notices.CountAsync(n => n.MailId == null && n.CuredOn == null)).ShouldBe(0);
            (await db.Runs.CountAsync(r => r.State != RunState.Done)).ShouldBe(0);
        }
    }

    /// <summary>Without the looks: those that the stale node drops, having seen the touches of its own day, the next sweep takes anew.</summary>
    private static Task<List<string>> OutcomeAsync(Node node) => AllRows.OfAsync(node, "Runs", "Batches", "Looks", "Touches");

    private static async Task<List<string>> NoticesAsync(Node node)
    {
        await using var db = node.Open();
        var rows = await db.Notices.Select(n => $"{n.Subject} {n.Workflow}/{n.Rule} {n.Level} {n.Episode} {n.Occurrence} {n.PostId} {n.MailId == null}").ToListAsync();
        return [.. rows.Order(StringComparer.Ordinal)];
    }
}
