using TaskTracker.Domain.Plans;
using TaskTracker.Rules.Json;

namespace TaskTracker.Domain.Tests.Plans;

public sealed class AssignmentFileReaderTests
{
    private const string Good = """
        {
          "plan": "p",
          "tasks": [
            { "task": "一/1", "responsible": [ { "department": "甲局", "role": "Lead" }, { "department": "乙局", "role": "Support" } ] },
            { "task": "一/2", "responsible": [ { "department": "甲局", "role": "Joint" } ] }
          ],
          "indicators": [ { "indicator": "人均预期寿命", "department": "甲局" } ]
        }
        """;

    [Fact]
    public void Read_WhenFileIsGood_HasEveryField()
    {
        var file = Read(Good, out var findings)!;

        findings.ShouldBeEmpty();
        file.Plan.Name.ShouldBe("p");
        file.Tasks.Select(t => (t.Task.Name, t.Responsible.Count)).ShouldBe([("一/1", 2), ("一/2", 1)]);
        file.Tasks[0].Responsible.Select(s => (s.Department.Name, s.Role)).ShouldBe([("甲局", ResponsibilityRole.Lead), ("乙局", ResponsibilityRole.Support)]);
        file.Indicators.Select(i => (i.Indicator.Name, i.Department.Name)).ShouldBe([("人均预期寿命", "甲局")]);
        (file.Tasks[1].Responsible[0].Department.At.Line, file.Tasks[1].Responsible[0].Department.At.Column).ShouldBe((5, 55));
    }

    [Theory]
    [InlineData("laishan")]
    [InlineData("rushan")]
    [InlineData("yanhu")]
    [InlineData("linjiang")]
    [InlineData("nangong")]
    public void Read_WhenShipped_HasNoFindings(string name)
    {
        Read(File.ReadAllText(Path.Combine(ShippedPlanFiles.RepositoryRoot, "rules", "assignments", $"{name}-health-14th.json")), out var findings).ShouldNotBeNull();
        findings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\"task\": \"一/2\"", "\"task\": ▶\"一/1\"", "duplicate-key")]
    [InlineData("{ \"indicator\": \"人均预期寿命\", \"department\": \"甲局\" }", "{ \"indicator\": \"人均预期寿命\", \"department\": \"甲局\" }, { \"indicator\": ▶\"人均预期寿命\", \"department\": \"乙局\" }", "duplicate-key")]
    [InlineData("\"乙局\"", "▶\"甲局\"", "duplicate-department")]
    [InlineData("\"task\": \"一/1\", \"responsible\": [ { \"department\": \"甲局\", \"role\": \"Lead\" }, { \"department\": \"乙局\", \"role\": \"Support\"", "\"task\": ▶\"一/1\", \"responsible\": [ { \"department\": \"甲局\", \"role\": \"Lead\" }, { \"department\": \"乙局\", \"role\": \"Lead\"", "two-leads")]
    [InlineData("\"Support\"", "▶\"support\"", "unknown-word")]
    [InlineData("\"indicators\"", "▶\"indicater\"", "unknown-field")]
    [InlineData("\"plan\": \"p\"", "\"plan\": ▶7", "wrong-type")]
    public void Read_WhenOneThingIsWrong_SaysWhatAndWhereAndNothingElse(string right, string wrong, string code)
    {
        var marked = Marked.Of(Good.Replace(right, wrong));

        Read(marked.Text, out var findings).ShouldBeNull();

        var finding = findings.ShouldHaveSingleItem();
        (finding.File, finding.Code, finding.Line, finding.Column).ShouldBe(("assign.json", code, marked.Places[0].Line, marked.Places[0].Column), finding.ToString());
    }

    [Fact]
    public void Read_WhenATaskAndAnIndicatorShareAName_TakesBoth()
    {
        Read(Good.Replace("人均预期寿命", "一/1"), out var findings).ShouldNotBeNull();

        findings.ShouldBeEmpty();
    }

    [Fact]
    public void Read_WhenSeveralThingsAreWrong_SaysAllOfThem()
    {
        Read("""{ "plan": "p", "tasks": [ { "responsible": [ { "role": "Lead" }, { "department": "甲局", "role": "Boss" } ] }, {} ], "indicators": [ {} ] }""", out var findings);

        findings.Select(f => f.Code).ShouldBe(["missing-field", "missing-field", "unknown-word", "missing-field", "missing-field", "missing-field", "missing-field"], ignoreOrder: true);
    }

    private static AssignmentFile? Read(string text, out IReadOnlyList<Finding> findings)
    {
        var all = new Findings("assign.json");
        var file = AssignmentFileReader.Read(text, all);
        findings = all.All;
        return file;
    }
}
