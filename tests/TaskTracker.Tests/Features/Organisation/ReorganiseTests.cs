using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features;
using TaskTracker.Features.Organisation;
using TaskTracker.Features.Plans;
using TaskTracker.Features.Progress;
using TaskTracker.Persistence;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Organisation;

public sealed class ReorganiseTests
{
    [DatabaseFact]
    public async Task Reorganise_WhenRenamed_MovesOpenResponsibilitiesWithHistoryAndThePosts(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        var id = await IdAsync(ledger, "区卫生健康局");
        (await ledger.WithAsync<RecordProgress, ProgressRefusal?>(r => r.HandleAsync(id, new SubmitReport(Ledger.Day, "王一", ReportedState.OnSchedule, 40, "", ""), default))).ShouldBeNull();

        (await DoAsync(ledger, ["区卫生健康局"], ["区卫生健康委"])).ShouldBeNull();

        await using var db = ledger.Open();
        var moved = await db.Responsibilities.Include(r => r.Department).ThenInclude(d => d.Posts).ThenInclude(p => p.Holders).ThenInclude(h => h.Person).Include(r => r.Reports).AsSplitQuery().SingleAsync(r => r.Id == id);
        (moved.Department.Name, moved.Reports.Count, moved.State).ShouldBe(("区卫生健康委", 1, ResponsibilityState.InProgress));
        (await db.KindsAsync(id)).ShouldBe(["Assigned", "Accepted", "ReportSubmitted", "HandedOver"]);
        moved.Department.Posts.SelectMany(p => p.Holders).ShouldContain(h => h.Person.Key == "wang" && h.From == Ledger.Day);
        var old = await db.Departments.Include(d => d.Successors).SingleAsync(d => d.Name == "区卫生健康局");
        (old.Until, old.Successors.Count).ShouldBe((Ledger.Day.AddDays(-1), 1));
        (await db.Responsibilities.CountAsync(r => r.DepartmentId == old.Id)).ShouldBe(0);
        (await db.ChainAsync(AuditSubject.Region(old.Region)))[^1].Kind.ShouldBe("DepartmentsReorganised");

        // The plan still names it as printed; loading it again gives nothing to the department that is gone.
        await ledger.LoadAsync(FileKind.Plan, SampleFiles.Plan, Ledger.Day);
        (await db.Responsibilities.IgnoreQueryFilters(TrackerDb.Ended).CountAsync(r => r.DepartmentId == old.Id)).ShouldBe(0);
    }

    [DatabaseFact]
    public async Task Reorganise_WhenMerged_LeavesOneResponsibilityInATask(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);

        (await DoAsync(ledger, ["区卫生健康局", "区财政局"], ["区综合局"])).ShouldBeNull();

        await using var db = ledger.Open();
        var all = await db.Responsibilities.IgnoreQueryFilters(TrackerDb.Ended).Include(r => r.Department).Include(r => r.Milestones).Where(r => r.Task.Key == "一/1" && r.GroupId == null).ToListAsync();
        all.Single(r => r.EndedOn is null).Department.Name.ShouldBe("区综合局");
        all.Single(r => r.EndedOn is null).Milestones.Count.ShouldBe(2);
        all.Count(r => r.State == ResponsibilityState.Ended).ShouldBe(1);
    }

    [DatabaseFact]
    public async Task Reorganise_WhenSplit_AsksWhichGoesWhere(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        (await DoAsync(ledger, ["区卫生健康局"], ["甲委", "乙委"])).ShouldBe(ReorganiseRefusal.DestinationMissing);
        var id = await IdAsync(ledger, "区卫生健康局");
        (await DoAsync(ledger, ["区卫生健康局"], ["甲委", "乙委"], new() { [id] = "丙委" })).ShouldBe(ReorganiseRefusal.UnknownDestination);

        (await DoAsync(ledger, ["区卫生健康局"], ["甲委", "乙委"], new() { [id] = "乙委" })).ShouldBeNull();

        await using var db = ledger.Open();
        (await db.Responsibilities.Where(r => r.Id == id).Select(r => r.Department.Name).SingleAsync()).ShouldBe("乙委");
        (await db.Departments.Include(d => d.Successors).SingleAsync(d => d.Name == "区卫生健康局")).Successors.Count.ShouldBe(2);
    }

    [DatabaseFact]
    public async Task Reorganise_WhenAMemberOfAGroupIsRenamed_TheSuccessorStandsInItsPlace(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        var id = await IdAsync(ledger, "东街道");

        (await DoAsync(ledger, ["东街道"], ["东新街道"])).ShouldBeNull();

        await using var db = ledger.Open();
        (await db.Responsibilities.Where(r => r.Id == id).Select(r => r.Department.Name).SingleAsync()).ShouldBe("东新街道");
        (await db.Responsibilities.CountAsync(r => r.Department.Name == "东新街道" && r.Task.Key == "一/1")).ShouldBe(1);
    }

    [DatabaseFact]
    public async Task Reorganise_WhenRefused_ChangesNothing(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        var before = await ledger.EverythingAsync();

        (await DoAsync(ledger, ["区卫生健康局"], ["区卫生健康局"])).ShouldBe(ReorganiseRefusal.NameMissing);
        (await DoAsync(ledger, ["区卫生健康局"], ["新局"], decision: " ")).ShouldBe(ReorganiseRefusal.DecisionMissing);
        (await DoAsync(ledger, ["区卫生健康局"], ["新局"], from: Ledger.Day.AddDays(1))).ShouldBe(ReorganiseRefusal.DayInFuture);
        (await DoAsync(ledger, ["各街道"], ["新街道"])).ShouldBe(ReorganiseRefusal.IsGroup);
        (await DoAsync(ledger, ["区卫生健康局"], ["新局", "新局"])).ShouldBe(ReorganiseRefusal.NameTwice);

        (await ledger.EverythingAsync()).ShouldBe(before);
    }

    private static async Task<ReorganiseRefusal?> DoAsync(Ledger ledger, string[] olds, string[] names, Dictionary<int, string>? goes = null, string decision = "机构改革方案", DateOnly? from = null)
    {
        await using var db = ledger.Open();
        var ids = await db.Departments.Where(d => olds.Contains(d.Name)).Select(d => d.Id).ToListAsync();
        return await ledger.WithAsync<Reorganise, ReorganiseRefusal?>(h => h.HandleAsync(new(ids, names, from ?? Ledger.Day, decision, goes ?? []), Ledger.Day, default));
    }

    private static async Task<int> IdAsync(Ledger ledger, string department)
    {
        await using var db = ledger.Open();
        return await db.Responsibilities.Where(r => r.Department.Name == department && r.Task.Key == "一/1").Select(r => r.Id).SingleAsync();
    }

    private static async Task<Ledger> SampleAsync(TestDatabase database)
    {
        var ledger = await Ledger.OpenAsync(database);
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org, new(2024, 1, 8));
        await ledger.LoadAsync(FileKind.Plan, SampleFiles.Plan, new(2024, 1, 8));
        await ledger.WithAsync<ChangePlanState, string?>(c => c.HandleAsync("trial", PlanState.Active, new(2024, 1, 8), default));
        return ledger;
    }
}
