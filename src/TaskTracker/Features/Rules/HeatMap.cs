namespace TaskTracker.Features.Rules;

/// <param name="Column">The week, from 0.</param>
/// <param name="Row">0 for Monday.</param>
/// <param name="Shade">0 for none, up to 4 for the most.</param>
internal sealed record HeatCell(DateOnly Day, int Column, int Row, int Mails, int Shade);

/// <summary>Days as cells of a calendar, a column a week, the darker the more.</summary>
internal sealed class HeatMap
{
    private const int Shades = 4;

    public HeatMap(DateOnly from, DateOnly to, IReadOnlyDictionary<DateOnly, int> mails)
    {
        var monday = from.AddDays(-RowOf(from));
        Most = mails.Count == 0 ? 0 : mails.Values.Max();
        Cells = [.. Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays).Select(day =>
        {
            var count = mails.GetValueOrDefault(day);
            return new HeatCell(day, (day.DayNumber - monday.DayNumber) / 7, RowOf(day), count, count == 0 ? 0 : (count * Shades + Most - 1) / Most);
        })];
    }

    public IReadOnlyList<HeatCell> Cells { get; }

    public int Columns => Cells[^1].Column + 1;

    public int Most { get; }

    /// <summary>The column in which each month begins, and the first of all.</summary>
    public IEnumerable<(int Column, DateOnly Month)> Months => Cells.Where((c, i) => i == 0 || c.Day.Day == 1).GroupBy(c => c.Column).Select(g => (g.Key, g.Last().Day));

    private static int RowOf(DateOnly day) => ((int)day.DayOfWeek + 6) % 7;
}
