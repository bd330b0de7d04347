using System.Text;
using TaskTracker.Domain.Import;

namespace TaskTracker.Domain.Tests.Import;

/// <summary>Time grows in step with the document, whatever stands in it.</summary>
public sealed class TableTimeTests
{
    private const int Runs = 3;

    /// <summary>Twice is the aim; the rest is what a busy machine adds.</summary>
    private const double MostForDouble = 3;

    private static readonly TimeSpan Noise = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("marked", 20_000)]
    [InlineData("loose", 20_000)]
    [InlineData("lines", 20_000)]
    [InlineData("bars", 20_000)]
    [InlineData("institutions", 20_000)]
    [InlineData("loose institutions", 20_000)]
    [InlineData("box", 20_000)]
    [InlineData("captions", 20_000)]
    [InlineData("heads without values", 20_000)]
    [InlineData("indicator heads without end", 1_000)]
    [InlineData("a tab a line", 20_000)]
    [InlineData("one long line", 200_000)]
    [InlineData("one long list", 100_000)]
    [InlineData("one long number", 200_000)]
    [InlineData("numbered lines in a box", 20_000)]
    [InlineData("notes", 20_000)]
    [InlineData("blanks", 100_000)]
    [InlineData("statements", 5_000)]
    [InlineData("tables of one row", 2_000)]
    public void Import_WhenADocumentIsTwiceAsLong_TakesTwiceTheTime(string kind, int size)
    {
        _ = Time(kind, size / 10);
        var (once, twice) = (Time(kind, size), Time(kind, 2 * size));

        twice.ShouldBeLessThan((once * MostForDouble) + Noise);
        twice.ShouldBeLessThan(Longest);
    }

    [Fact]
    public void Import_WhenAGridHasAHundredThousandCells_ReadsEachRow()
    {
        var lines = new List<string>();
        var cells = new List<SourceCell>();
        string[] heads = ["指标", "2020年", "2023年", "2025年", "属性"];
        for (var row = 0; row < 20_000; row++)
        {
            for (var column = 0; column < heads.Length; column++)
            {
                lines.Add(row == 0 ? heads[column] : column switch { 0 => $"第{row}号桥数（座）", 4 => "预期性", _ => $"{column}" });
                cells.Add(new SourceCell(row, column, 1, 1, lines.Count, lines.Count));
            }
        }

        var document = new SourceDocument("x", "", string.Join("\n", lines)) { Tables = [new SourceTable(1, lines.Count, cells)] };
        ThreadTime.Of(() => Read(document).ShouldBe(20_000 - 1)).ShouldBeLessThan(Longest);
    }

    [Fact]
    public void Import_WhenMergedCellsClaimToCoverMillions_LeavesThemUnmerged()
    {
        SourceCell[] cells = [new(0, 0, 60_000, 60_000, 1, 1), new(60_000, 60_000, 1, 1, 2, 2)];

        BlockReader.Read(new SourceDocument("x", "", "甲\n乙") { Tables = [new SourceTable(1, 2, cells)] }).Count.ShouldBe(1);
    }

    private static TimeSpan Time(string kind, int size)
    {
        var document = new SourceDocument("x.txt", "", Text(kind, size));
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < Runs; i++)
        {
            var time = ThreadTime.Of(() => _ = Read(document));
            best = time < best ? time : best;
        }

        return best;
    }

    private static int Read(SourceDocument document)
    {
        var blocks = BlockReader.Read(document);
        var indicators = blocks.OfType<Table>().SelectMany(IndicatorReader.Read).ToList();
        var tables = blocks.OfType<Table>().Select(InstitutionTableReader.ReadTable).OfType<InstitutionTableReader.Read>().ToList();
        _ = blocks.OfType<Box>().Select(BoxReader.Read).ToList();
        _ = IndicatorFindings.Of(indicators)
            .Concat(Contradictions.In(blocks, [.. indicators.Select(i => i.Indicator)]))
            .Concat(tables.SelectMany(TableFindings.Of))
            .Concat(blocks.OfType<Box>().SelectMany(BoxFindings.Of)).Count();
        return indicators.Count;
    }

    private static string Text(string kind, int size) => kind switch
    {
        "marked" => "\t指标\n\t2020年\n\t2025年\n\t属性\n\n" + Many(size / 5, i => $"\t第{i}桥（座）\n\t1\n\t2\n\t预期性\n\n"),
        "loose" => "序号\n指标\n2020年\n2025年\n属性\n" + Many(size / 5, i => $"{i + 1}\n第{i}桥（座）\n1\n2\n预期性\n"),
        "lines" => "指标\t2020年\t2025年\t属性\n" + Many(size / 4, i => $"第{i}桥\t1\t2\t预期性\n"),
        "bars" => "| 指标 | 2020年 | 2025年 |\n" + Many(size / 3, i => $"| 第{i}桥 | 1 | 2 |\n"),
        "institutions" => "\t名称\n\t床位\n\t医生\n\n" + Many(size / 4, i => $"\t第{i}院\n\t1\n\t2\n\n") + "\t合计\n\t5\n\t6\n\n",
        "loose institutions" => "名称\n床位\n医生\n" + Many(size / 3, i => $"第{i}院\n1\n2\n"),
        "box" => "专栏1 路网\n" + Many(size, i => $"第{i}桥：三座。\n"),
        "captions" => Many(size, i => $"专栏{i % 900} 路网\n"),
        "heads without values" => Many(size, i => i % 2 == 0 ? "指标\n" : "2020年\n"),
        "indicator heads without end" => Many(size, _ => "序号\n指标\n2020年\n2025年\n属性\n"),
        "a tab a line" => Many(size, _ => "\t\n"),
        "one long line" => new string('桥', size),
        "one long list" => Many(size / 3, _ => "桥项目、"),
        "one long number" => "好路率达到" + new string('9', size) + "%",
        "numbered lines in a box" => "1.修路。\n专栏1 路网\n" + Many(size, i => $"{(i % 3) + 1}.桥。\n"),
        "notes" => "| 指标 | 2020年 | 2025年 |\n| 桥 | 1 | 2 |\n" + Many(size, i => $"注：{i}\n"),
        "blanks" => new string(' ', size) + "指标" + new string('　', size),
        "statements" => "| 指标 | 2020年 | 2025年 |\n" + Many(size / 10, i => $"| 第{i}类好路率（%） | 1 | 2 |\n") + Many(size, i => $"{i % 9}.修路。到2025年，甲、乙、丙第{i}类好路率达到{i % 100}%，其中、和、与一二三率分别为3%、4%。\n"),
        "tables of one row" => Many(size, i => $"| 指标{i} | 2020年 | 2025年 |\n| 桥 | 1 | 2 |\n\n\n"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string Many(int count, Func<int, string> line)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            text.Append(line(i));
        }

        return text.ToString();
    }
}
