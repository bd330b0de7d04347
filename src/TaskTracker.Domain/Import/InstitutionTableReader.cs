using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>Reads a table whose rows are institutions, places or years and whose columns are numbers.</summary>
internal static class InstitutionTableReader
{
    /// <summary>A row as read, sums included.</summary>
    /// <param name="IsSum">True for 小计 and 合计, which are not institutions.</param>
    internal sealed record Row(string Name, IReadOnlyList<string> Values, bool IsSum, bool IsTotal, SourceLine Line);

    internal sealed record Read(PlanTable Table, IReadOnlyList<Row> AllRows);

    public static Read? ReadTable(Table table)
    {
        var read = table.Form != TableForm.Loose ? ReadShape(table) : IndicatorReader.Read(table).Count > 0 ? null : InstitutionCells.Read([.. table.Rows.SelectMany(r => r)]);
        if (read is not var (columns, rows) || rows.All(r => r.IsSum))
        {
            return null;
        }

        var captions = TableShape.Of(table)?.Captions ?? table.Captions;
        var unit = captions.Concat(columns).Select(UnitOfMeasure.Of).FirstOrDefault(u => u.Length > 0) ?? "";
        var title = captions.Select(UnitOfMeasure.Without).Where(c => c.Length > 0).OrderByDescending(IsTitle).FirstOrDefault() ?? "";
        return new Read(new PlanTable(title, unit, columns, [.. rows.Where(r => !r.IsSum).Select(r => new PlanTableRow(r.Name, r.Values))]), rows);
    }

    private static bool IsTitle(string caption) => caption.Length > 4 && (caption.EndsWith('表') || caption.StartsWith('表') || caption.Contains("一览", StringComparison.Ordinal));

    private static (IReadOnlyList<string> Columns, IReadOnlyList<Row> Rows)? ReadShape(Table table)
    {
        if (TableShape.Of(table) is not { } shape
            || shape.Heads.Any(InstitutionHeads.IsOther)
            || shape.Body.Any(r => r.Any(c => IndicatorNature.Of(c.Text) is not null))
            || IndicatorColumns.Of(shape.Heads, shape.Captions) is not null)
        {
            return null;
        }

        var body = shape.Body.Where(r => !TableShape.IsOneText(r) && !CellText.IsNote(r[0].Text)).ToList();
        var columns = Columns(shape, body);
        if (columns is not var (name, values) || values.Count == 0)
        {
            return null;
        }

        var rows = new List<Row>();
        foreach (var row in body)
        {
            var label = row.Take(Math.Min(values[0], row.Count)).Where((c, i) => c.Text.Length > 0 && i <= Math.Max(name, 0)).LastOrDefault();
            var sum = row.Take(values[0]).FirstOrDefault(c => InstitutionHeads.IsSum(c.Text));
            if ((sum ?? label) is { } cell && values.Any(v => v < row.Count && row[v].Text.Length > 0))
            {
                var text = string.Concat(cell.Text.Where(c => !char.IsWhiteSpace(c)));
                rows.Add(new Row(text, [.. values.Select(v => v < row.Count ? CellText.Joined(row[v].Text) : "")], sum is not null, sum is not null && InstitutionHeads.IsTotal(text), cell.Line));
            }
        }

        return ([.. values.Select(v => shape.Heads[v])], rows);
    }

    /// <summary>Columns of values begin at the first one with numbers; the name stands right before them, or where a head says so.</summary>
    private static (int Name, IReadOnlyList<int> Values)? Columns(TableShape shape, List<IReadOnlyList<Cell>> body)
    {
        var width = shape.Heads.Count;
        var (numbers, texts) = (new int[width], new int[width]);
        foreach (var row in body)
        {
            for (var i = 0; i < Math.Min(row.Count, width); i++)
            {
                numbers[i] += PrintedValue.IsNumber(row[i].Text) ? 1 : 0;
                texts[i] += row[i].Text.Length > 0 && !PrintedValue.IsNumber(row[i].Text) ? 1 : 0;
            }
        }

        var first = Enumerable.Range(0, width).FirstOrDefault(i => numbers[i] > texts[i] && !InstitutionHeads.IsBesideName(shape.Heads[i]) && (i > 0 || !IsYearColumn(body)), -1);
        if (first < 1)
        {
            return null;
        }

        var name = Enumerable.Range(0, first).LastOrDefault(i => InstitutionHeads.IsNameHead(shape.Heads[i]), Enumerable.Range(0, first).LastOrDefault(i => texts[i] > 0 && !InstitutionHeads.IsBesideName(shape.Heads[i]), -1));
        if (name < 0)
        {
            return null;
        }

        var values = Enumerable.Range(name + 1, width - name - 1).Where(i => !InstitutionHeads.IsBesideName(shape.Heads[i]) && numbers[i] + texts[i] > 0).ToList();
        return values.Sum(v => numbers[v]) * 2 >= values.Sum(v => numbers[v] + texts[v]) ? (name, values) : null;
    }

    private static bool IsYearColumn(List<IReadOnlyList<Cell>> body) => body.All(r => r.Count > 0 && r[0].Text.Length is 4 or 5 && r[0].Text.StartsWith("20", StringComparison.Ordinal));
}
