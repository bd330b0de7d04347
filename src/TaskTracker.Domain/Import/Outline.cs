namespace TaskTracker.Domain.Import;

/// <summary>A heading with the text that stands under it.</summary>
/// <param name="marker">Null for a heading that only its format marks.</param>
/// <param name="title">The heading's words, without number, responsibility and stop.</param>
/// <param name="rest">What stands on the heading's line behind the title.</param>
internal sealed class Heading(Marker? marker, double rank, Paragraph paragraph, string title, string rest, Heading? above)
{
    /// <summary>True where a full stop follows the title.</summary>
    public bool EndsSentence { get; } = paragraph.Text.AsSpan((marker?.Length ?? 0) + title.Length).TrimStart().StartsWith("。");

    public Marker? Marker { get; } = marker;

    /// <summary>The depth among the kinds of headings; smaller is further out.</summary>
    public double Rank { get; } = rank;

    public string Title { get; } = title;

    /// <summary>As printed, number included.</summary>
    public string Printed { get; } = paragraph.Text[..(marker?.Length ?? 0)] + title;

    public Heading? Above { get; } = above;
    public SourceLine First { get; } = paragraph.First;

    /// <summary>The heading's whole line.</summary>
    public Paragraph Line { get; } = paragraph;
    public List<Heading> Below { get; } = [];

    /// <summary>The heading's own text, paragraph by paragraph; what its sub-headings, boxes and tables say is not in it.</summary>
    public List<Paragraph> Text { get; } = [paragraph with { Text = rest }];

    public IEnumerable<Heading> Outwards
    {
        get
        {
            for (var heading = this; heading is not null; heading = heading.Above)
            {
                yield return heading;
            }
        }
    }

    public string OwnText => string.Join("\n", Text.Select(p => p.Text).Where(t => t.Length > 0));
    public SourceLine Last => Text[^1].Last;
}

/// <summary>The third stage: paragraphs to a tree of headings. Boxes and tables are no part of it.</summary>
internal sealed class Outline
{
    /// <summary>Ranks of kinds stand ten apart, so that headings without numbers find a place between them.</summary>
    private const double Step = 10;

    private readonly List<Heading> _all = [];
    private readonly Dictionary<int, double> _rankOfDepth;
    private Heading? _current;

    private Outline(Dictionary<int, double> rankOfDepth) => _rankOfDepth = rankOfDepth;

    public static IReadOnlyList<Heading> Read(IEnumerable<Paragraph> paragraphs)
    {
        var all = BareHeadings.Mark([.. paragraphs]);
        var outline = new Outline(RanksOfDepths(all));
        for (var i = 0; i < all.Count; i++)
        {
            outline.Add(all[i], i + 1 < all.Count ? Marker.Of(all[i + 1].Text) : null);
        }

        return outline._all;
    }

    private void Add(Paragraph paragraph, Marker? next)
    {
        var marker = Marker.Of(paragraph.Text);
        if (marker is not null && paragraph.Text.Length > marker.Length)
        {
            Open(marker, RankOf(marker), paragraph);
        }
        else if (paragraph.IsBareHeading && next is not null)
        {
            Open(null, BareHeadings.IsAppended(paragraph) ? 0 : RankOf(next) - 1, paragraph);
        }
        else if (paragraph.HeadingDepth is { } depth && _rankOfDepth.TryGetValue(depth, out var rank))
        {
            Open(null, rank, paragraph);
        }
        else
        {
            _current?.Text.Add(paragraph);
        }
    }

    private void Open(Marker? marker, double rank, Paragraph paragraph)
    {
        var above = _current?.Outwards.FirstOrDefault(h => h.Rank < rank);
        var (title, rest) = HeadingLine.Split(paragraph.Text, marker?.Length ?? 0);
        _current = new Heading(marker, rank, paragraph, title, rest, above);
        above?.Below.Add(_current);
        _all.Add(_current);
    }

    /// <summary>Kinds nest in their usual order, but a misprinted （2） after （一） is （二）, （1） right under a chapter takes the place of （一）, and （一） may stand under 1.</summary>
    private double RankOf(Marker marker)
    {
        var usual = Usual(marker.Level);
        if (_current is null)
        {
            return usual;
        }

        var open = _current.Outwards.ToList();
        if (marker.Level == MarkerLevel.ArabicBracket)
        {
            if (open.FirstOrDefault(h => h.Marker?.Level == MarkerLevel.ArabicBracket) is { } sibling && sibling.Marker!.Ordinal + 1 == marker.Ordinal)
            {
                return sibling.Rank;
            }

            if (open.FirstOrDefault(h => h.Rank <= Usual(MarkerLevel.Bracket)) is { Marker.Level: MarkerLevel.Bracket } bracket && bracket.Marker.Ordinal + 1 == marker.Ordinal)
            {
                return bracket.Rank;
            }

            return _current.Rank < Usual(MarkerLevel.Bracket) ? Usual(MarkerLevel.Bracket) : usual;
        }

        if (marker.Level == MarkerLevel.Bracket && open.FirstOrDefault(h => h.Marker?.Level == MarkerLevel.Bracket) is { } known)
        {
            return known.Rank;
        }

        if (marker is { Level: MarkerLevel.Bracket, Ordinal: 1 } && _current.Marker?.Level == MarkerLevel.Arabic)
        {
            return _current.Rank + (Step / 2);
        }

        return usual;
    }

    private static double Usual(MarkerLevel level) => Step * (1 + (int)level);

    /// <summary>Where headings without numbers stand: with the numbered ones that the format puts at the same depth, else right outside the next deeper ones.</summary>
    private static Dictionary<int, double> RanksOfDepths(IReadOnlyList<Paragraph> paragraphs)
    {
        var marked = paragraphs.Where(p => p.HeadingDepth is not null).ToList();
        var ranks = marked.Where(p => Marker.Of(p.Text) is not null)
            .GroupBy(p => p.HeadingDepth!.Value)
            .ToDictionary(g => g.Key, g => g.GroupBy(p => Usual(Marker.Of(p.Text)!.Level)).MaxBy(k => k.Count())!.Key);
        var next = ranks.Count > 0 ? double.MaxValue : Usual(MarkerLevel.Arabic);
        foreach (var depth in marked.Select(p => p.HeadingDepth!.Value).Distinct().OrderDescending())
        {
            if (ranks.TryGetValue(depth, out var known))
            {
                next = Math.Min(next, known);
            }
            else
            {
                next = next == double.MaxValue ? Usual(MarkerLevel.Circled) + Step : next - 1;
                ranks[depth] = next;
            }
        }

        return ranks;
    }
}
