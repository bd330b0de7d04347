using TaskTracker.Tests.Documents;

namespace TaskTracker.Tests.Features.Import;

/// <summary>A small plan document of the sample's region, as text.</summary>
internal static class SampleDocument
{
    public const string Text = """
        试验区“十四五”卫生与健康规划

        一、发展基础

        （一）现状。社区医院不足。

        二、主要任务

        （一）建设社区医院。全区统一布局。到2024年，完成选址。到2025年，建成社区医院2家。（区卫生健康局牵头，区财政局、各街道配合）

        （二）培训全科医生。每年组织全科医生培训一次。（区卫健局、区新设局按职责分工负责）

        （三）全面控烟。公共场所全面禁止吸烟。（区教育局负责）

        三、保障措施

        （一）加强组织领导。各有关方面通力合作。
        """;

    /// <summary>The third task is gone, a new one stands first, so that the others bear other numbers; a date has moved and a department left.</summary>
    public const string Later = """
        试验区“十四五”卫生与健康规划

        一、发展基础

        （一）现状。社区医院不足。

        二、主要任务

        （一）发展托育服务。新建托育机构。（区教育局负责）

        （二）建设社区医院。全区统一布局。到2025年6月，完成选址。到2025年，建成社区医院2家。（区卫生健康局牵头，各街道配合）

        （三）培训全科医生。每年组织全科医生培训一次。（区卫健局、区新设局按职责分工负责）

        三、保障措施

        （一）加强组织领导。各有关方面通力合作。
        """;

    /// <summary>The same in Word, with a table of indicators behind it.</summary>
    public static byte[] Word() => OfficeFiles.Docx(
        string.Concat(Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => OfficeFiles.P(line)))
        + OfficeFiles.P("主要发展指标") + Table(["指标", "单位", "2020年", "2025年"], ["婴儿死亡率", "‰", "4.2", "3.3"], ["每千人口执业（助理）医师数", "人", "2.9", "3.2"]));

    /// <summary>A list of tasks with a row that is hidden.</summary>
    public static byte[] Excel()
    {
        string[][] rows = [["试验区卫生健康规划（2021—2025年）任务分工"], ["序号", "任务", "牵头单位", "完成时限"],
            ["1", "建设社区医院", "区卫生健康局", "2025年12月"], ["2", "培训全科医生", "区财政局", "2024年12月"], ["3", "藏着的任务", "区教育局", "2024年12月"]];
        return OfficeFiles.Xlsx($"<sheetData>{string.Concat(rows.Select((row, i) => $"<row r=\"{i + 1}\"{(i == 4 ? " hidden=\"1\"" : "")}>{string.Concat(row.Select((text, j) => $"<c r=\"{(char)('A' + j)}{i + 1}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"))}</row>"))}</sheetData>");
    }

    private static string Table(params string[][] rows) =>
        $"<w:tbl>{string.Concat(rows.Select(row => $"<w:tr>{string.Concat(row.Select(text => $"<w:tc>{OfficeFiles.P(text)}</w:tc>"))}</w:tr>"))}</w:tbl>";
}
