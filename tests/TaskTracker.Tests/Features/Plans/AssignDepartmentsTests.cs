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
        (await db.Responsibilities.CountAsync(r => r.DepartmentId == school && r.Role == ResponsibilityRole.Support)).ShouldBe(2);
        (await db.ChainAsync(AuditSubject.Plan("trial")))[^1].Kind.ShouldBe("DepartmentAssigned");
    }

    private static Task<(AssignRefusal Refusal, string? Task)?> AssignAsync(Ledger ledger, List<int> tasks, int department, ResponsibilityRole role) =>
        ledger.WithAsync<AssignDepartments, (AssignRefusal, string?)?>(h => h.HandleAsync("trial", tasks, department, role, Ledger.Day, default));
}
