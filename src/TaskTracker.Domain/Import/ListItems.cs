namespace TaskTracker.Domain.Import;

/// <summary>Gives lists back to the text they belong to: numbered entries that are no more than a clause are no headings of their own.</summary>
internal static class ListItems
{
    public static IReadOnlyList<Heading> Fold(IReadOnlyList<Heading> headings)
    {
        var folded = new HashSet<Heading>();
        foreach (var heading in headings.Reverse())
        {
            if (heading.Below.Count == 0 || !heading.Below.TrueForAll(h => h.Below.Count == 0) || !IsList(heading))
            {
                continue;
            }

            heading.Text.AddRange(heading.Below.SelectMany(h => h.Text.Skip(1).Prepend(h.Line)));
            folded.UnionWith(heading.Below);
            heading.Below.Clear();
        }

        return [.. headings.Where(h => !folded.Contains(h))];
    }

    /// <summary>A list's entries are clauses: most have no text behind a title and name nobody. Under a chapter even bare clauses are what the chapter will do.</summary>
    private static bool IsList(Heading heading)
    {
        if (heading.Marker is null || heading.Below[0].Marker is not { } first || heading.Below.Exists(h => ResponsibilityReader.In(h.Line.Text).Count > 0 || h.Text.Skip(1).Any(p => ResponsibilityReader.In(p.Text).Count > 0 && p.First.Number < heading.Below[^1].First.Number)))
        {
            return false;
        }

        var bare = heading.Below.Count(h => h.Text.Sum(p => p.Text.Length) < 6);
        return first.Level switch
        {
            >= MarkerLevel.ArabicBracket => bare * 2 > heading.Below.Count || heading.Below.Count(h => h.Line.Text.TrimEnd()[^1] is '；' or ';') * 2 >= heading.Below.Count,
            _ => heading.Marker.Level >= MarkerLevel.Bracket && bare == heading.Below.Count && heading.Below.TrueForAll(h => h.Title.Length < 60),
        };
    }
}
