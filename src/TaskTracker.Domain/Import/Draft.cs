using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>The last stage: puts together what the readers found.</summary>
internal static class Draft
{
    public static PlanFile Of(PlanBody body, IReadOnlyList<Heading> headings, IReadOnlyList<Heading> tasks, PlanPeriod period, IReadOnlyList<PlanDepartment> registry)
    {
        var duties = Duties.Of(headings, tasks, body.FirstLeads);
        var names = new DepartmentNames(tasks.SelectMany(t => duties[t].Shares).Select(s => s.Name), registry);
        var keys = new HashSet<string>();
        var tables = body.Blocks.OfType<Table>().ToList();
        var indicators = tables.SelectMany(IndicatorReader.Read).ToList();
        var institutions = tables.Select(InstitutionTableReader.ReadTable).OfType<InstitutionTableReader.Read>().ToList();
        var lastChapter = tasks[^1].Outwards.Last();
        var drafted = tasks.Select(t => Task(t, duties[t], TaskReader.KindOf(t, lastChapter), names, Unique(TaskReader.KeyOf(t), keys), period)).ToList();
        var lines = tasks.Zip(drafted, (t, d) => (d, duties[t].Line?.Number ?? t.First.Number)).ToList();
        var text = tasks.SelectMany(t => t.Text).Concat(body.Blocks.OfType<Box>().SelectMany(b => b.Entries));
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

    private static PlanFileTask Task(Heading heading, Duty duty, TaskKind kind, DepartmentNames names, string key, PlanPeriod period)
    {
        var wording = string.Join("\n", heading.Text.Select(p => ResponsibilityReader.Without(p.Text, ResponsibilityReader.In(p.Text))).Where(t => t.Length > 0));
        return new PlanFileTask
        {
            Key = key,
            Number = heading.Marker?.Number ?? key,
            Title = heading.Title,
            Path = [.. heading.Outwards.Skip(1).Reverse().Select(h => h.Printed)],
            Kind = kind,
            Responsible = [.. duty.Shares.Select(s => new PlanShare(names.OfficialOf(s.Name), s.Name, s.Role))],
            OpenEnded = duty.OpenEnded,
            Dispatch = duty.Dispatch,
            Milestones = Deadlines.Milestones(wording, period),
            Recurring = Deadlines.Recurring(wording),
            Text = heading.OwnText,
            Span = new TextSpan(heading.First.Number, heading.First.Start, heading.Last.End - heading.First.Start),
        };
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
