using System.Globalization;
using TaskTracker.Documents.Excel;
using TaskTracker.Domain.Progress;
using TaskTracker.Letters;
using CellText = TaskTracker.Letters.CellText;

namespace TaskTracker.Features.ReportSheets;

/// <param name="Column">As the sheet names it, e.g. <c>E</c>; empty where it is the row as a whole.</param>
/// <param name="Code">A text: <c>SheetFault.{Code}</c>, or the whole name of one.</param>
internal sealed record SheetFault(int Row, string Column, string Code, string Value = "");

/// <summary>A row as it was filled in.</summary>
/// <param name="Row">As the program that shows the sheet counts it.</param>
/// <param name="Seen">The responsibility's version when the sheet was made.</param>
/// <param name="Meant">To be reported though nothing changed.</param>
internal sealed record SheetLine(int Row, int Id, int Seen, ReportedState State, int? Percent, string Done, string Problems, string NextStep, bool Meant);

/// <summary>The sheet's rows, or everything that is wrong with it.</summary>
/// <param name="Columns">The letter of each column, by its head.</param>
internal sealed record SheetReading(IReadOnlyList<SheetLine> Lines, IReadOnlyList<SheetFault> Faults, IReadOnlyDictionary<string, string> Columns);

/// <summary>Reads a sheet that came back: the columns by their heads, in any order.</summary>
internal static class ReadReportSheet
{
    private const int HeadSoughtTo = 20;
    private const string KeyHead = "识别码";
    private static readonly string[] Heads = [.. ReportWorkbook.Columns.Select(c => c.Title)];
    private static readonly string[] NotWanted = ["任务", "责任单位"];

    public static SheetReading Read(IReadOnlyList<SheetCell> cells)
    {
        var rows = cells.GroupBy(c => c.Row).OrderBy(g => g.Key).Select(g => (Row: g.Key, Cells: g.GroupBy(c => c.Column).ToDictionary(c => c.Key, c => c.First().Text.ReplaceLineEndings("\n").Trim()))).ToList();
        var head = rows.Where(r => r.Row <= HeadSoughtTo).FirstOrDefault(r => r.Cells.ContainsValue(KeyHead));
        if (head.Cells is null)
        {
            return new([], [new(1, "", "NoHead", KeyHead)], new Dictionary<string, string>());
        }

        var at = head.Cells.Where(c => Heads.Contains(c.Value)).GroupBy(c => c.Value).ToDictionary(g => g.Key, g => g.Select(c => c.Key).ToList());
        var letters = at.ToDictionary(c => c.Key, c => Letter(c.Value[0]));
        List<SheetFault> faults =
        [
            .. Heads.Except(NotWanted).Where(h => !at.ContainsKey(h)).Select(h => new SheetFault(head.Row, "", "NoColumn", h)),
            .. at.Where(c => c.Value.Count > 1).Select(c => new SheetFault(head.Row, Letter(c.Value[1]), "ColumnTwice", c.Key)),
        ];
        var filled = rows.Where(r => r.Row > head.Row && r.Cells.Any(c => at.Values.Any(columns => columns.Contains(c.Key)))).ToList();
        if (faults.Count > 0 || filled.Count > WriteReportSheet.MostRows)
        {
            return new([], faults.Count > 0 ? faults : [new(filled[WriteReportSheet.MostRows].Row, "", "TooMany", $"{WriteReportSheet.MostRows}")], letters);
        }

        var lines = filled.Select(r => Line(r.Row, head => r.Cells.GetValueOrDefault(at[head][0], ""), letters, faults)).OfType<SheetLine>().ToList();
        faults.AddRange(lines.GroupBy(l => l.Id).SelectMany(g => g.Skip(1)).Select(l => new SheetFault(l.Row, letters[KeyHead], "RowTwice", $"{lines.First(o => o.Id == l.Id).Row}")));
        return new(lines, [.. faults.OrderBy(f => f.Row)], letters);
    }

    private static SheetLine? Line(int row, Func<string, string> of, Dictionary<string, string> letters, List<SheetFault> faults)
    {
        var before = faults.Count;
        void Wrong(string head, string code) => faults.Add(new(row, letters[head], code, of(head).Length > 50 ? of(head)[..50] : of(head)));
        var key = of(KeyHead).Split('.');
        var (id, seen) = (0, 0);
        if (key.Length != 2 || !int.TryParse(key[0], NumberStyles.None, CultureInfo.InvariantCulture, out id) || !int.TryParse(key[1], NumberStyles.None, CultureInfo.InvariantCulture, out seen)) Wrong(KeyHead, "Key");
        var state = WriteReportSheet.States.Where(s => s.Value == of("状态")).Select(s => (ReportedState?)s.Key).FirstOrDefault();
        if (state is null) Wrong("状态", "State");
        int? percent = int.TryParse(of("完成百分比").TrimEnd('%', '％'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        if (percent is null && of("完成百分比").Length > 0) Wrong("完成百分比", "Percent");
        var meant = of("没有变化也填报");
        if (meant is not ("" or ReportWorkbook.Yes or "否")) Wrong("没有变化也填报", "Meant");
        return faults.Count > before ? null : new(row, id, seen, state!.Value, percent, Typed(of("已开展工作")), Typed(of("存在问题")), Typed(of("下一步")), meant == ReportWorkbook.Yes);
    }

    /// <summary>Without the mark that keeps a text from being taken for a formula.</summary>
    private static string Typed(string cell) => cell is ['\'', .. var text] && CellText.Of(text) == cell ? text : cell;

    private static string Letter(int column) => column <= 26 ? $"{(char)('A' + column - 1)}" : $"{Letter((column - 1) / 26)}{(char)('A' + ((column - 1) % 26))}";
}
