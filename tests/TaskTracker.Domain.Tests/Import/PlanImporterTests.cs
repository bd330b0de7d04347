using System.Text;
using TaskTracker.Domain.Import;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Tests.Import;

public sealed class PlanImporterTests
{
    private const string Plan = """
        甲县道路交通“十四五”规划
        一、规划背景
        （一）主要成绩
        1.修通了环线。2020年完工。
        二、重点任务
        （一）完善路网
        1.改造县道。到2025年,县道好路率达到90%以上,2022年上半年完成勘测。每年检查一次路面。(县交通局、县财政局、各乡镇等按职责分工负责)
        2.整治桥梁。县水利局曾提出建议。依照《桥梁办法（2026年版）》执行。（县交通运输局牵头，县财政局配合）
        	专栏1  路网项目
        1.环线：四车道。
        2.桥梁：三座。


        3.绿化道路：沿线种树
        两千棵。
        （二）养护
        及时修补路面。还要补种
        行道树。
        三、保障措施
        （一）加强领导。统筹推进。
        """;

    [Fact]
    public void Import_WhenDocumentHasBackgroundAndBoxes_FindsOnlyTheTasks()
    {
        var plan = Import(Plan);

        plan.Tasks.Select(t => $"{t.Key} {t.Title}").ShouldBe(["二/一/1 改造县道", "二/一/2 整治桥梁", "二/一/3 绿化道路", "二/二 养护", "三/一 加强领导"]);
        plan.Tasks.Select(t => t.Kind).ShouldBe([TaskKind.Task, TaskKind.Task, TaskKind.Task, TaskKind.Task, TaskKind.Safeguard]);
        plan.Tasks[0].Path.ShouldBe(["二、重点任务", "（一）完善路网"]);
        plan.Projects.Single().Title.ShouldBe("路网项目");
        plan.Projects.Single().Items.ShouldBe(["环线", "桥梁"]);
    }

    [Fact]
    public void Import_WhenTitleNamesRegionAndPeriod_HasBoth()
    {
        var plan = Import(Plan);

        (plan.Title, plan.Region).ShouldBe(("甲县道路交通“十四五”规划", "甲县"));
        plan.Period.ShouldBe(new PlanPeriod(new DateOnly(2021, 1, 1), new DateOnly(2025, 12, 31)));
    }

    [Fact]
    public void Import_WhenSentencesAreBrokenOverLines_JoinsThem()
    {
        var plan = Import(Plan);

        plan.Tasks[2].Text.ShouldBe("沿线种树两千棵。");
        plan.Tasks[3].Text.ShouldBe("及时修补路面。还要补种行道树。");
    }

    [Fact]
    public void Import_WhenATaskEndsInABracket_NamesWhoIsResponsible()
    {
        var tasks = Import(Plan).Tasks;

        tasks[0].Responsible.ShouldBe([
            new PlanShare("县交通运输局", "县交通局", ResponsibilityRole.Joint),
            new PlanShare("县财政局", "县财政局", ResponsibilityRole.Joint),
            new PlanShare("各乡镇", "各乡镇", ResponsibilityRole.Joint),
        ]);
        (tasks[0].OpenEnded, tasks[0].Dispatch).ShouldBe((true, "按职责分工负责"));
        tasks[1].Responsible.Select(r => (r.Department, r.Role)).ShouldBe([("县交通运输局", ResponsibilityRole.Lead), ("县财政局", ResponsibilityRole.Support)]);
        tasks[4].Responsible.ShouldBeEmpty();
    }

    [Fact]
    public void Import_WhenATaskPrintsDates_HasOneMilestoneForEach()
    {
        var tasks = Import(Plan).Tasks;

        tasks[0].Milestones.Select(m => m.Due).ShouldBe([new DateOnly(2022, 6, 30), new DateOnly(2025, 12, 31)]);
        tasks[0].Milestones[1].Measure.ShouldBe(new Measure("县道好路率", ">=", 90, "%"));
        tasks[0].Recurring.ShouldBe([RecurringDuty.Yearly]);
        tasks[1].Milestones.ShouldBeEmpty();
    }

    [Fact]
    public void Import_WhenADocumentHasPositions_SpansPointAtTheTasks()
    {
        var text = Plan.ReplaceLineEndings("\n");
        foreach (var task in Import(Plan).Tasks)
        {
            var span = text.Substring(task.Span!.Start, task.Span.Length);
            span.ShouldContain(task.Title);
            text[..task.Span.Start].Count(c => c == '\n').ShouldBe(task.Span.Line - 1);
        }
    }

    [Fact]
    public void Import_WhenADepartmentIsAbbreviated_Warns() =>
        Import(Plan).Warnings.ShouldContain(w => w.Code == "department-alias" && w.Line == 7);

    [Theory]
    [InlineData("没有编号的一段话。", "no-tasks")]
    [InlineData("", "no-tasks")]
    public void Import_WhenDocumentIsNoPlan_SaysWhy(string text, string code)
    {
        var result = PlanImporter.Import(SourceText.Read("x.txt", Encoding.UTF8.GetBytes(text)), new ImportContext(new DateOnly(2024, 11, 20)));

        result.Draft.ShouldBeNull();
        result.Warnings.Single().Code.ShouldBe(code);
    }

    [Fact]
    public void Import_WhenTextIsGb18030_ReadsTheSamePlan()
    {
        var gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(Plan);

        PlanImporter.Import(SourceText.Read("x.txt", gb18030), new ImportContext(new DateOnly(2024, 11, 20))).Draft!.Tasks.Select(t => t.Title).ShouldBe(Import(Plan).Tasks.Select(t => t.Title));
    }

    [Fact]
    public void Import_WhenABookmarkSplitsAHeading_LeavesItOut() =>
        Import(Plan.Replace("改造县道", "改[bookmark: _x1]造县道")).Tasks[0].Title.ShouldBe("改造县道");

    [Fact]
    public void Import_WhenATablesRowHasNothingButItsNumber_LeavesItOut()
    {
        var plan = Import("甲县2024年重点任务分解表\n序号\n重点任务\n牵头单位\n完成时限\n1\n修路\n县交通局\n2024年6月底\n2\n3\n架桥\n县水利局\n2024年9月底\n");

        plan.Tasks.Select(t => $"{t.Key} {t.Title} {t.Milestones.Single().Due:yyyy-MM}").ShouldBe(["1 修路 2024-06", "3 架桥 2024-09"]);
    }

    [Fact]
    public void Import_WhenADepartmentIsNamedTwiceInABracket_Warns()
    {
        var result = PlanImporter.Import(SourceText.Read("x.txt", Encoding.UTF8.GetBytes("甲县2024年工作方案\n一、重点任务\n（一）修路。动工。（县交通局、县财政局、县交通局负责）")), new ImportContext(new DateOnly(2024, 11, 20)));

        result.Draft!.Tasks.Single().Responsible.Count.ShouldBe(2);
        result.Warnings.ShouldContain(w => w.Code == "department-twice" && w.Text.Contains("县交通局", StringComparison.Ordinal));
    }

    [Fact]
    public void Import_WhenNoPeriodIsPrinted_TakesTheYearsOfTheTasksAndSaysSo()
    {
        var result = PlanImporter.Import(SourceText.Read("x.txt", Encoding.UTF8.GetBytes("甲县修路工作方案\n一、重点任务\n（一）修路。2023年底前动工，2024年6月底前完工。（县交通局负责）")), new ImportContext(new DateOnly(2026, 1, 1)));

        (result.Draft!.Period.Start.Year, result.Draft.Period.End.Year, result.Draft.Tasks[0].Milestones.Count).ShouldBe((2023, 2024, 2));
        result.Warnings.ShouldContain(w => w.Code == "period-missing");
    }

    private static PlanFile Import(string text) => PlanImporter.Import(SourceText.Read("x.txt", Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"))), new ImportContext(new DateOnly(2024, 11, 20))).Draft!;
}
