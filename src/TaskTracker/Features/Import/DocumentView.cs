using TaskTracker.Domain.Review;

namespace TaskTracker.Features.Import;

/// <param name="Kind">Null for text that nothing in the draft was made of.</param>
/// <param name="TaskId">The task that was made of it.</param>
public sealed record Piece(string Text, HighlightKind? Kind = null, int? TaskId = null);

/// <param name="TaskId">The task to which the line belongs; null where it belongs to none.</param>
/// <param name="Begins">Whether that task begins here.</param>
/// <param name="Depth">1 for an outermost heading that the format marks; 0 for text.</param>
/// <param name="Findings">What the importer found remarkable here.</param>
public sealed record DocumentLine(int Number, IReadOnlyList<Piece> Pieces, int? TaskId, bool Begins, int Depth, IReadOnlyList<DraftFinding> Findings);

public sealed record DocumentCell(int RowSpan, int ColumnSpan, IReadOnlyList<DocumentLine> Lines);

/// <summary>A line, or a table of lines.</summary>
public sealed record DocumentBlock(DocumentLine? Line, IReadOnlyList<IReadOnlyList<DocumentCell>>? Rows = null);

/// <summary>A stretch of the document as the review shows it: lines with what was found in them, tables as tables.</summary>
public sealed class DocumentView
{
    /// <summary>Nobody reads a longer line; a browser would take its time over it.</summary>
    private const int LongestLine = 20_000;

    private readonly DocumentText _text;
    private readonly Dictionary<int, (DraftTask Task, bool Begins)> _taskAt = [];
    private readonly ILookup<int, DraftFinding> _findings;
    private readonly Dictionary<int, int> _depths;
    private readonly Dictionary<int, IReadOnlyList<Highlight>> _highlights = [];

    public DocumentView(DocumentText text, DraftReview review, DocumentStructure structure, int first, int last)
    {
        _text = text;
        _findings = review.Findings.ToLookup(f => Math.Clamp(f.Warning.Line, 1, text.Lines));
        _depths = structure.Headings.GroupBy(h => h.Line).ToDictionary(g => g.Key, g => g.First().Depth);
        foreach (var task in review.Tasks.Where(t => t.Task.Span is not null))
        {
            var (from, to) = text.LinesOf(task.Task.Span!);
            for (var line = Math.Max(from, first); line <= Math.Min(to, last); line++)
            {
                _taskAt.TryAdd(line, (task, line == from));
            }
        }

        Blocks = [.. Build(structure, first, last)];
    }

    public IReadOnlyList<DocumentBlock> Blocks { get; }

    private IEnumerable<DocumentBlock> Build(DocumentStructure structure, int first, int last)
    {
        var tables = structure.Tables.Where(t => t.FirstLine >= first && t.LastLine <= last).ToDictionary(t => t.FirstLine);
        for (var line = first; line <= last; line++)
        {
            if (!tables.TryGetValue(line, out var table))
            {
                yield return new(LineOf(line));
                continue;
            }

            yield return new(null, [.. table.Cells.GroupBy(c => c.Row).OrderBy(g => g.Key).Select(row => (IReadOnlyList<DocumentCell>)
                [.. row.OrderBy(c => c.Column).Select(c => new DocumentCell(c.RowSpan, c.ColumnSpan, [.. Enumerable.Range(c.FirstLine, c.LastLine - c.FirstLine + 1).Select(LineOf)]))])]);
            line = table.LastLine;
        }
    }

    private DocumentLine LineOf(int line)
    {
        var (task, begins) = _taskAt.GetValueOrDefault(line);
        return new(line, [.. Pieces(line, task)], task?.Mark.Id, begins, _depths.GetValueOrDefault(line), [.. _findings[line]]);
    }

    private IEnumerable<Piece> Pieces(int line, DraftTask? task)
    {
        var (at, end) = (_text.StartOf(line), Math.Min(_text.EndOf(line), _text.StartOf(line) + LongestLine));
        foreach (var highlight in HighlightsOf(task).Where(h => h.Start < end && h.End > at))
        {
            var from = Math.Max(at, highlight.Start);
            if (from > at)
            {
                yield return new(_text.Text[at..from]);
            }

            at = Math.Min(end, highlight.End);
            yield return new(_text.Text[from..at], highlight.Kind, task!.Mark.Id);
        }

        if (at < end)
        {
            yield return new(_text.Text[at..end]);
        }

        if (end < _text.EndOf(line))
        {
            yield return new("…");
        }
    }

    private IReadOnlyList<Highlight> HighlightsOf(DraftTask? task)
    {
        if (task is null)
        {
            return [];
        }

        if (!_highlights.TryGetValue(task.Mark.Id, out var known))
        {
            _highlights[task.Mark.Id] = known = Highlights.Of(_text, task);
        }

        return known;
    }
}
