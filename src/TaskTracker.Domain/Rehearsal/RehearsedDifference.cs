namespace TaskTracker.Domain.Rehearsal;

/// <summary>A notice that two sets of rules do not share.</summary>
/// <param name="Before">Null where it appears.</param>
/// <param name="After">Null where it vanishes. Where both are there it moves: to another day, level or to other posts.</param>
public sealed record RehearsedDifference(RehearsedNotice? Before, RehearsedNotice? After)
{
    /// <summary>Notices of one subject by rules of one name are the same when day, level and posts are; of what is left they move in their order.</summary>
    /// <returns>By day, subject and rule.</returns>
    public static IReadOnlyList<RehearsedDifference> Between(IEnumerable<RehearsedNotice> before, IEnumerable<RehearsedNotice> after)
    {
        var (befores, afters) = (before.ToLookup(NameOf), after.ToLookup(NameOf));
        var differences = new List<RehearsedDifference>();
        foreach (var name in befores.Select(g => g.Key).Union(afters.Select(g => g.Key)))
        {
            var left = befores[name].OrderBy(n => n.Sweep).ToList();
            var came = new List<RehearsedNotice>();
            foreach (var now in afters[name].OrderBy(n => n.Sweep))
            {
                if (left.FindIndex(n => IsSame(n, now)) is >= 0 and var same)
                {
                    left.RemoveAt(same);
                }
                else
                {
                    came.Add(now);
                }
            }

            for (var i = 0; i < Math.Max(left.Count, came.Count); i++)
            {
                differences.Add(new RehearsedDifference(left.ElementAtOrDefault(i), came.ElementAtOrDefault(i)));
            }
        }

        return [.. differences.OrderBy(d => (d.Before ?? d.After)!.On).ThenBy(d => (d.Before ?? d.After)!.Subject.Key, StringComparer.Ordinal).ThenBy(d => (d.Before ?? d.After)!.Rule.Name, StringComparer.Ordinal)];
    }

    private static (string Subject, string Workflow, string Rule) NameOf(RehearsedNotice notice) => (notice.Subject.Key, notice.Rule.Workflow, notice.Rule.Name);

    private static bool IsSame(RehearsedNotice a, RehearsedNotice b) => a.On == b.On && a.Level == b.Level && a.Recipients.Order(ByPost).SequenceEqual(b.Recipients.Order(ByPost));

    private static readonly Comparer<Notices.Recipient> ByPost = Comparer<Notices.Recipient>.Create((a, b) => (a.PostId, a.IsCopy).CompareTo((b.PostId, b.IsCopy)));
}
