namespace TaskTracker.Domain.Import;

/// <summary>Reads a table by institution of which only the order of the cells is known: a row is a name and as many values as the first row has.</summary>
internal static class InstitutionCells
{
    public static (IReadOnlyList<string> Columns, IReadOnlyList<InstitutionTableReader.Row> Rows)? Read(IReadOnlyList<Cell> all)
    {
        var cells = all.Where(c => c.Text.Length > 0).ToList();
        var value = cells.FindIndex(c => PrintedValue.IsNumber(c.Text));
        var name = cells.FindIndex(c => InstitutionHeads.IsNameHead(c.Text));
        if (name is < 0 or > 2 || value < name + 2 || cells.Take(value).Any(c => InstitutionHeads.IsOther(c.Text) || IndicatorNature.Of(c.Text) is not null))
        {
            return null;
        }

        var width = cells.Skip(value).TakeWhile(c => PrintedValue.IsNumber(c.Text)).Count();
        var heads = cells.Skip(name + 1).Take(value - name - 2).Select(c => CellText.Joined(c.Text)).Where(h => !InstitutionHeads.IsBesideName(h)).ToList();
        if (Columns(heads, width) is not { } columns)
        {
            return null;
        }

        var rows = new List<InstitutionTableReader.Row>();
        var label = cells[value - 1];
        var values = new List<string>();
        foreach (var cell in cells.Skip(value).Append(cells[0] with { Text = "" }))
        {
            if (PrintedValue.IsNumber(cell.Text))
            {
                values.Add(CellText.Joined(cell.Text));
                continue;
            }

            if (values.Count == width)
            {
                var text = string.Concat(label.Text.Where(c => !char.IsWhiteSpace(c)));
                rows.Add(new(text, [.. values], InstitutionHeads.IsSum(text), InstitutionHeads.IsTotal(text), label.Line));
            }

            values.Clear();
            label = cell;
        }

        return rows.Count < 2 ? null : (columns, rows);
    }

    /// <summary>As many heads as values; a group's name before the first row is one too many, and two levels are upper heads and lower ones.</summary>
    private static List<string>? Columns(List<string> heads, int width)
    {
        if (heads.Count == width || heads.Count == width + 1)
        {
            return [.. heads.Take(width)];
        }

        var upper = heads.Count - width;
        return upper > 0 && width % upper == 0 ? [.. heads.Skip(upper).Select((h, i) => $"{heads[i * upper / width]} {h}")] : null;
    }
}
