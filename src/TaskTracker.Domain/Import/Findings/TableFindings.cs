using System.Globalization;
using System.Text.RegularExpressions;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>What a person should look at in a table by institution.</summary>
internal static partial class TableFindings
{
    public static IEnumerable<PlanWarning> Of(InstitutionTableReader.Read table) => Sums(table).Concat(Twice(table));

    /// <summary>A total at the head of the table counts what follows it, every other sum what stands above it.</summary>
    public static IEnumerable<PlanWarning> Sums(InstitutionTableReader.Read table)
    {
        var rows = table.AllRows;
        if (rows.Count > 2 && rows[0].IsTotal && !rows.Skip(1).Any(r => r.IsTotal))
        {
            foreach (var warning in Sum(table, rows[0], [.. rows.Skip(1).Where(r => !r.IsSum)]))
            {
                yield return warning;
            }

            rows = [.. rows.Skip(1)];
        }

        var sinceSum = new List<InstitutionTableReader.Row>();
        var institutions = new List<InstitutionTableReader.Row>();
        foreach (var row in rows)
        {
            if (!row.IsSum)
            {
                sinceSum.Add(row);
                institutions.Add(row);
                continue;
            }

            foreach (var warning in Sum(table, row, row.IsTotal ? institutions : sinceSum))
            {
                yield return warning;
            }

            sinceSum.Clear();
        }
    }

    private static IEnumerable<PlanWarning> Sum(InstitutionTableReader.Read table, InstitutionTableReader.Row row, List<InstitutionTableReader.Row> parts)
    {
        for (var i = 0; i < row.Values.Count && parts.Count > 0; i++)
        {
            var column = i < table.Table.Columns.Count ? table.Table.Columns[i] : $"第{i + 1}列";
            var values = parts.Select(p => i < p.Values.Count ? p.Values[i] : "").Where(v => v.Length > 0 && !CellText.IsDash(v)).Select(v => PrintedValue.Number(v)).ToList();
            if (PrintedValue.Number(row.Values[i]) is not { } printed || values.Count == 0 || values.Any(v => v is null) || IsNoSum(column, row, parts, i))
            {
                continue;
            }

            var sum = values.Sum(v => Math.Clamp(v!.Value, -1e12m, 1e12m));
            var (own, theirs) = (Decimals(row.Values[i]), parts.Max(p => i < p.Values.Count ? Decimals(p.Values[i]) : 0));
            var rounding = own + theirs == 0 ? 0 : HalfOf(own) + (values.Count * HalfOf(theirs));
            if (Math.Abs(sum - printed) > rounding)
            {
                yield return new PlanWarning(row.Line.Number, "sum", string.Create(CultureInfo.InvariantCulture, $"{column}：各机构相加为{sum}，{row.Name}印作{row.Values[i]}。"));
            }
        }
    }

    /// <summary>Shares and averages don't add up; 其中 counts what another row counts already.</summary>
    private static bool IsNoSum(string column, InstitutionTableReader.Row row, List<InstitutionTableReader.Row> parts, int i) =>
        Share().IsMatch(column) || row.Values[i].Contains('%', StringComparison.Ordinal) || parts.Any(p => p.Name.StartsWith("其中", StringComparison.Ordinal));

    private static IEnumerable<PlanWarning> Twice(InstitutionTableReader.Read table) =>
        from same in table.AllRows.Where(r => !r.IsSum).GroupBy(r => r.Name)
        where same.Count() > 1
        let lines = same.Select(r => r.Line.Number).ToList()
        select new PlanWarning(lines[1], "row-twice", $"“{same.Key}”在“{table.Table.Title}”中出现{lines.Count}次（第{string.Join("、", lines)}行）。");

    private static decimal HalfOf(int decimals) => 0.5m / (decimal)Math.Pow(10, decimals);

    private static int Decimals(string value) => value.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot ? Math.Min(6, value.Skip(dot + 1).TakeWhile(char.IsAsciiDigit).Count()) : 0;

    [GeneratedRegex("率|占比|比例|比重|[%％‰]|每[百千万]|人均|户均|亩均|平均|增长|增速|增幅|年份|排名|浓度|[^对之]比$")]
    private static partial Regex Share();
}
