using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>The last stage: puts together what the readers found.</summary>
internal static class Draft
{
    public static PlanFile Of(IReadOnlyList<Block> blocks, IReadOnlyList<Heading> headings, IReadOnlyList<Heading> tasks, PlanPeriod period)
    {
        var read = tasks.Select(t => (Heading: t, Bracket: Responsibility.Read(t.OwnText))).ToList();
        var names = new DepartmentNames(read.SelectMany(r => r.Bracket?.Shares ?? []).Select(s => s.Name));
        var keys = new HashSet<string>();
        var indicators = blocks.OfType<Table>().SelectMany(IndicatorReader.Read).ToList();
        var tables = blocks.OfType<Table>().Select(InstitutionTableReader.ReadTable).OfType<InstitutionTableReader.Read>().ToList();
        var drafted = read.Select(r => Task(r.Heading, r.Bracket, headings, names, keys, period)).ToList();
        return new PlanFile
        {
            Id = "",
            Title = "",
            Region = "",
            Period = period,
            Departments = names.All,
            Tasks = drafted,
            Indicators = [.. indicators.Select(i => i.Indicator)],
            Projects = [.. blocks.OfType<Box>().Select(BoxReader.Read)],
            Tables = [.. tables.Select(t => t.Table)],
            Warnings = [.. Warnings(blocks, headings, read, drafted, indicators, tables).OrderBy(w => w.Line)],
        };
    }

    private static PlanFileTask Task(
        Heading heading, Bracket? bracket, IReadOnlyList<Heading> headings, DepartmentNames names, HashSet<string> keys, PlanPeriod period)
    {
        var last = heading.Text[^1].Last;
        return new PlanFileTask
        {
            Key = Unique(TaskReader.KeyOf(heading), keys),
            Number = heading.Marker.Number,
            Title = heading.Title,
            Path = [.. heading.Outwards.Skip(1).Reverse().Select(h => h.Printed)],
            Kind = TaskReader.KindOf(heading, headings),
            Responsible = [.. (bracket?.Shares ?? []).Select(s => new PlanShare(names.OfficialOf(s.Name), s.Name, s.Role))],
            OpenEnded = bracket?.OpenEnded ?? false,
            Dispatch = bracket?.Dispatch,
            Milestones = Deadlines.Milestones(Wording(heading, bracket), period),
            Recurring = Deadlines.Recurring(Wording(heading, bracket)),
            Text = heading.OwnText,
            Span = new TextSpan(heading.First.Number, heading.First.Start, last.End - heading.First.Start),
        };
    }

    private static string Wording(Heading heading, Bracket? bracket) =>
        bracket is null ? heading.OwnText : heading.OwnText[..heading.OwnText.LastIndexOf(bracket.Text, StringComparison.Ordinal)];

    private static IEnumerable<PlanWarning> Warnings(
        IReadOnlyList<Block> blocks,
        IReadOnlyList<Heading> headings,
        IReadOnlyList<(Heading Heading, Bracket? Bracket)> read,
        IReadOnlyList<PlanFileTask> drafted,
        IReadOnlyList<(PlanIndicator Indicator, SourceLine Line)> indicators,
        IReadOnlyList<InstitutionTableReader.Read> tables)
    {
        var text = read.SelectMany(r => r.Heading.Text).Concat(blocks.OfType<Box>().SelectMany(b => b.Entries));
        return Consistency.Departments([.. drafted.Zip(read, (task, r) => (task, r.Heading.Text[^1].Last.Number))])
            .Concat(headings.SelectMany(Consistency.NumberForm))
            .Concat(Consistency.Targets(indicators))
            .Concat(Consistency.Contradictions(text, [.. indicators.Select(i => i.Indicator)]))
            .Concat(tables.SelectMany(Consistency.Sums));
    }

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
