using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Plans;
using TaskTracker.Features;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Plans;

public sealed class AssignTasksTests
{
    [DatabaseFact]
    public async Task AssignTasks_WhenLoadedTwice_ChangesNoRow(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        await ledger.LoadAsync(FileKind.Assignment, SampleFiles.Assignment);
        var once = await ledger.EverythingAsync();
        await ledger.LoadAsync(FileKind.Assignment, SampleFiles.Assignment, Ledger.Day.AddDays(1));
        (await ledger.EverythingAsync()).ShouldBe(once);
        await using var db = ledger.Open();
        (await db.Responsibilities.CountAsync(r => r.Task.Key == "一/2")).ShouldBe(2);
        (await db.Indicators.Where(i => i.ReportingDepartment != null).Select(i => i.Name).ToListAsync()).ShouldBe(["人均预期寿命"]);
    }

    [DatabaseFact]
    public async Task AssignTasks_WhenARoleIsCorrected_ChangesTheResponsibility(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        await ledger.LoadAsync(FileKind.Assignment, SampleFiles.Assignment);
        await ledger.LoadAsync(FileKind.Assignment, SampleFiles.Assignment.With("\"Lead\"", "\"Joint\"").With("\"Support\"", "\"Lead\""));
        await using var db = ledger.Open();
        var roles = await db.Responsibilities.Where(r => r.Task.Key == "一/2").Select(r => new { r.Department.Name, r.Role }).ToDictionaryAsync(r => r.Name, r => r.Role);
        roles.ShouldBe(new Dictionary<string, ResponsibilityRole> { ["区教育局"] = ResponsibilityRole.Joint, ["区卫生健康局"] = ResponsibilityRole.Lead }, ignoreOrder: true);
    }

    [DatabaseFact]
    public async Task AssignTasks_WhenAGroupIsAssigned_MakesOneResponsibilityForEachMemberInForce(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        await ledger.LoadAsync(FileKind.Assignment, SampleFiles.Assignment.With("\"区教育局\"", "\"各街道\"").With("\"Lead\"", "\"Joint\""));
        await using var db = ledger.Open();
        (await db.Responsibilities.Where(r => r.Task.Key == "一/2" && r.GroupId != null).Select(r => r.Department.Name).ToListAsync()).ShouldBe(["东街道", "南街道"], ignoreOrder: true);
    }

    [DatabaseFact]
    [InlineData("\"区卫健局\", \"role\": \"Support\"", "\"区教体局\", \"role\": \"Support\"", "duplicate-department")]
    [InlineData("\"人均预期寿命\", \"department\": \"区卫健局\"", "\"人均预期寿命\", \"department\": \"各街道\"", "group-reports")]
    public async Task AssignTasks_WhenItContradictsTheLedger_IsRefused(TestDatabase database, string old, string now, string code)
    {
        await using var ledger = await SampleAsync(database);
        var before = await ledger.EverythingAsync();
        var finding = (await ledger.TryAsync(FileKind.Assignment, SampleFiles.Assignment.With(old, now))).Findings.ShouldHaveSingleItem();
        (finding.Code, finding.Line > 1).ShouldBe((code, true), finding.Message);
        (await ledger.EverythingAsync()).ShouldBe(before);
    }

    [DatabaseFact]
    public async Task AssignTasks_WhenTheLedgerHasAnotherLead_IsRefused(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        var before = await ledger.EverythingAsync();
        var second = SampleFiles.Assignment.With("\"task\": \"一/2\"", "\"task\": \"一/1\"").With("\"区卫健局\", \"role\"", "\"区财政局\", \"role\"");
        var finding = (await ledger.TryAsync(FileKind.Assignment, second)).Findings.ShouldHaveSingleItem();
        (finding.Code, finding.Line, finding.Column).ShouldBe(("two-leads", 4, 15), finding.Message);
        (await ledger.EverythingAsync()).ShouldBe(before);
    }

    private static async Task<Ledger> SampleAsync(TestDatabase database)
    {
        var ledger = await Ledger.OpenAsync(database);
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org);
        await ledger.LoadAsync(FileKind.Plan, SampleFiles.Plan);
        return ledger;
    }
}
