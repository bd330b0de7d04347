using TaskTracker.Domain.Import;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Tests.Import;

public sealed class DeadlinesTests
{
    private static readonly PlanPeriod Period = new(new DateOnly(2021, 1, 1), new DateOnly(2025, 12, 31));

    [Theory]
    [InlineData("到2025年,建成三座桥。", "2025-12-31")]
    [InlineData("到 2025 年，建成三座桥。", "2025-12-31")]
    [InlineData("2024年底前通车。", "2024-12-31")]
    [InlineData("2022年上半年通车。", "2022-06-30")]
    [InlineData("2023年第三季度通车。", "2023-09-30")]
    [InlineData("2024年6月底前通车。", "2024-06-30")]
    [InlineData("2024年2月9日前通车。", "2024-02-09")]
    [InlineData("到“十四五”末，全部通车。", "2025-12-31")]
    [InlineData("“十四五”期间修桥三座。", "2025-12-31")]
    [InlineData("到2022年修桥，到2025年修路。到2025年底种树。", "2022-12-31 2025-12-31")]
    [InlineData("贯彻《桥梁办法（2021-2025年）》。", "")]
    [InlineData("按甲政〔2024〕10号文办理。", "")]
    [InlineData("自2021年以来修桥两座，较2021年多一座。", "")]
    [InlineData("截至2021年底有桥两座。", "")]
    [InlineData("到2035年，全部通车。", "2035-12-31")]
    [InlineData("本规划是“十四五”期间修路的依据。", "")]
    public void Milestones_WhenTextPrintsDates_HasEachOnce(string text, string due) =>
        string.Join(" ", Deadlines.Milestones(text, Period).Select(m => m.Due.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))).ShouldBe(due);

    [Theory]
    [InlineData("路面完好率达到85%以上", "路面完好率", ">=", 85, "%")]
    [InlineData("全县事故率降至5%以下", "事故率", "<=", 5, "%")]
    [InlineData("桥梁控制在30座以内", "桥梁", "<=", 30, "座")]
    [InlineData("里程超过40公里", "里程", ">", 40, "公里")]
    [InlineData("护栏不低于90处", "护栏", ">=", 90, "处")]
    [InlineData("空缺不足3个", "空缺", "<", 3, "个")]
    public void Measures_WhenAClauseNamesANumber_ReadsTheBound(string text, string subject, string op, int value, string unit) =>
        Measures.In(text).First().ShouldBe(new Measure(subject, op, value, unit));

    [Theory]
    [InlineData("每年巡查一次。", "Yearly")]
    [InlineData("开展年度监测。", "Yearly")]
    [InlineData("每季度通报，每月自查。", "Monthly Quarterly")]
    [InlineData("每半年清理一次。", "HalfYearly")]
    [InlineData("纳入年度预算。", "")]
    [InlineData("定期演练。", "")]
    public void Recurring_WhenADutyComesBack_HasItsCadence(string text, string duties) =>
        string.Join(" ", Deadlines.Recurring(text)).ShouldBe(duties);
}
