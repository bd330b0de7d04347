using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>Who is responsible for a task, and where the document says so.</summary>
/// <param name="Inherited">True where a level above says it for several tasks.</param>
internal sealed record Duty(IReadOnlyList<NamedShare> Shares, bool OpenEnded, string? Dispatch, SourceLine? Line, bool Inherited)
{
    /// <summary>Who is named more than once in one clause.</summary>
    public IReadOnlyList<string> Twice { get; init; } = [];

    public static readonly Duty Nobody = new([], false, null, null, false);
}

/// <summary>Brings the responsibility clauses to the tasks: a task's own go first, else those of the nearest level that has some.</summary>
internal static class Duties
{
    private const int MiddleForEachEnd = 3;

    public static IReadOnlyDictionary<Heading, Duty> Of(IReadOnlyList<Heading> headings, IReadOnlyList<Heading> tasks, bool firstLeads)
    {
        var own = headings.ToDictionary(h => h, OwnOf);

        // Where tasks in the middle of their levels mostly close with a paragraph of their own, the last one's is its own too.
        var inTheMiddle = headings.Count(h => h.Below.Count == 0 && h.Above is { } above && above.Below[^1] != h && Closing(h).Any());
        var atTheEnd = headings.Count(h => h.Below.Count > 1 && Closing(h.Below[^1]).Any() && !h.Below.SkipLast(1).Any(b => own[b].Shares.Count > 0));
        var eachHasItsOwn = inTheMiddle > MiddleForEachEnd * atTheEnd;
        foreach (var level in eachHasItsOwn ? [] : headings.Where(h => h.Below.Count > 1 && own[h].Shares.Count == 0))
        {
            ShareClosingClause(level, own);
        }

        return tasks.ToDictionary(t => t, t => Lead(Nearest(t, own), firstLeads));
    }

    private static Duty Nearest(Heading task, Dictionary<Heading, Duty> own)
    {
        var level = task.Outwards.FirstOrDefault(h => own[h].Shares.Count > 0);
        return level is null ? Duty.Nobody : level == task ? own[task] : own[level] with { Inherited = true };
    }

    private static Duty OwnOf(Heading heading)
    {
        var found = heading.Text.SelectMany(p => ResponsibilityReader.In(p.Text).Select(c => (Clause: c, Line: p.Last))).ToList();
        return found.Count == 0 ? Duty.Nobody : new Duty(
            [.. found.SelectMany(f => f.Clause.Shares).GroupBy(s => s.Name).Select(Strongest)],
            found.Exists(f => f.Clause.OpenEnded),
            found.Select(f => f.Clause.Dispatch).FirstOrDefault(d => d is not null),
            found[^1].Line,
            Inherited: false)
        {
            Twice = [.. found.SelectMany(f => f.Clause.Shares.GroupBy(s => s.Name).Where(g => g.Count() > 1).Select(g => g.Key)).Distinct()],
        };
    }

    /// <summary>A body that one clause lets lead and another support leads.</summary>
    private static NamedShare Strongest(IGrouping<string, NamedShare> named) => named.MinBy(s => s.Role switch { ResponsibilityRole.Lead => 0, ResponsibilityRole.Joint => 1, _ => 2 })!;

    /// <summary>A clause in a paragraph of its own behind the last of several sub-tasks, none of which has one, closes the level and is everybody's.</summary>
    private static void ShareClosingClause(Heading level, Dictionary<Heading, Duty> own)
    {
        var last = level.Below[^1];
        if (last.Below.Count > 0 || level.Below.SkipLast(1).Any(h => own[h].Shares.Count > 0 || h.Below.Count > 0))
        {
            return;
        }

        if (Closing(last).Any() && own[last].Shares.Count > 0 && ResponsibilityReader.In(last.Line.Text).Count == 0)
        {
            own[level] = own[last];
            own[last] = Duty.Nobody;
        }
    }

    private static IEnumerable<Paragraph> Closing(Heading heading) => heading.Text.Skip(1).Where(p => ResponsibilityReader.In(p.Text) is [{ Start: 0 }, ..]);

    /// <summary>Where the document says that the body named first leads, it does; the others support it.</summary>
    public static Duty Lead(Duty duty, bool firstLeads)
    {
        if (!firstLeads || duty.Shares.Any(s => s.Explicit))
        {
            return duty;
        }

        return duty with { Shares = [.. duty.Shares.Select((s, i) => s with { Role = i == 0 ? ResponsibilityRole.Lead : ResponsibilityRole.Support })] };
    }
}
