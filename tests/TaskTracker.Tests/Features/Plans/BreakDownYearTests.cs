using Microsoft.EntityFrameworkCore;
using TaskTracker.Features;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Plans;

public sealed class BreakDownYearTests
{
    [DatabaseFact]
    public async Task BreakDownYear_WhenLoadedTwice_ChangesNoRow(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        await ledger.LoadAsync(FileKind.Breakdown, SampleFiles.Breakdown);
        var once = await ledger.EverythingAsync();
        await ledger.LoadAsync(FileKind.Breakdown, SampleFiles.Breakdown, Ledger.Day.AddDays(1));
        (await ledger.EverythingAsync()).ShouldBe(once);
        (await SharesAsync(ledger, "开工1家")).ShouldBe(["东街道 2024-12-20", "区卫生健康局 2024-12-20", "区财政局 2024-12-20", "南街道 2024-12-20"], ignoreOrder: true);
        (await SharesAsync(ledger, "培训20人")).ShouldBe(["区教育局 2024-11-15"]);
    }

    [DatabaseFact]
    public async Task BreakDownYear_WhenCorrected_ChangesMilestonesByTheirKeys(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        await ledger.LoadAsync(FileKind.Breakdown, SampleFiles.Breakdown);
        await ledger.LoadAsync(FileKind.Breakdown, SampleFiles.Breakdown
            .With("2024-11-15", "2024-11-29").With("培训20人", "培训25人").With(", \"departments\": [\"区教体局\"]", "").With("81.2", "81.3").With("\"value\": 1", "\"value\": 2"));
        (await SharesAsync(ledger, "培训25人")).ShouldBe(["区教育局 2024-11-29", "区卫生健康局 2024-11-29"], ignoreOrder: true);
        await using var db = ledger.Open();
        (await db.Milestones.CountAsync()).ShouldBe(4);
        (await db.Milestones.SingleAsync(m => m.Text == "开工1家")).Measure!.Value.ShouldBe(2);
        (await db.Indicators.SelectMany(i => i.YearlyTargets).Select(t => t.Value).ToListAsync()).ShouldBe([81.3m]);
    }

    [DatabaseFact]
    public async Task BreakDownYear_WhenAMilestoneIsRestricted_TakesItFromTheOthers(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        await ledger.LoadAsync(FileKind.Breakdown, SampleFiles.Breakdown);
        await ledger.LoadAsync(FileKind.Breakdown, SampleFiles.Breakdown.With("\"text\": \"开工1家\",", "\"text\": \"开工1家\", \"departments\": [\"各街道\", \"区财政局\"],"));
        (await SharesAsync(ledger, "开工1家")).ShouldBe(["东街道 2024-12-20", "区财政局 2024-12-20", "南街道 2024-12-20"], ignoreOrder: true);
    }

    [DatabaseFact]
    [InlineData("\"departments\": [\"区教体局\"]", "\"departments\": [\"区财政局\"]", "no-share")]
    [InlineData("\"departments\": [\"区教体局\"]", "\"departments\": [\"区教体局\", \"区教育局\"]", "duplicate-department")]
    [InlineData("\"key\": \"2024-1\", \"due\": \"2024-12-20\"", "\"key\": \"printed-2024-06-30\", \"due\": \"2024-12-20\"", "printed-key")]
    public async Task BreakDownYear_WhenItContradictsTheLedger_IsRefused(TestDatabase database, string old, string now, string code)
    {
        await using var ledger = await SampleAsync(database);
        var before = await ledger.EverythingAsync();
        var finding = (await ledger.TryAsync(FileKind.Breakdown, SampleFiles.Breakdown.With(old, now))).Findings.ShouldHaveSingleItem();
        (finding.Code, finding.Line > 1).ShouldBe((code, true), finding.Message);
        (await ledger.EverythingAsync()).ShouldBe(before);
    }

    [DatabaseFact]
    public async Task BreakDownYear_WhenAKeyIsTakenByAnotherYear_DoesNotMoveThatYearsMilestone(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        await ledger.LoadAsync(FileKind.Breakdown, SampleFiles.Breakdown);
        var before = await ledger.EverythingAsync();
        var next = SampleFiles.Breakdown.With("\"year\": 2024", "\"year\": 2025").With("2024-12-20", "2025-12-20").With("2024-11-15", "2025-11-15");
        var findings = (await ledger.TryAsync(FileKind.Breakdown, next)).Findings;
        findings.Select(f => (f.Code, f.Line)).ShouldBe([("key-of-another-year", 5), ("key-of-another-year", 7)]);
        (await ledger.EverythingAsync()).ShouldBe(before);
    }

    private static async Task<Ledger> SampleAsync(TestDatabase database)
    {
        var ledger = await Ledger.OpenAsync(database);
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org);
        await ledger.LoadAsync(FileKind.Plan, SampleFiles.Plan);
        await ledger.LoadAsync(FileKind.Assignment, SampleFiles.Assignment);
        return ledger;
    }

    private static async Task<IReadOnlyList<string>> SharesAsync(Ledger ledger, string milestone)
    {
        await using var db = ledger.Open();
        var shares = await db.MilestoneShares.Where(s => s.Milestone.Text == milestone).Join(db.Responsibilities, s => s.ResponsibilityId, r => r.Id, (s, r) => new { r.Department.Name, s.Due }).ToListAsync();
        return [.. shares.Select(s => $"{s.Name} {s.Due:O}")];
    }
}
