using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace TaskTracker.Letters;

/// <summary>Ruled tables as wide as the printed area: lists with a head on every page, and forms to fill in.</summary>
internal static class LetterTables
{
    private const double ListPoints = 12;
    private const double FormPoints = 12;
    private const int FormLine = 400;

    public static Table Of(LetterTable table)
    {
        var isForm = table.Head.Count == 0;
        var all = table.Columns.Sum();
        var widths = table.Columns.Select(c => LetterPage.Width * c / all).ToList();
        var word = new Table(
            new TableProperties(
                new TableWidth { Width = $"{widths.Sum()}", Type = TableWidthUnitValues.Dxa }, new TableJustification { Val = TableRowAlignmentValues.Center }, Borders(),
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableCellMarginDefault(new TableCellLeftMargin { Width = 80, Type = TableWidthValues.Dxa }, new TableCellRightMargin { Width = 80, Type = TableWidthValues.Dxa })),
            new TableGrid(widths.Select(w => new GridColumn { Width = $"{w}" })));
        if (!isForm)
        {
            word.Append(new TableRow(
            [
                new TableRowProperties(new CantSplit(), new TableHeader()),
                .. table.Head.Zip(widths).Select(c => Cell(c.First, c.Second, LetterFont.Bold, ListPoints, JustificationValues.Center)),
            ]));
        }

        word.Append(table.Rows.Select(row => isForm ? FormRow(row, widths) : ListRow(row, widths)));
        return word;
    }

    private static TableRow ListRow(LetterTableRow row, List<int> widths) => new(
    [
        new TableRowProperties(new CantSplit()),
        .. row.Cells.Zip(widths).Select(c => Cell(c.First, c.Second, LetterFont.Body, ListPoints, IsFigure(c.First) ? JustificationValues.Center : JustificationValues.Left)),
    ]);

    private static TableRow FormRow(LetterTableRow row, List<int> widths) => new(
    [
        // No row must keep together here: a text may be longer than a page.
        new TableRowProperties(new TableRowHeight { Val = (uint)(row.Lines * FormLine), HeightType = HeightRuleValues.AtLeast }),
        .. row.Cells.Zip(widths).Select((c, i) => Cell(
            c.First, c.Second, i % 2 == 0 ? LetterFont.Bold : LetterFont.Body, FormPoints, i % 2 == 0 ? JustificationValues.Center : JustificationValues.Left)),
    ]);

    /// <summary>Numbers, dates and the like stand in the middle of their column.</summary>
    private static bool IsFigure(string text) => text.Length <= 12 && text.All(c => char.IsAsciiDigit(c) || c is '-' or '.' or '%' or '年' or '月' or '日' or '—');

    private static TableCell Cell(string text, int width, LetterFont font, double points, JustificationValues justify) => new(
    [
        new TableCellProperties(new TableCellWidth { Width = $"{width}", Type = TableWidthUnitValues.Dxa }, new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center }),
        .. PrintedText.Lines(text).DefaultIfEmpty("").Select(line => new Paragraph(
            [
                new ParagraphProperties(
                    new SnapToGrid { Val = false }, new SpacingBetweenLines { Before = "40", After = "40", Line = $"{(int)(points * 1.35 * 20)}", LineRule = LineSpacingRuleValues.Exact },
                    new Justification { Val = justify }),
                .. line.Length == 0 ? Array.Empty<Run>() : [LetterText.Run(line, font, points)],
            ])),
    ]);

    private static TableBorders Borders() => new(
        new TopBorder { Val = BorderValues.Single, Size = 4 }, new LeftBorder { Val = BorderValues.Single, Size = 4 }, new BottomBorder { Val = BorderValues.Single, Size = 4 },
        new RightBorder { Val = BorderValues.Single, Size = 4 }, new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4 }, new InsideVerticalBorder { Val = BorderValues.Single, Size = 4 });
}
