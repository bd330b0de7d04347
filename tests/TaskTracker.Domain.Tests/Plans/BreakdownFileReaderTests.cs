using TaskTracker.Domain.Plans;
using TaskTracker.Rules.Json;

namespace TaskTracker.Domain.Tests.Plans;

public sealed class BreakdownFileReaderTests
{
    private const string Good = """
        {
          "plan": "p",
          "year": 2024,
          "milestones": [
            { "task": "一/1", "key": "a", "due": "2024-02-29", "text": "通车", "measure": { "subject": "里程", "op": ">=", "value": 12.5, "unit": "公里" }, "departments": ["甲局", "乙局"] },
            { "task": "一/1", "key": "b", "due": "2024-12-31", "text": "绿化" },
            { "task": "一/2", "key": "a", "due": "2024-01-01", "text": "开工" }
          ],
          "indicators": [ { "indicator": "里程", "target": 120 }, { "indicator": "里程", "year": 2025, "target": 130.5 } ]
        }
        """;

    [Fact]
    public void Read_WhenFileIsGood_HasEveryField()
    {
        var file = Read(Good, out var findings)!;

        findings.ShouldBeEmpty();
        (file.Plan.Name, file.Year, file.Milestones.Count).ShouldBe(("p", 2024, 3));
        var first = file.Milestones[0];
        (first.Task.Name, first.Key, first.Due, first.Text, first.Measure).ShouldBe(("一/1", "a", new DateOnly(2024, 2, 29), "通车", new Measure("里程", ">=", 12.5m, "公里")));
        first.Departments.Select(d => d.Name).ShouldBe(["甲局", "乙局"]);
        file.Milestones[1].Departments.ShouldBeEmpty();
        file.Targets.Select(t => (t.Indicator.Name, t.Year, t.Value)).ShouldBe([("里程", 2024, 120m), ("里程", 2025, 130.5m)]);
    }

    [Theory]
    [InlineData("laishan")]
    [InlineData("rushan")]
    [InlineData("yanhu")]
    [InlineData("linjiang")]
    [InlineData("nangong")]
    public void Read_WhenShipped_HasNoFindings(string name)
    {
        Read(File.ReadAllText(Path.Combine(ShippedPlanFiles.RepositoryRoot, "rules", "breakdown", $"{name}-health-14th-2024.json")), out var findings).ShouldNotBeNull();
        findings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\"due\": \"2024-01-01\"", "\"due\": ▶\"2023-12-31\"", "outside-year")]
    [InlineData("\"due\": \"2024-12-31\"", "\"due\": ▶\"2025-01-01\"", "outside-year")]
    [InlineData("\"due\": \"2024-02-29\"", "\"due\": ▶\"2024-02-30\"", "not-a-date")]
    [InlineData("{ \"task\": \"一/1\", \"key\": \"b\"", "▶{ \"task\": \"一/1\", \"key\": \"a\"", "duplicate-key")]
    [InlineData("\"year\": 2025", "\"year\": 2024", "duplicate-key")]
    [InlineData("\"乙局\"", "▶\"甲局\"", "duplicate-department")]
    [InlineData("\"乙局\"", "▶7", "wrong-type")]
    [InlineData("\">=\"", "▶\"≥\"", "unknown-word")]
    [InlineData("\"value\": 12.5", "\"value\": ▶\"12.5\"", "wrong-type")]
    [InlineData("\"unit\"", "▶\"units\"", "unknown-field")]
    [InlineData("\"year\": 2024", "\"year\": ▶24", "out-of-range")]
    [InlineData("\"year\": 2024", "\"year\": ▶\"2024\"", "wrong-type")]
    public void Read_WhenOneThingIsWrong_SaysWhatAndWhereAndNothingElse(string right, string wrong, string code)
    {
        var marked = Marked.Of(Good.Replace(right, wrong));

        Read(marked.Text, out var findings).ShouldBeNull();

        var finding = findings.ShouldHaveSingleItem();
        finding.Code.ShouldBe(code);
        (finding.Line, finding.Column).ShouldBe(marked.Places.Count > 0 ? marked.Places[0] : (9, 72), finding.ToString());
    }

    [Fact]
    public void Read_WhenTheYearIsMissing_DoesNotBlameTheMilestones()
    {
        Read(Good.Replace("\"year\": 2024,", ""), out var findings);

        findings.ShouldHaveSingleItem().Code.ShouldBe("missing-field");
    }

    [Fact]
    public void Read_WhenSeveralThingsAreWrong_SaysAllOfThem()
    {
        Read("""{ "plan": "p", "year": 2024, "milestones": [ {}, { "task": "一/1", "key": "a", "due": "2023-01-01", "text": "" } ], "indicators": [ {} ], "x": 1 }""", out var findings);

        findings.Select(f => f.Code).ShouldBe([.. Enumerable.Repeat("missing-field", 6), "empty-field", "outside-year", "unknown-field"], ignoreOrder: true);
    }

    private static BreakdownFile? Read(string text, out IReadOnlyList<Finding> findings)
    {
        var all = new Findings("breakdown.json");
        var file = BreakdownFileReader.Read(text, all);
        findings = all.All;
        return file;
    }
}
