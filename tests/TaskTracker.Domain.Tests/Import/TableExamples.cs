using System.Globalization;
using System.Runtime.CompilerServices;
using TaskTracker.Domain.Import;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Tests.Import;

/// <summary>
/// The fenced examples of <c>Examples/indicators.md</c>, <c>boxes.md</c>, <c>institution-tables.md</c> and <c>findings.md</c>: a document, a line <c>---</c>,
/// then what is read, line by line, or <c>none</c>. <c>→</c> stands for a tab. A fence marked <c>grid</c> is a table whose rows and columns the format
/// marks: cells parted by <c>|</c>, <c>&lt;</c> for a place that the cell to the left covers, <c>^</c> for one that the cell above covers, <c>¶</c> for a
/// paragraph's end; lines without a bar are text before and after it.
/// </summary>
public sealed class TableExamples
{
    private const int FewestExamples = 80;

    public static TheoryData<TableExample> Indicators => Read("indicators.md");
    public static TheoryData<TableExample> Boxes => Read("boxes.md");
    public static TheoryData<TableExample> InstitutionTables => Read("institution-tables.md");
    public static TheoryData<TableExample> Findings => Read("findings.md");

    [Theory]
    [MemberData(nameof(Indicators))]
    public void Indicators_WhenADocumentHasSuchATable_AreReadRowByRow(TableExample example) =>
        IndicatorsOf(Blocks(example)).Select(i => Line(i.Indicator)).ShouldBe(example.Expected);

    [Theory]
    [MemberData(nameof(Boxes))]
    public void Boxes_WhenADocumentHasSome_EndWhereTheTextGoesOn(TableExample example) =>
        Blocks(example).Select(Line).OfType<string>().ShouldBe(example.Expected);

    [Theory]
    [MemberData(nameof(InstitutionTables))]
    public void InstitutionTables_WhenADocumentHasSome_AreReadRowByRow(TableExample example) =>
        TablesOf(Blocks(example)).SelectMany(t => Lines(t.Table)).ShouldBe(example.Expected);

    [Theory]
    [MemberData(nameof(Findings))]
    public void Findings_WhenADocumentContradictsItself_NameTheLine(TableExample example)
    {
        var blocks = Blocks(example);
        var indicators = IndicatorsOf(blocks);
        IndicatorFindings.Of(indicators)
            .Concat(Contradictions.In(blocks, [.. indicators.Select(i => i.Indicator)]))
            .Concat(TablesOf(blocks).SelectMany(TableFindings.Of))
            .Concat(blocks.OfType<Box>().SelectMany(BoxFindings.Of))
            .OrderBy(w => w.Line)
            .Select(w => $"{w.Line} {w.Code} {w.Text}")
            .ShouldBe(example.Expected);
    }

    [Fact]
    public void Examples_WhenCounted_AreMany() => (Indicators.Count + Boxes.Count + InstitutionTables.Count + Findings.Count).ShouldBeGreaterThanOrEqualTo(FewestExamples);

    private static IReadOnlyList<Block> Blocks(TableExample example) => BlockReader.Read(example.Settings == "grid" ? Grid(example.Input) : new SourceDocument("x.txt", "", example.Input.Replace('→', '\t')));

    private static List<(PlanIndicator Indicator, SourceLine Line)> IndicatorsOf(IReadOnlyList<Block> blocks) => [.. blocks.OfType<Table>().SelectMany(IndicatorReader.Read)];

    private static IEnumerable<InstitutionTableReader.Read> TablesOf(IReadOnlyList<Block> blocks) => blocks.OfType<Table>().Select(InstitutionTableReader.ReadTable).OfType<InstitutionTableReader.Read>();

    private static string Line(PlanIndicator indicator)
    {
        var numbers = string.Create(CultureInfo.InvariantCulture, $"{indicator.BaselineValue?.ToString(CultureInfo.InvariantCulture) ?? "?"} → {indicator.TargetValue?.ToString(CultureInfo.InvariantCulture) ?? "?"}");
        var aim = indicator.Direction switch { IndicatorDirection.AtLeast => " ↑", IndicatorDirection.AtMost => " ↓", _ => "" };
        var relative = indicator.Relative is { } r ? string.Create(CultureInfo.InvariantCulture, $" {r.Kind}{r.Amount: +0.##; -0.##}") : "";
        return $"{indicator.Name} | {indicator.Unit} | {indicator.Baseline} | {indicator.Target} | {indicator.Nature} | {numbers}{aim}{relative}";
    }

    private static string? Line(Block block) => block switch
    {
        Box box => BoxReader.Read(box) is var project ? $"box {project.Number} | {project.Title} | {string.Join("; ", project.Items)}" : null,
        Paragraph paragraph => $"text {paragraph.Text[..Math.Min(8, paragraph.Text.Length)]}",
        Table table => $"table of {IndicatorReader.Read(table).Count} indicators",
        _ => null,
    };

    private static IEnumerable<string> Lines(PlanTable table) =>
        [$"{table.Title} | {table.Unit} | {string.Join("; ", table.Columns)}", .. table.Rows.Select(r => $"- {r.Name} | {string.Join("; ", r.Values)}")];

    private static SourceDocument Grid(string input)
    {
        var lines = new List<string>();
        var tables = new List<SourceTable>();
        var rows = new List<string[]>();
        foreach (var line in input.Split('\n').Append(""))
        {
            if (line.StartsWith('|'))
            {
                rows.Add([.. line.Trim('|', ' ').Split('|').Select(c => c.Trim())]);
                continue;
            }

            if (rows.Count > 0)
            {
                tables.Add(Table(rows, lines));
                rows.Clear();
            }

            lines.Add(line);
        }

        return new SourceDocument("x.docx", "", string.Join("\n", lines)) { Tables = tables };
    }

    private static SourceTable Table(List<string[]> rows, List<string> lines)
    {
        var first = lines.Count + 1;
        var cells = new List<SourceCell>();
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < rows[row].Length; column++)
            {
                if (rows[row][column] is "<" or "^")
                {
                    continue;
                }

                var width = 1 + rows[row].Skip(column + 1).TakeWhile(c => c == "<").Count();
                var height = 1 + rows.Skip(row + 1).TakeWhile(r => column < r.Length && r[column] == "^").Count();
                var paragraphs = rows[row][column].Split('¶', StringSplitOptions.TrimEntries);
                cells.Add(new SourceCell(row, column, height, width, lines.Count + 1, lines.Count + paragraphs.Length));
                lines.AddRange(paragraphs);
            }
        }

        return new SourceTable(first, lines.Count, cells);
    }

    private static TheoryData<TableExample> Read(string name, [CallerFilePath] string thisFile = "")
    {
        var data = new TheoryData<TableExample>();
        var lines = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(thisFile)!, "Examples", name));
        var heading = "";
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith('#'))
            {
                heading = lines[i].TrimStart('#', ' ');
            }
            else if (lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                var body = lines.Skip(i + 1).TakeWhile(l => l != "```").ToList();
                var parting = body.IndexOf("---");
                data.Add(new TableExample($"{name} {heading}, line {i + 1}", lines[i][3..].Trim(), string.Join("\n", body.Take(parting)), [.. body.Skip(parting + 1).Where(l => l is not ("none" or ""))]));
                i += body.Count + 1;
            }
        }

        return data;
    }
}

public sealed record TableExample(string Name, string Settings, string Input, IReadOnlyList<string> Expected)
{
    public override string ToString() => Name;
}
