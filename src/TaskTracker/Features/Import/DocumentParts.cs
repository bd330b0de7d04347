using TaskTracker.Domain.Review;

namespace TaskTracker.Features.Import;

/// <param name="First">The first line.</param>
/// <param name="Last">The last line.</param>
internal sealed record DocumentPart(int First, int Last);

/// <summary>Cuts a long document into parts that a page shows at once; cuts fall before tasks and never inside a table.</summary>
internal static class DocumentParts
{
    private const int Wanted = 40_000;
    private const int Longest = 60_000;

    /// <returns>At least one; together they have every line.</returns>
    public static IReadOnlyList<DocumentPart> Of(DocumentText text, IEnumerable<int> taskLines, DocumentStructure structure)
    {
        var starts = taskLines.ToHashSet();
        var inTable = structure.Tables.SelectMany(t => Enumerable.Range(t.FirstLine + 1, Math.Max(0, t.LastLine - t.FirstLine))).ToHashSet();
        var parts = new List<DocumentPart>();
        var first = 1;
        for (var line = 2; line <= text.Lines; line++)
        {
            var length = text.StartOf(line) - text.StartOf(first);
            if (!inTable.Contains(line) && (length > Longest || (length > Wanted && starts.Contains(line))))
            {
                parts.Add(new(first, line - 1));
                first = line;
            }
        }

        return [.. parts, new(first, text.Lines)];
    }

    /// <summary>The part, counted from 1, in which a line stands.</summary>
    public static int At(IReadOnlyList<DocumentPart> parts, int line) => Math.Max(1, parts.Count(p => p.First <= line));
}
