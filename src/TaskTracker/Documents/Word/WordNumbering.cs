using System.Text;
using DocumentFormat.OpenXml.Wordprocessing;

namespace TaskTracker.Documents.Word;

/// <summary>Counts Word's automatic numbers and writes each as Word shows it.</summary>
internal sealed class WordNumbering
{
    private const int Levels = 9;
    private const int LongestLinks = 16;

    private readonly Dictionary<int, AbstractNum> _kinds = [];
    private readonly Dictionary<int, NumberingInstance> _lists = [];
    private readonly Dictionary<int, int?[]> _counts = [];
    private readonly HashSet<(int List, int Level)> _started = [];
    private readonly WordStyles _styles;

    public WordNumbering(Numbering? numbering, WordStyles styles)
    {
        _styles = styles;
        foreach (var kind in numbering?.Elements<AbstractNum>() ?? [])
        {
            if (kind.AbstractNumberId is { HasValue: true } id)
            {
                _kinds.TryAdd(id.Value, kind);
            }
        }

        foreach (var list in numbering?.Elements<NumberingInstance>() ?? [])
        {
            if (list.NumberID is { HasValue: true } id)
            {
                _lists.TryAdd(id.Value, list);
            }
        }
    }

    /// <summary>Counts the paragraph and returns its number with what parts it from the text; empty where it has none.</summary>
    public string Next(ParagraphProperties? paragraph)
    {
        var own = paragraph?.NumberingProperties;
        var style = _styles.NumberOf(paragraph);
        var id = own?.NumberingId?.Val is { HasValue: true } ownList ? ownList.Value : style?.List;
        if (id is null or 0 || !_lists.TryGetValue(id.Value, out var list) || KindOf(list) is not { } kind)
        {
            return "";
        }

        var level = own?.NumberingLevelReference?.Val is { HasValue: true } ownLevel ? ownLevel.Value
            : style?.Steps.Select(s => LevelOfStyle(kind, s.Style) ?? s.Level).FirstOrDefault(l => l is not null) ?? 0;
        return level is < 0 or >= Levels || LevelAt(list, kind, level) is not { } shown ? "" : Write(list, kind, level, shown);
    }

    private string Write(NumberingInstance list, AbstractNum kind, int level, Level shown)
    {
        var counts = Count(list, kind, level);
        var text = new StringBuilder();
        var pattern = shown.LevelText?.Val?.Value ?? "";
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '%' && i + 1 < pattern.Length && pattern[i + 1] is >= '1' and <= '9' and var digit && digit - '1' <= level)
            {
                var at = digit - '1';
                var format = LevelAt(list, kind, at)?.NumberingFormat;
                text.Append(NumberFormat.Write(counts[at] ?? 0, IsLegal(shown) && at != level ? null : format, IsLegal(shown)));
                i++;
            }
            else
            {
                text.Append(pattern[i]);
            }
        }

        return text.Length == 0 || shown.NumberingFormat?.Val?.InnerText == "bullet" ? "" : text + Gap(text[^1], shown.LevelSuffix?.Val?.InnerText);
    }

    /// <summary>A tab or blank parts number and text, except after a sign that is itself as wide as a blank beside it.</summary>
    private static string Gap(char last, string? suffix) => suffix == "nothing" || last is '、' or '）' or '．' or '。' or '：' or '，' or ' ' or '\u3000' ? "" : " ";

    private int?[] Count(NumberingInstance list, AbstractNum kind, int level)
    {
        var id = kind.AbstractNumberId!.Value;
        if (!_counts.TryGetValue(id, out var counts))
        {
            _counts[id] = counts = new int?[Levels];
        }

        // A level that is skipped counts as if it had been used once.
        for (var higher = level - 1; higher >= 0 && counts[higher] is null; higher--)
        {
            counts[higher] = StartOf(list, kind, higher);
        }

        // Lists of one kind count on from each other, except that a list's own start holds when it is first used.
        if (_started.Add((list.NumberID!.Value, level)) && OverrideOf(list, level)?.StartOverrideNumberingValue?.Val is { HasValue: true } start)
        {
            counts[level] = start.Value;
        }
        else
        {
            counts[level] = counts[level] is { } before ? before == int.MaxValue ? before : before + 1 : StartOf(list, kind, level);
        }

        for (var deeper = level + 1; deeper < Levels; deeper++)
        {
            // Restarting "after level n" counts levels from 1; 0 is never.
            var after = LevelAt(list, kind, deeper)?.LevelRestart?.Val is { HasValue: true } restart ? restart.Value : deeper;
            if (level < after)
            {
                counts[deeper] = null;
            }
        }

        return counts;
    }

    private static int StartOf(NumberingInstance list, AbstractNum kind, int level) =>
        OverrideOf(list, level)?.StartOverrideNumberingValue?.Val is { HasValue: true } start ? start.Value
        : LevelAt(list, kind, level)?.StartNumberingValue?.Val is { HasValue: true } own ? own.Value : 0;

    private static bool IsLegal(Level level) => level.IsLegalNumberingStyle is { } legal && WordStyles.On(legal.Val);

    private static LevelOverride? OverrideOf(NumberingInstance list, int level) => list.Elements<LevelOverride>().FirstOrDefault(o => o.LevelIndex?.Value == level);

    private static Level? LevelAt(NumberingInstance list, AbstractNum kind, int level) =>
        OverrideOf(list, level)?.Level ?? kind.Elements<Level>().FirstOrDefault(l => l.LevelIndex?.Value == level);

    /// <summary>The level that names a style as its own.</summary>
    private static int? LevelOfStyle(AbstractNum kind, string style) =>
        kind.Elements<Level>().FirstOrDefault(l => l.ParagraphStyleIdInLevel?.Val?.Value == style)?.LevelIndex?.Value;

    private AbstractNum? KindOf(NumberingInstance list)
    {
        // A kind may say that it is the one behind a numbering style.
        for (var i = 0; i < LongestLinks && list.AbstractNumId?.Val is { HasValue: true } id && _kinds.TryGetValue(id.Value, out var kind); i++)
        {
            if (kind.NumberingStyleLink?.Val?.Value is not { } style || _styles.ListOf(style) is not { } next || !_lists.TryGetValue(next, out var linked))
            {
                return kind;
            }

            list = linked;
        }

        return null;
    }
}
