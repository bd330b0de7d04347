using System.Globalization;
using TaskTracker.Domain.Import;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Tests.Import;

public sealed class DeadlinesTests
{
    private static readonly PlanPeriod FiveYears = new(new DateOnly(2021, 1, 1), new DateOnly(2025, 12, 31));

    public static TheoryData<Example> DeadlineExamples => ExampleFile.Theory("deadlines.md");

    public static TheoryData<Example> RecurringExamples => ExampleFile.Theory("recurring.md");

    [Theory]
    [MemberData(nameof(DeadlineExamples))]
    public void Deadlines_WhenTheExampleIsRead_AreAsItSays(Example example)
    {
        var (period, year) = PeriodOf(example.Settings);

        var milestones = Deadlines.Milestones(example.Input, period, year).Select(m => $"{m.Due:yyyy-MM-dd} | {m.Text}{MeasureOf(m)}");
        var findings = Deadlines.Findings(example.Input, period, year).Select(f => $"! {f.Code}");

        string.Join("\n", milestones.Concat(findings)).ShouldBe(string.Join("\n", example.Expected));
    }

    [Theory]
    [MemberData(nameof(RecurringExamples))]
    public void Recurring_WhenTheExampleIsRead_IsAsItSays(Example example) =>
        string.Join(" ", Deadlines.Recurring(example.Input)).ToLowerInvariant().ShouldBe(string.Join(" ", example.Expected));

    [Theory]
    [InlineData("2025.3", "2025-03-31")]
    [InlineData("2023/9/30", "2023-09-30")]
    [InlineData("2024年12月（一期）、2025年12月（二期）", "2024-12-31 2025-12-31")]
    [InlineData("2022年12月完成前期\n2024年6月通车", "2022-12-31 2024-06-30")]
    [InlineData("2023年底", "2023-12-31")]
    [InlineData("立行立改，长期坚持", "")]
    [InlineData("每季度末", "Quarterly")]
    [InlineData("12月底前", "?")]
    [InlineData("全年", "")]
    [InlineData("", "")]
    public void DeadlineCell_WhenAColumnNamesTheTime_HasItsDates(string cell, string expected)
    {
        var read = DeadlineCell.Read(cell, FiveYears);

        string.Join(" ", read.Dues.Select(d => $"{d:yyyy-MM-dd}").Concat(read.Recurring.Select(r => $"{r}")).Concat(read.WithoutYear ? ["?"] : [])).ShouldBe(expected);
    }

    [Theory]
    [InlineData("2021-01-01", 2023, "2023-09-30")]
    [InlineData("2025-01-01", null, "2025-09-30")]
    [InlineData("2021-01-01", null, "")]
    public void Milestones_WhenADateNamesNoYear_TakesTheDocumentsOrThePeriodsOnlyYear(string start, int? year, string due) =>
        string.Join(" ", Deadlines.Milestones("9月底前通车。", new PlanPeriod(DateOnly.Parse(start, CultureInfo.InvariantCulture), FiveYears.End), year).Select(m => $"{m.Due:yyyy-MM-dd}")).ShouldBe(due);

    [Theory]
    [InlineData("到2025年，路面完好率达到90%以上，")]
    [InlineData("2025年")]
    [InlineData("《甲")]
    [InlineData("《")]
    [InlineData("“")]
    [InlineData("（2023年底前")]
    [InlineData("每6月")]
    [InlineData("一")]
    [InlineData("，1")]
    [InlineData("字")]
    [InlineData("每年提高")]
    [InlineData("分别达到5%、6%和7%")]
    public void Wording_WhenASentenceIsAMegabyteLong_IsReadInTimeThatGrowsWithIt(string piece)
    {
        var (tenth, whole) = (Repeated(piece, 100_000), Repeated(piece, 1_000_000));
        ReadAll(tenth);

        var shorter = Enumerable.Range(0, 3).Min(_ => Seconds(tenth));

        // A reader that goes back over what it has read needs a hundred times as long.
        Seconds(whole).ShouldBeLessThan(30 * Math.Max(shorter, 0.02));
    }

    private static double Seconds(string text) => ThreadTime.Of(() => ReadAll(text)).TotalSeconds;

    private static string Repeated(string piece, int length) => string.Concat(Enumerable.Repeat(piece, length / piece.Length));

    private static void ReadAll(string text)
    {
        Deadlines.Milestones(text, FiveYears);
        Deadlines.Findings(text, FiveYears);
        Deadlines.Recurring(text);
        Measures.In(text).ToList().Count.ShouldBeGreaterThanOrEqualTo(0);
    }

    /// <summary>period=2021-2025, period=2023, year=2022; five years where nothing is said.</summary>
    private static (PlanPeriod Period, int? Year) PeriodOf(string settings)
    {
        var period = FiveYears;
        int? year = null;
        foreach (var setting in settings.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var years = setting[(setting.IndexOf('=', StringComparison.Ordinal) + 1)..].Split('-').Select(y => int.Parse(y, CultureInfo.InvariantCulture)).ToList();
            year = setting.StartsWith("year", StringComparison.Ordinal) ? years[0] : year;
            period = setting.StartsWith("period", StringComparison.Ordinal) ? new PlanPeriod(new DateOnly(years[0], 1, 1), new DateOnly(years[^1], 12, 31)) : period;
        }

        return (period, year);
    }

    private static string MeasureOf(PrintedMilestone milestone) => milestone.Measure is { } m ? $" | {MeasuresTests.Print(m)}" : "";
}
