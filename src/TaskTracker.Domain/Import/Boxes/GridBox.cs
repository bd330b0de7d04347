namespace TaskTracker.Domain.Import;

/// <summary>A box that the format draws as a table.</summary>
internal static class GridBox
{
    private const int LongestTitle = 40;

    /// <summary>A table that begins with a box's caption, or a frame of a single cell with a title and paragraphs.</summary>
    public static Box? Of(SourceLine first, SourceLine last, IReadOnlyList<IReadOnlyList<Cell>> rows)
    {
        var corner = rows[0][0];
        if (corner.Paragraphs.Count == 0)
        {
            return null;
        }

        var caption = corner.Paragraphs[0];
        if (BoxCaption.Is(caption.Text) && !IsIndicators(new Table(first, last, rows, TableForm.Grid)))
        {
            return new Box(first, last, caption.Text, [.. corner.Paragraphs.Skip(1), .. Entries(rows.Skip(1), corner)]);
        }

        var isFrame = rows.Count == 1 && rows[0].Count == 1 && corner.Paragraphs.Count > 2 && caption.Text.Length <= LongestTitle && EntryNumber.Of(caption.Text) is null && !caption.Text.EndsWith('。');
        return isFrame ? new Box(first, last, caption.Text, [.. corner.Paragraphs.Skip(1)]) : null;
    }

    /// <summary>The box of a caption that stands above its table.</summary>
    public static Box? Below(SourceLine caption, Block table) => table switch
    {
        Box box when !BoxCaption.Is(box.Caption) => box with { First = caption, Caption = caption.Text, Entries = [new Paragraph(box.First, box.First, box.Caption), .. box.Entries] },
        Table grid when !IsIndicators(grid) => new Box(caption, grid.Last, caption.Text, [.. Entries(grid.Rows, null)]),
        _ => null,
    };

    /// <summary>Some plans print their indicator table as a box.</summary>
    public static bool IsIndicators(Table table) => TableShape.Of(table) is { } shape && IndicatorColumns.Of(shape.Heads, shape.Captions) is not null;

    /// <summary>Rows of one cell are paragraphs; of a row of several, the name with the rest behind a colon.</summary>
    private static IEnumerable<Paragraph> Entries(IEnumerable<IReadOnlyList<Cell>> rows, Cell? caption)
    {
        int? name = null;
        foreach (var row in rows)
        {
            var cells = row.Where(c => !c.Covered && c.Text.Length > 0 && c != caption).ToList();
            if (cells.Count == 0)
            {
                continue;
            }

            if (cells.Count == 1)
            {
                foreach (var paragraph in cells[0].Paragraphs)
                {
                    yield return paragraph;
                }
            }
            else if (name is null && Enumerable.Range(0, row.Count).FirstOrDefault(i => IsNameHead(row[i].Text), -1) is >= 0 and var head)
            {
                name = head;
            }
            else
            {
                var named = name is { } n && row[n].Text.Length > 0 ? row[n] : cells.FirstOrDefault(c => !PrintedValue.IsNumber(c.Text)) ?? cells[0];
                yield return new Paragraph(named.Line, cells[^1].Line, $"{CellText.Joined(named.Text)}：{string.Join(" ", cells.Where(c => c != named).Select(c => c.Text))}");
            }
        }
    }

    private static bool IsNameHead(string text) => CellText.Bare(text) is "项目名称" or "名称" or "项目" or "工程名称" or "行动名称" or "工程" or "重点项目" or "重点工程" or "项目类别" or "内容";
}
