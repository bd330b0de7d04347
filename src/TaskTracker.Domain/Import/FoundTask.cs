namespace TaskTracker.Domain.Import;

/// <summary>A task as a heading or a table's row gives it, before its wording is read.</summary>
/// <param name="Key">Numbers from the outermost heading to the task; not yet unique.</param>
/// <param name="Chapter">The outermost heading above it; null where none is.</param>
/// <param name="Wording">What it says, without who is responsible.</param>
/// <param name="DueCell">A table's cell that says by when; empty where there is none.</param>
internal sealed record FoundTask(
    string Key, string Number, string Title, IReadOnlyList<string> Path, Heading? Chapter, Duty Duty, string Text, string Wording, string DueCell, IReadOnlyList<Paragraph> Paragraphs, SourceLine First, SourceLine Last);

/// <summary>Brings the tasks of headings and of tables together, in the order of the document.</summary>
internal static class FoundTasks
{
    public static IReadOnlyList<FoundTask> In(PlanBody body, IReadOnlyList<Heading> headings)
    {
        var rows = body.Blocks.OfType<Table>().Select(t => (Above: Above(headings, t), Rows: TaskTable.Read(t))).Where(t => t.Rows.Count > 0 && t.Above?.Outwards.Any(TaskReader.IsBackground) != true).ToList();
        var holders = rows.Select(t => t.Above).OfType<Heading>().ToHashSet();
        var tasks = TaskReader.Tasks(headings).Where(t => !holders.Contains(t)).ToList();
        var duties = Duties.Of(headings, tasks, body.FirstLeads);
        var found = tasks.Select(t => OfHeading(t, duties[t])).Concat(OfRows(rows, body.FirstLeads)).OrderBy(t => t.First.Number).ToList();
        return WithAnnexes(found, [.. OfRows(body.Annexes.OfType<Table>().Select(t => ((Heading?)null, TaskTable.Read(t))), body.FirstLeads)]);
    }

    private static FoundTask OfHeading(Heading heading, Duty duty) => new(
        TaskReader.KeyOf(heading),
        heading.Marker?.Number ?? TaskReader.KeyOf(heading),
        heading.Title,
        [.. heading.Outwards.Skip(1).Reverse().Select(h => h.Printed)],
        heading.Outwards.Last(),
        duty,
        heading.OwnText,
        string.Join("\n", heading.Text.Select(p => ResponsibilityReader.Without(p.Text, ResponsibilityReader.In(p.Text))).Prepend(heading.Title).Where(t => t.Length > 0)),
        "",
        heading.Text,
        heading.First,
        heading.Last);

    private static IEnumerable<FoundTask> OfRows(IEnumerable<(Heading? Above, IReadOnlyList<TableTask> Rows)> tables, bool firstLeads)
    {
        var running = 0;
        foreach (var (above, rows) in tables)
        {
            foreach (var row in rows)
            {
                running++;
                var number = row.Number ?? $"{running}";
                var levels = above?.Outwards.Reverse().ToList() ?? [];
                var duty = new Duty(row.Shares, row.OpenEnded, null, row.Last, Inherited: false);
                yield return new FoundTask(
                    string.Join("/", levels.Select(h => h.Marker?.Number).OfType<string>().Concat(row.GroupNumbers).Append(number)),
                    number,
                    row.Title,
                    [.. levels.Select(h => h.Printed), .. row.Groups],
                    levels.FirstOrDefault(),
                    Duties.Lead(duty, firstLeads),
                    row.Text,
                    row.Wording,
                    row.Due,
                    [],
                    row.First,
                    row.Last);
            }
        }
    }

    /// <summary>A table behind the plan that shares its tasks out says who is responsible for those that the plan itself leaves open; a plan without any is the table.</summary>
    private static List<FoundTask> WithAnnexes(List<FoundTask> found, IReadOnlyList<FoundTask> annexed)
    {
        if (annexed.Count == 0 || found.Exists(t => t.Duty.Shares.Count > 0))
        {
            return found;
        }

        var byTitle = annexed.DistinctBy(t => CellText.Bare(t.Title)).ToDictionary(t => CellText.Bare(t.Title));
        var matched = found.ConvertAll(t => byTitle.TryGetValue(CellText.Bare(t.Title), out var row) ? t with { Duty = row.Duty, DueCell = row.DueCell } : t);
        return matched.Exists(t => t.Duty.Shares.Count > 0) ? matched : [.. found, .. annexed];
    }

    private static Heading? Above(IReadOnlyList<Heading> headings, Table table) => headings.LastOrDefault(h => h.First.Number < table.First.Number);
}
