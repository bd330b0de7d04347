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

        （二）建设社区医院。全区统一布局。到2025年，完成选址。到2025年，建成社区医院2家。（区卫生健康局牵头，各街道配合）

        （三）培训全科医生。每年组织全科医生培训一次。（区卫健局、区新设局按职责分工负责）

        三、保障措施

        （一）加强组织领导。各有关方面通力合作。
        """;
}
