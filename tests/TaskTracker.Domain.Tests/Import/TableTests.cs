using TaskTracker.Domain.Import;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Tests.Import;

public sealed class TableTests
{
    [Fact]
    public void Indicators_WhenCellsStandOneALineWithoutMarks_AreReadRowByRow()
    {
        var rows = Indicators("表1主要指标\n\n领域\n\n序号\n\n指标\n\n单位\n\n2020年\n\n2025年\n\n性质\n\n路\n\n网\n\n1\n\n5米以上桥梁数\n\n3\n\n8\n\n预期性\n\n2\n\n事故死亡率\n\n%\n\n0\n\n1.5\n\n约束性\n");

        rows.Select(r => (r.Name, r.Unit, r.Baseline, r.Target, r.Nature)).ShouldBe([("5米以上桥梁数", "", "3", "8", "预期性"), ("事故死亡率", "%", "0", "1.5", "约束性")]);
        rows.Select(r => r.Direction).ShouldBe([IndicatorDirection.AtLeast, IndicatorDirection.AtMost]);
    }

    [Fact]
    public void Indicators_WhenCellsAreMarkedByTabs_KeepBrokenCellsTogether()
    {
        var rows = Indicators("\t类别\n\t指标名称\n\t2020年\n\t2025年\n\t性质\n\n\t路网\n\t好路率（%）\n\t80\n\t每年提高\n2个百分点\n\t预期性\n\n\t\n\t车桥比\n\t1:0.5\n\t1:0.8\n\t预期性\n\n");

        rows[0].Target.ShouldBe("每年提高2个百分点");
        rows[0].Relative.ShouldBe(new RelativeTarget(RelativeKind.YearlyChange, 2));
        (rows[1].BaselineValue, rows[1].TargetValue).ShouldBe((0.5m, 0.8m));
    }

    [Fact]
    public void InstitutionTable_WhenSumsAreWrong_LeavesThemOutAndWarns()
    {
        var document = new SourceDocument("x.txt", "", "甲县道班人数一览表\n 单位：人\n\t类别\n\t名称\n\t2020年\n\t2025年\n\n\t道班\n\t东道班\n\t3\n\t4\n\n\t\n\t西道班\n\t5\n\t6\n\n\t合  计\n\t8\n\t11\n\n");
        var read = BlockReader.Read(document).OfType<Table>().Select(InstitutionTableReader.ReadTable).Single()!;

        (read.Table.Title, read.Table.Unit).ShouldBe(("甲县道班人数一览表", "人"));
        read.Table.Rows.Select(r => $"{r.Name} {string.Join(" ", r.Values)}").ShouldBe(["东道班 3 4", "西道班 5 6"]);
        TableFindings.Sums(read).Single().Text.ShouldContain("相加为10");
    }

    [Fact]
    public void Table_WhenEveryRowRepeatsTheHead_HasNone() => Indicators("| 指标 | 2020年 | 2025年 |\n| 指标 | 2020年 | 2025年 |\n").ShouldBeEmpty();

    private static List<PlanIndicator> Indicators(string text) =>
        [.. BlockReader.Read(new SourceDocument("x.txt", "", text)).OfType<Table>().SelectMany(IndicatorReader.Read).Select(r => r.Indicator)];
}
