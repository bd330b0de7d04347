using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>A row of an indicator table, its cells told apart, texts as printed.</summary>
internal sealed record IndicatorRow(Cell Cell, IndicatorName Name, string Unit, string Baseline, string Target, string Nature)
{
    public static IndicatorRow? Of(IReadOnlyList<Cell> row, IndicatorColumns columns, int number)
    {
        var cell = row[columns.Name];
        var baseline = columns.Baseline is { } b ? row[b] : null;
        var target = row[columns.Target];
        var growth = columns.Growth is { } g ? CellText.Joined(row[g].Text) : "";
        var isMerged = baseline is not null && target.Covered && target.Line == baseline.Line && target.Text == baseline.Text;
        var to = CellText.Joined(target.Text);
        if ((to.Length == 0 || CellText.IsDash(to)) && growth.Length > 0 && !CellText.IsDash(growth))
        {
            to = growth;
        }

        var from = baseline is null || isMerged ? "" : CellText.Joined(baseline.Text);
        if ((from.Length == 0 && to.Length == 0) || CellText.IsNote(cell.Text))
        {
            return null;
        }

        var unit = columns.Unit is { } u ? row[u].Text : "";
        var nature = columns.Nature is { } n ? row[n].Text : "";
        return new IndicatorRow(cell, IndicatorName.Of(cell.Text, number), CellText.Joined(unit), from, to, CellText.Joined(nature));
    }

    public PlanIndicator Interpret(Table table, IndicatorColumns columns, IReadOnlyList<string> captions)
    {
        var unit = Unit.Length > 0 && !CellText.IsDash(Unit) ? Unit
            : Name.Unit.Length > 0 ? Name.Unit
            : captions.Select(UnitOfMeasure.Of).FirstOrDefault(u => u.Length > 0) ?? "";
        var nature = IndicatorNature.Of(Nature) ?? (Nature.Length > 0 && !CellText.IsDash(Nature) ? Nature : Name.Nature.Length > 0 ? Name.Nature : NoteOf(table));
        return IndicatorTarget.Interpret(
            new PlanIndicator
            {
                Name = Name.Text,
                Unit = unit.Length > 0 ? unit : PrintedValue.UnitOf(Target) is { Length: > 0 } own ? own : "",
                Baseline = Baseline,
                Target = Target,
                Nature = nature,
            },
            columns.Years);
    }

    /// <summary>注：带*的为约束性指标.</summary>
    private string NoteOf(Table table) =>
        Name.IsStarred && table.Notes.Any(n => n.Contains('*', StringComparison.Ordinal) && n.Contains("约束性", StringComparison.Ordinal)) ? "约束性" : "";
}
