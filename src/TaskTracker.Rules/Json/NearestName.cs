namespace TaskTracker.Rules.Json;

/// <summary>Finds the name that a person most likely meant.</summary>
public static class NearestName
{
    /// <summary>Nobody mistypes a name of this length; the search would only cost time.</summary>
    private const int Longest = 100;

    /// <returns>The candidate with the smallest edit distance (optimal string alignment, case ignored), or null where none is near: more than a third of the name would have to change.</returns>
    public static string? Of(string name, IEnumerable<string> candidates)
    {
        if (name.Length > Longest)
        {
            return null;
        }

        var limit = Math.Max(1, name.Length / 3);
        return candidates
            .Where(c => Math.Abs(c.Length - name.Length) <= limit)
            .Select(c => (Name: c, Distance: Distance(name.ToUpperInvariant(), c.ToUpperInvariant())))
            .Where(c => c.Distance <= limit)
            .OrderBy(c => c.Distance).ThenBy(c => c.Name, StringComparer.Ordinal)
            .Select(c => c.Name)
            .FirstOrDefault();
    }

    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            d[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            d[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
