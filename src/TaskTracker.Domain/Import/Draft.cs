using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>The last stage: puts together what the readers found.</summary>
internal static class Draft
{
    public static PlanFile Of(PlanBody body, IReadOnlyList<Heading> headings, IReadOnlyList<FoundTask> tasks, PlanPeriod period, IReadOnlyList<PlanDepartment> registry)
    {
        var names = new DepartmentNames(tasks.SelectMany(t => t.Duty.Shares).Select(s => s.Name), registry);
        var keys = new HashSet<string>();
        var tables = body.Blocks.Concat(body.Annexes).OfType<Table>().ToList();
        var indicators = tables.SelectMany(IndicatorReader.Read).ToList();
        var institutions = tables.Select(InstitutionTableReader.ReadTable).OfType<InstitutionTableReader.Read>().ToList();
        var lastChapter = tasks[^1].Chapter is { } last && TaskReader.IsSafeguard(last) ? last : null;
        var drafted = tasks.Select(t => Task(t, lastChapter, names, Unique(t.Key, keys), period)).ToList();
        var lines = tasks.Zip(drafted, (t, d) => (d, t.Duty.Line?.Number ?? t.First.Number)).ToList();
        var text = tasks.SelectMany(t => t.Paragraphs).Concat(body.Blocks.OfType<Box>().SelectMany(b => b.Entries));
        return new PlanFile
        {
            Id = "",
            Title = "",
            Region = "",
            Period = period,
            Departments = names.All,
            Tasks = drafted,
            Indicators = [.. indicators.Select(i => i.Indicator)],
            Projects = [.. body.Blocks.OfType<Box>().Select(BoxReader.Read)],
            Tables = [.. institutions.Select(t => t.Table)],
            Warnings =
            [
                .. Consistency.Departments(lines)
                    .Concat(headings.SelectMany(Consistency.NumberForm))
                    .Concat(Consistency.Targets(indicators))
                    .Concat(Consistency.Contradictions(text, [.. indicators.Select(i => i.Indicator)]))
                    .Concat(institutions.SelectMany(Consistency.Sums))
                    .OrderBy(w => w.Line),
            ],
        };
    }

    private static PlanFileTask Task(FoundTask task, Heading? safeguards, DepartmentNames names, string key, PlanPeriod period) => new()
    {
        Key = key,
        Number = task.Number,
        Title = task.Title,
        Path = task.Path,
        Kind = safeguards is not null && task.Chapter == safeguards ? TaskKind.Safeguard : TaskKind.Task,
        Responsible = [.. task.Duty.Shares.Select(s => new PlanShare(names.OfficialOf(s.Name), s.Name, s.Role))],
        OpenEnded = task.Duty.OpenEnded,
        Dispatch = task.Duty.Dispatch,
        Milestones = Deadlines.Milestones(task.Wording, period),
        Recurring = Deadlines.Recurring(task.Wording),
        Text = task.Text,
        Span = new TextSpan(task.First.Number, task.First.Start, task.Last.End - task.First.Start),
    };

    private static string Unique(string key, HashSet<string> keys)
    {
        var unique = key;
        for (var n = 2; !keys.Add(unique); n++)
        {
            unique = $"{key}#{n}";
        }

        return unique;
    }
}
