using TaskTracker.Domain.Review;

namespace TaskTracker.Features.Import;

/// <param name="Part">Counted from 1.</param>
/// <param name="Tasks">Those that begin in the part, with what was found in them.</param>
/// <param name="OtherFindings">Those of the part that stand in no task.</param>
/// <param name="PartOf">By task, the part in which it stands.</param>
/// <param name="Clear">How many tasks wait that nothing speaks against.</param>
internal sealed record ReviewModel(
    DraftView View, int Part, int Parts, DocumentView Document, IReadOnlyList<ReviewedTask> Tasks, IReadOnlyList<DraftFinding> OtherFindings,
    IReadOnlyDictionary<int, int> PartOf, IReadOnlyDictionary<int, int> PartOfFinding, int Clear);

/// <param name="Line">The first one; null where the task was added by hand.</param>
/// <param name="Problems">What keeps it from being published.</param>
public sealed record ReviewedTask(DraftTask Of, int? Line, IReadOnlyList<DraftFinding> Findings, IReadOnlyList<Hindrance> Problems);

internal sealed class ShowReview(ReadDraft read)
{
    /// <param name="part">Counted from 1; null for the one with the first task to confirm.</param>
    /// <returns>Null where there is no such draft.</returns>
    public async Task<ReviewModel?> GetAsync(int id, int? part, CancellationToken cancel = default)
    {
        if (await read.GetAsync(id, cancel) is not { } view)
        {
            return null;
        }

        var text = new DocumentText(view.Draft.Text);
        var structure = view.Draft.Document();
        var tasks = view.Review.Tasks;
        var lines = LinesOf(tasks, text);
        var parts = DocumentParts.Of(text, lines.Values.OfType<int>(), structure);
        var partOf = PartsOf(tasks, lines, parts);
        var partOfFinding = view.Review.Findings.ToDictionary(f => f.Position, f => DocumentParts.At(parts, Math.Clamp(f.Warning.Line, 1, text.Lines)));
        var shown = Math.Clamp(part ?? tasks.Where(t => !t.Mark.Confirmed).Select(t => partOf[t.Mark.Id]).FirstOrDefault(1), 1, parts.Count);
        var here = tasks.Where(t => partOf[t.Mark.Id] == shown)
            .Select(t => new ReviewedTask(t, lines[t.Mark.Id], [.. view.FindingsOf(t, text)], [.. Hindrances.OfTask(t, view.Review, view.Reviewed)])).ToList();
        var inTasks = here.SelectMany(t => t.Findings).ToHashSet();
        return new(view, shown, parts.Count, new DocumentView(text, view.Review, structure, parts[shown - 1].First, parts[shown - 1].Last), here,
            [.. view.Review.Findings.Where(f => partOfFinding[f.Position] == shown && !inTasks.Contains(f))], partOf, partOfFinding,
            view.IsOpen ? tasks.Count(t => !t.Mark.Confirmed && view.IsClear(t, text)) : 0);
    }

    private static Dictionary<int, int?> LinesOf(IReadOnlyList<DraftTask> tasks, DocumentText text) =>
        tasks.ToDictionary(t => t.Mark.Id, t => t.Task.Span is { } span ? (int?)text.LinesOf(span).First : null);

    /// <summary>A task without a place in the document stands where the one before it does.</summary>
    private static Dictionary<int, int> PartsOf(IReadOnlyList<DraftTask> tasks, Dictionary<int, int?> lines, IReadOnlyList<DocumentPart> parts)
    {
        var last = 1;
        return tasks.ToDictionary(t => t.Mark.Id, t => last = lines[t.Mark.Id] is { } line ? DocumentParts.At(parts, line) : last);
    }
}
