using System.Text.RegularExpressions;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>Reads a table whose rows are institutions and whose columns are numbers.</summary>
internal static partial class InstitutionTableReader
{
    /// <summary>A row as read, sums included.</summary>
    /// <param name="IsSum">True for 小计 and 合计, which are not institutions.</param>
    internal sealed record Row(string Name, IReadOnlyList<string> Values, bool IsSum, bool IsTotal, SourceLine Line);

    internal sealed record Read(PlanTable Table, IReadOnlyList<Row> AllRows);

    public static Read? ReadTable(Table table)
    {
        if (table.Form == TableForm.Loose)
        {
            return null;
        }

        var rows = table.Rows.Where(r => r.Count > 0).ToList();
        var body = rows.FindIndex(r => r.Count(c => Number().IsMatch(c.Text)) >= 2);
        if (body < 1 || rows.SelectMany(r => r).Any(c => c.Text is "预期性" or "约束性"))
        {
            return null;
        }

        var read = rows.Skip(body).Select(ReadRow).OfType<Row>().ToList();
        if (read.Count == 0)
        {
            return null;
        }

        var unit = table.Captions.Select(l => UnitLine().Match(l)).FirstOrDefault(m => m.Success)?.Groups[1].Value ?? "";
        var title = table.Captions.FirstOrDefault(l => !UnitLine().IsMatch(l)) ?? "";
        var columns = Columns(rows.Take(body).ToList(), read[0].Values.Count);
        var institutions = read.Where(r => !r.IsSum).Select(r => new PlanTableRow(r.Name, r.Values));
        return new Read(new PlanTable(title, unit, columns, [.. institutions]), read);
    }

    private static Row? ReadRow(IReadOnlyList<Cell> cells)
    {
        var first = Enumerable.Range(0, cells.Count).FirstOrDefault(i => Number().IsMatch(cells[i].Text), -1);
        var name = cells.Take(Math.Max(first, 0)).LastOrDefault(c => c.Text.Length > 0);
        if (name is null)
        {
            return null;
        }

        var bare = Blanks().Replace(name.Text, "");
        var values = cells.Skip(first).Select(c => c.Text).Where(t => Number().IsMatch(t));
        return new Row(bare, [.. values], bare is "小计" or "合计" or "总计", bare is "合计" or "总计", name.Line);
    }

    /// <summary>A head over several columns stands before the heads below it, e.g. 2020年现状 over 医师 and 护士.</summary>
    private static List<string> Columns(List<IReadOnlyList<Cell>> headRows, int count)
    {
        var upper = headRows[0].Select(c => c.Text).Where(t => t.Length > 0 && t is not ("类别" or "机构类别" or "机构名称" or "序号" or "备注")).ToList();
        var lower = headRows.Skip(1).SelectMany(r => r).Select(c => c.Text).Where(t => t.Length > 0).ToList();
        if (lower.Count == count && upper.Count > 0)
        {
            return [.. lower.Select((head, i) => $"{upper[i * upper.Count / count]} {head}")];
        }

        return lower.Count > 0 && upper.Count - 1 + lower.Count == count
            ? [.. lower.Select(head => $"{upper[0]} {head}"), .. upper.Skip(1)]
            : upper;
    }

    [GeneratedRegex(@"^-?\d{1,12}(\.\d+)?$")]
    private static partial Regex Number();

    [GeneratedRegex(@"^单位[：:]\s*(\S+)$")]
    private static partial Regex UnitLine();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
