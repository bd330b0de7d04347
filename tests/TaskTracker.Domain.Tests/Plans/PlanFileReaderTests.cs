using TaskTracker.Domain.Plans;
using TaskTracker.Rules.Json;

namespace TaskTracker.Domain.Tests.Plans;

public sealed class PlanFileReaderTests
{
    private const string Good = """
        {
          "id": "p", "title": "甲县道路规划", "region": "甲县",
          "period": { "start": "2021-01-01", "end": "2025-12-31" },
          "departments": [ { "name": "县交通运输局", "aliases": ["县交通局"] }, { "name": "各乡镇", "group": true } ],
          "tasks": [
            { "key": "一/1", "number": "1", "title": "修路", "kind": "task",
              "responsible": [ { "department": "县交通运输局", "asPrinted": "县交通局", "role": "Lead" } ],
              "milestones": [ { "due": "2023-06-30", "text": "通车", "measure": { "subject": "里程", "op": ">=", "value": 12.5, "unit": "公里" } } ],
              "recurring": ["yearly"] }
          ]
        }
        """;

    [Fact]
    public void Read_WhenFileIsGood_HasEveryField()
    {
        var plan = Read(Good, out var findings);

        findings.ShouldBeEmpty();
        plan!.Tasks.Single().Responsible.Single().ShouldBe(new PlanShare("县交通运输局", "县交通局", ResponsibilityRole.Lead));
        plan.Tasks[0].Milestones.Single().ShouldBe(new PrintedMilestone(new DateOnly(2023, 6, 30), "通车", new Measure("里程", ">=", 12.5m, "公里")));
        plan.Tasks[0].Recurring.ShouldBe([RecurringDuty.Yearly]);
    }

    [Fact]
    public void Read_WhenShareNamesAnAlias_HasTheOfficialName() =>
        Read(Good.Replace("\"department\": \"县交通运输局\"", "\"department\": \"县交通局\""), out _)!
            .Tasks[0].Responsible[0].Department.ShouldBe("县交通运输局");

    [Theory]
    [InlineData("\"due\": \"2023-06-30\"", "\"due\": ", "\"2026-06-30\"", "outside-period")]
    [InlineData("\"due\": \"2023-06-30\"", "\"due\": ", "\"2023-06-31\"", "not-a-date")]
    [InlineData("\"end\": \"2025-12-31\"", "\"end\": ", "\"2020-12-31\"", "period-reversed")]
    [InlineData("\"department\": \"县交通运输局\"", "\"department\": ", "\"县交通运局\"", "unknown-department")]
    [InlineData("\"role\": \"Lead\"", "\"role\": ", "\"Boss\"", "unknown-word")]
    [InlineData("\"kind\": \"task\"", "\"kind\": ", "\"chore\"", "unknown-word")]
    [InlineData("[\"yearly\"]", "[", "\"daily\"]", "unknown-word")]
    [InlineData("\"op\": \">=\"", "\"op\": ", "\"=>\"", "unknown-word")]
    [InlineData("\"recurring\"", "", "\"recuring\"", "unknown-field")]
    [InlineData("\"name\": \"各乡镇\"", "\"name\": ", "\"县交通局\"", "duplicate-department")]
    public void Read_WhenOneThingIsWrong_SaysWhatAndWhere(string right, string before, string wrong, string code)
    {
        var at = Good.IndexOf(right, StringComparison.Ordinal) + before.Length;
        var text = Good.Replace(right, before + wrong);

        Read(text, out var findings).ShouldBeNull();

        var finding = findings.Single();
        var (line, column) = (Good[..at].Count(c => c == '\n') + 1, at - Good.LastIndexOf('\n', at));
        (finding.Code, finding.Line, finding.Column).ShouldBe((code, line, column), finding.ToString());
    }

    [Fact]
    public void Read_WhenDepartmentIsMisspelt_NamesTheNearest()
    {
        Read(Good.Replace("\"department\": \"县交通运输局\"", "\"department\": \"县交通运输居\""), out var findings);

        findings.Single().Message.ShouldContain("Did you mean \"县交通运输局\"?");
    }

    [Fact]
    public void Read_WhenSeveralThingsAreWrong_SaysAllOfThem()
    {
        var task = """{ "key": "一/1", "number": "2", "title": "架桥", "responsible": [ { "department": "各乡镇", "role": "Joint" }, { "department": "各乡镇", "role": "Joint" } ], "colour": 1 }""";
        Read(Good.Replace("\"tasks\": [", $"\"tasks\": [ {task},"), out var findings);

        findings.Select(f => f.Code).Order().ShouldBe(["duplicate-department", "duplicate-key", "unknown-field"]);
    }

    [Fact]
    public void Read_WhenThereIsNoTask_IsAFinding()
    {
        Read("""{ "id": "p", "title": "t", "region": "r", "period": { "start": "2021-01-01", "end": "2021-12-31" }, "tasks": [] }""", out var findings);

        findings.Single().Code.ShouldBe("empty-plan");
    }

    [Fact]
    public void Read_WhenJsonIsMalformed_IsOneFinding()
    {
        Read("{ \"id\": ", out var findings);

        findings.Single().Code.ShouldBe("malformed-json");
    }

    private static PlanFile? Read(string text, out IReadOnlyList<Finding> findings)
    {
        var all = new Findings("plan.json");
        var plan = PlanFileReader.Read("plan.json", text, all);
        findings = all.All;
        return plan;
    }
}
