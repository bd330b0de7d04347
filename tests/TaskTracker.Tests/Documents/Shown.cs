using System.Globalization;
using TaskTracker.Documents;
using TaskTracker.Domain.Import;

namespace TaskTracker.Tests.Documents;

/// <summary>What a reader made of a file, in a form that a test can spell out.</summary>
internal static class Shown
{
    public static SourceDocument Document(string name, byte[] content)
    {
        var reading = ReadDocument.Read(name, content);
        reading.Problem.ShouldBeNull(reading.Problem?.In(CultureInfo.InvariantCulture));
        Check(reading.Document!);
        return reading.Document!;
    }

    public static string[] Lines(string name, byte[] content) => LinesOf(Document(name, content));

    public static string Problem(string name, byte[] content, DocumentLimits? limits = null)
    {
        var reading = ReadDocument.Read(name, content, limits);
        reading.Document.ShouldBeNull();
        return reading.Problem!.Code;
    }

    /// <summary>Rows parted by line breaks, cells by |; <c>(2x3)</c> before a cell that spans two rows and three columns; its paragraphs parted by /.</summary>
    public static string Table(SourceDocument document, int table = 0)
    {
        var lines = LinesOf(document);
        return string.Join('\n', document.Tables[table].Cells.GroupBy(c => c.Row).Select(r => string.Join('|', r.Select(c =>
            (c.RowSpan + c.ColumnSpan > 2 ? $"({c.RowSpan}x{c.ColumnSpan})" : "") + string.Join('/', lines[(c.FirstLine - 1)..c.LastLine])))));
    }

    public static string[] LinesOf(SourceDocument document) => document.Text.Split('\n')[..^(document.Text.EndsWith('\n') ? 1 : 0)];

    /// <summary>What every document promises the parser.</summary>
    public static void Check(SourceDocument document)
    {
        var lines = document.Text.Length - document.Text.Replace("\n", "", StringComparison.Ordinal).Length + (document.Text.EndsWith('\n') ? 0 : 1);
        var last = 0;
        foreach (var table in document.Tables)
        {
            table.FirstLine.ShouldBeGreaterThan(last);
            var next = table.FirstLine;
            var taken = new HashSet<(int, int)>();
            foreach (var cell in table.Cells)
            {
                cell.FirstLine.ShouldBe(next);
                cell.LastLine.ShouldBeGreaterThanOrEqualTo(cell.FirstLine);
                next = cell.LastLine + 1;
                for (var row = cell.Row; row < cell.Row + cell.RowSpan; row++)
                {
                    for (var column = cell.Column; column < cell.Column + cell.ColumnSpan; column++)
                    {
                        taken.Add((row, column)).ShouldBeTrue("two cells in one place");
                    }
                }
            }

            table.LastLine.ShouldBe(next - 1);
            taken.Count.ShouldBe(table.Cells.Max(c => c.Row + c.RowSpan) * table.Cells.Max(c => c.Column + c.ColumnSpan), "a gap in the grid");
            last = table.LastLine;
        }

        last.ShouldBeLessThanOrEqualTo(lines);
        document.Headings.ShouldAllBe(h => h.Line >= 1 && h.Line <= lines && h.Depth >= 1);
        document.Headings.Select(h => h.Line).ShouldBeUnique();
        document.Findings.ShouldAllBe(f => f.Line >= 1 && f.Line <= Math.Max(lines, 1));
    }
}
