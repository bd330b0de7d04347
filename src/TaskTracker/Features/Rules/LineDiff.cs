namespace TaskTracker.Features.Rules;

internal enum LineChange { Same, Gone, New }

/// <param name="Before">The line's number in the text before, from 1; null where it is new.</param>
/// <param name="After">The line's number in the text after; null where it is gone.</param>
internal sealed record DiffLine(LineChange Change, int? Before, int? After, string Text);

/// <summary>What changed from one text to another, line by line.</summary>
internal static class LineDiff
{
    /// <summary>Beyond so many comparisons what lies between the common beginning and end is shown as replaced.</summary>
    private const long MostCompared = 4_000_000;

    public static IReadOnlyList<DiffLine> Between(string before, string after)
    {
        var (a, b) = (before.ReplaceLineEndings("\n").Split('\n'), after.ReplaceLineEndings("\n").Split('\n'));
        var start = 0;
        while (start < a.Length && start < b.Length && a[start] == b[start])
        {
            start++;
        }

        var end = 0;
        while (end < a.Length - start && end < b.Length - start && a[^(end + 1)] == b[^(end + 1)])
        {
            end++;
        }

        var lines = new List<DiffLine>();
        lines.AddRange(Enumerable.Range(0, start).Select(i => new DiffLine(LineChange.Same, i + 1, i + 1, a[i])));
        lines.AddRange(Middle(a[start..^end], b[start..^end], start));
        lines.AddRange(Enumerable.Range(0, end).Reverse().Select(i => new DiffLine(LineChange.Same, a.Length - i, b.Length - i, a[^(i + 1)])));
        return lines;
    }

    /// <summary>The changes with a few lines around them; null stands for lines left out.</summary>
    public static IEnumerable<DiffLine?> Excerpt(IReadOnlyList<DiffLine> lines, int around = 3)
    {
        var near = new bool[lines.Count];
        for (var i = 0; i < lines.Count; i++)
        {
            for (var j = Math.Max(0, i - around); lines[i].Change != LineChange.Same && j <= Math.Min(lines.Count - 1, i + around); j++)
            {
                near[j] = true;
            }
        }

        for (var i = 0; i < lines.Count; i++)
        {
            if (near[i])
            {
                yield return lines[i];
            }
            else if (i == 0 || near[i - 1])
            {
                yield return null;
            }
        }
    }

    private static List<DiffLine> Middle(string[] a, string[] b, int start)
    {
        var lines = new List<DiffLine>();
        var (i, j) = (0, 0);
        var common = (long)a.Length * b.Length <= MostCompared ? LongestCommon(a, b) : null;
        while (i < a.Length || j < b.Length)
        {
            if (common is not null && i < a.Length && j < b.Length && a[i] == b[j])
            {
                lines.Add(new(LineChange.Same, start + i + 1, start + j + 1, a[i]));
                (i, j) = (i + 1, j + 1);
            }
            else if (j >= b.Length || (i < a.Length && (common is null || common[i + 1, j] >= common[i, j + 1])))
            {
                lines.Add(new(LineChange.Gone, start + ++i, null, a[i - 1]));
            }
            else
            {
                lines.Add(new(LineChange.New, null, start + ++j, b[j - 1]));
            }
        }

        return lines;
    }

    /// <summary>How long the longest common part of what follows each pair of places is.</summary>
    private static int[,] LongestCommon(string[] a, string[] b)
    {
        var length = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
            {
                length[i, j] = a[i] == b[j] ? length[i + 1, j + 1] + 1 : Math.Max(length[i + 1, j], length[i, j + 1]);
            }
        }

        return length;
    }
}
