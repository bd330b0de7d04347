namespace TaskTracker.Domain.Plans;

/// <summary>
/// Finds the tasks of an earlier version of a plan in a later one, so that a task keeps what hangs on it when its number changes. What a person
/// has said goes first; then key and title, the title alone, the key with a similar title, and at last the likeness of titles and texts.
/// </summary>
public static class TaskMatching
{
    private const double SimilarTitle = 0.5;
    private const double SameText = 0.6;

    /// <summary>A text of some length that is nearly the same makes up for a title that is quite another.</summary>
    private const double NearlySameText = 0.8;

    /// <param name="said">By the later task's key: the earlier task's key that a person has named for it, or null where it is a new one.</param>
    /// <returns>By the later task's key the earlier one's; those that are missing are new.</returns>
    public static IReadOnlyDictionary<string, string> Of(
        IReadOnlyList<PlanFileTask> before, IReadOnlyList<PlanFileTask> after, IReadOnlyDictionary<string, string?>? said = null)
    {
        var matched = new Dictionary<string, string>();
        var left = before.Select(t => new Candidate(t)).ToList();
        var open = after.Where(t => said is null || !said.ContainsKey(t.Key)).Select(t => new Candidate(t)).ToList();
        foreach (var (key, old) in said ?? new Dictionary<string, string?>())
        {
            if (old is not null && after.Any(t => t.Key == key) && left.RemoveAll(t => t.Task.Key == old) > 0)
            {
                matched[key] = old;
            }
        }

        void Match(Candidate later, Candidate earlier)
        {
            matched[later.Task.Key] = earlier.Task.Key;
            left.Remove(earlier);
            open.Remove(later);
        }

        void MatchEqual<T>(Func<Candidate, T> by)
            where T : notnull
        {
            var only = left.GroupBy(by).Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => g.Single());
            foreach (var later in open.GroupBy(by).Where(g => g.Count() == 1).Select(g => g.Single()).ToList())
            {
                if (only.TryGetValue(by(later), out var earlier))
                {
                    Match(later, earlier);
                }
            }
        }

        MatchEqual(t => (t.Task.Key, t.Title.Plain));
        MatchEqual(t => t.Title.Plain);
        var byKey = left.ToDictionary(t => t.Task.Key);
        foreach (var later in open.ToList())
        {
            if (byKey.TryGetValue(later.Task.Key, out var earlier) && later.Title.To(earlier.Title) >= SimilarTitle)
            {
                Match(later, earlier);
            }
        }

        var pairs = from later in open
                    from earlier in left
                    let score = later.Score(earlier)
                    where score > 0
                    orderby score descending, later.Task.Key == earlier.Task.Key descending
                    select (later, earlier);
        foreach (var (later, earlier) in pairs.ToList())
        {
            if (open.Contains(later) && left.Contains(earlier))
            {
                Match(later, earlier);
            }
        }

        return matched;
    }

    private sealed class Candidate(PlanFileTask task)
    {
        public PlanFileTask Task => task;
        public Likeness Title { get; } = new(task.Title);
        private Likeness Text { get; } = new(task.Text ?? "");

        /// <returns>0 where they are not taken for the same.</returns>
        public double Score(Candidate other)
        {
            var (title, text) = (Title.To(other.Title), Text.To(other.Text));
            var known = Text.Plain.Length > 0 && other.Text.Plain.Length > 0;
            var same = known ? (title >= SimilarTitle && text >= SameText) || text >= NearlySameText : title >= SameText;
            return same ? title + text : 0;
        }
    }
}
