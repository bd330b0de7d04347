using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Plans;
using TaskTracker.Features;
using TaskTracker.Features.Plans;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Plans;

public sealed class AssignDepartmentsTests
{
    [DatabaseFact]
    public async Task AssignDepartments_WhenManyTasksAreChosen_AssignsThemAllOrNone(TestDatabase database)
    {
        await using var ledger = await Ledger.OpenAsync(database);
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org);
        await ledger.LoadAsync(FileKind.Plan, SampleFiles.Plan);
        await using var db = ledger.Open();
        var tasks = await db.Tasks.OrderBy(t => t.Position).Select(t => t.Id).ToListAsync();
        var school = await db.Departments.Where(d => d.Name == "区教育局").Select(d => d.Id).SingleAsync();
        var gone = await db.Departments.Where(d => d.Name == "北街道").Select(d => d.Id).SingleAsync();

        (await AssignAsync(ledger, tasks, school, ResponsibilityRole.Lead)).ShouldBe((AssignRefusal.TwoLeads, "1"));
        (await AssignAsync(ledger, tasks, gone, ResponsibilityRole.Joint)).ShouldBe((AssignRefusal.UnknownDepartment, null));
        (await AssignAsync(ledger, [], school, ResponsibilityRole.Joint)).ShouldBe((AssignRefusal.NothingChosen, null));
        (await db.Responsibilities.CountAsync(r => r.DepartmentId == school)).ShouldBe(0);

        (await AssignAsync(ledger, tasks, school, ResponsibilityRole.Support)).ShouldBeNull();
        (await AssignAsync(ledger, tasks, school, ResponsibilityRole.Support)).ShouldBe((AssignRefusal.NothingNew, null));
        (await db.Responsibilities.CountAsync(r => r.DepartmentId == school && r.Role == ResponsibilityRole.Support)).ShouldBe(2);
        (await db.ChainAsync(AuditSubject.Plan("trial")))[^1].Kind.ShouldBe("DepartmentAssigned");
    }

    [DatabaseFact]
    public async Task AssignDepartments_WhenAGroupIsAmongThem_ShowsItsMembersAndMakesWhatItShowed(TestDatabase database)
    {
        await using var ledger = await Ledger.OpenAsync(database);
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org);
        await ledger.LoadAsync(FileKind.Plan, SampleFiles.Plan);
        await using var db = ledger.Open();
        var task = await db.Tasks.Where(t => t.Shares.Count == 0).OrderBy(t => t.Position).Select(t => t.Id).FirstAsync();
        var chosen = await db.Departments.Where(d => d.Name == "区教育局" || d.Name == "各街道").Select(d => d.Id).ToListAsync();
        var before = await ledger.EverythingAsync();

        var shown = await ledger.WithAsync<AssignDepartments, Assignment>(h => h.PreviewAsync("trial", [task], chosen, ResponsibilityRole.Joint, default));
        shown.Made.ShouldHaveSingleItem().Departments.Select(d => (d.Name, d.Group, d.Before)).ShouldBe([("区教育局", null, null), ("东街道", "各街道", null), ("南街道", "各街道", null)], ignoreOrder: true);
        (await ledger.EverythingAsync()).ShouldBe(before);

        // Somebody else assigns one of them between the look and the button.
        (await AssignAsync(ledger, [task], chosen[0], ResponsibilityRole.Joint)).ShouldBeNull();
        async Task<AssignRefusal?> ApplyAsync(string seen) => (await ledger.WithAsync<AssignDepartments, Assignment>(h => h.HandleAsync("trial", [task], chosen, ResponsibilityRole.Joint, "form", seen, default))).Refusal;
        (await ApplyAsync(shown.Mark)).ShouldBe(AssignRefusal.ChangedMeanwhile);
        shown = await ledger.WithAsync<AssignDepartments, Assignment>(h => h.PreviewAsync("trial", [task], chosen, ResponsibilityRole.Joint, default));
        (await ApplyAsync(shown.Mark)).ShouldBeNull();
        (await ApplyAsync(shown.Mark)).ShouldBeNull("the same form again");
        (await db.Responsibilities.Where(r => r.TaskId == task).Select(r => r.Department.Name).ToListAsync()).ShouldBe(["区教育局", "东街道", "南街道"], ignoreOrder: true);
        (await db.ChainAsync(AuditSubject.Plan("trial"))).Count(e => e.Kind == "DepartmentAssigned").ShouldBe(2);
    }

    private static async Task<(AssignRefusal Refusal, string? Task)?> AssignAsync(Ledger ledger, List<int> tasks, int department, ResponsibilityRole role)
    {
        var assigned = await ledger.WithAsync<AssignDepartments, Assignment>(h => h.HandleAsync("trial", tasks, [department], role, Guid.NewGuid().ToString("N"), null, default));
        return assigned.Refusal is { } refusal ? (refusal, assigned.Task) : null;
    }
}
