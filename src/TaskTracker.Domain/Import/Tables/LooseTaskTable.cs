using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>Recognizes task tables whose cells stand one a line with nothing to mark them: what a cell says tells its column.</summary>
internal sealed partial class LooseTaskTable
{
    private const int FewestHeads = 3;
    private const int MostHeads = 10;

    /// <summary>A longer line is no cell of such a table.</summary>
    private const int LongestCell = 120;

    private readonly List<string> _heads;
    private readonly TaskColumns _columns;
    private readonly List<IReadOnlyList<Cell>> _rows = [];
    private readonly List<SourceLine> _open = [];
    private int _lastNumber;

    private LooseTaskTable(List<string> heads, TaskColumns columns) => (_heads, _columns) = (heads, columns);

    /// <returns>The table's rows, its heads first, and the index of the line behind it; null where none begins here.</returns>
    public static (IReadOnlyList<IReadOnlyList<Cell>> Rows, int End)? Read(IReadOnlyList<SourceLine> lines, int from, Func<SourceLine, bool> ends)
    {
        if (!TaskColumns.IsHeadWord(lines[from].Text) || Heads(lines, from) is not { } heads)
        {
            return null;
        }

        var table = new LooseTaskTable([.. heads.Select(h => h.Text)], TaskColumns.Of([.. heads.Select(h => h.Text)])!);
        table._rows.Add([.. heads.Select(h => new Cell(h, h.Text))]);
        var end = table.Take(lines, heads[^1].Number, ends);
        return table._rows.Count < 2 ? null : (table._rows, end);
    }

    private static List<SourceLine>? Heads(IReadOnlyList<SourceLine> lines, int from)
    {
        var heads = lines.Skip(from).Where(l => l.Text.Length > 0).TakeWhile(l => TaskColumns.IsHeadWord(l.Text)).Take(MostHeads).ToList();
        return heads.Count >= FewestHeads && TaskColumns.Of([.. heads.Select(h => h.Text)]) is not null ? heads : null;
    }

    private int Take(IReadOnlyList<SourceLine> lines, int from, Func<SourceLine, bool> ends)
    {
        var end = from;
        for (var i = from; i < lines.Count; i++)
        {
            var line = lines[i];
            if (line.Text.Length == 0)
            {
                continue;
            }

            if (ends(line) || line.Text.Length > LongestCell || CellText.IsNote(line.Text) || BlockReader.IsBoxCaption(line.Text) || Ending().IsMatch(line.Text))
            {
                break;
            }

            if (TaskColumns.IsHeadWord(line.Text) && Heads(lines, i) is { } again && again.Select(h => h.Text).SequenceEqual(_heads))
            {
                i = again[^1].Number - 1;
                end = i + 1;
                continue;
            }

            if (Marker.Of(line.Text) is { Level: <= MarkerLevel.Bracket })
            {
                if (!RowFollows(lines, i + 1))
                {
                    break;
                }

                Close();
                _rows.Add([new Cell(line, line.Text)]);
            }
            else
            {
                if (BeginsRow(line))
                {
                    Close();
                }
                else if (IsComplete() && KindOf(line.Text) != Kind.Date)
                {
                    break;
                }

                _open.Add(line);
            }

            end = i + 1;
        }

        Close();
        return end;
    }

    /// <summary>With numbers a row begins with the next one, without them where a text follows a body or a date.</summary>
    private bool BeginsRow(SourceLine line)
    {
        if (_columns.Number >= 0)
        {
            return Number().IsMatch(line.Text) && int.Parse(line.Text.TrimEnd('.', '、'), System.Globalization.CultureInfo.InvariantCulture) is var number && (number == _lastNumber + 1 || number == 1) && (_lastNumber = number) > 0;
        }

        return _open.Count > 0 && KindOf(line.Text) == Kind.Text && _open.Exists(l => KindOf(l.Text) != Kind.Text) && (KindOf(_open[^1].Text) == Kind.Date || _columns.Due.Count == 0);
    }

    /// <summary>Where the deadline is the last column, nothing of a row comes behind it.</summary>
    private bool IsComplete() => _columns.Due is [var due] && due == _heads.Count - 1 && _open.Exists(l => KindOf(l.Text) == Kind.Date);

    /// <summary>A group's row stands right before a row of the table.</summary>
    private bool RowFollows(IReadOnlyList<SourceLine> lines, int from)
    {
        var next = lines.Skip(from).FirstOrDefault(l => l.Text.Length > 0 && Marker.Of(l.Text) is not { Level: <= MarkerLevel.Bracket });
        return next is not null && (_columns.Number >= 0 ? next.Text == $"{_lastNumber + 1}" || next.Text == "1" : next.Text.Length <= 60 && !next.Text.Contains('。', StringComparison.Ordinal));
    }

    private enum Kind { Text, Bodies, Date }

    private static Kind KindOf(string text) =>
        Date().IsMatch(text) ? Kind.Date
        : text.Split(['、', '，', ',', '；', ';', ' '], StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } parts && parts.All(p => BodyName.LooksLike(p.TrimEnd('等'))) ? Kind.Bodies
        : Kind.Text;

    /// <summary>Gives the open lines to the columns: texts in front to the task and what says more about it, bodies to theirs in order, dates to the deadline.</summary>
    private void Close()
    {
        if (_open.Count == 0)
        {
            return;
        }

        var cells = _heads.Select(_ => new Cell(_open[0], "")).ToArray();
        var at = 0;
        if (_columns.Number >= 0 && Number().IsMatch(_open[0].Text))
        {
            cells[_columns.Number] = new Cell(_open[0], _open[0].Text);
            at = 1;
        }

        var texts = _columns.Categories.Append(_columns.Task).Concat(_columns.Contents).ToList();
        var bodies = _columns.Bodies.Order().ToList();
        var lines = _open.Skip(at).ToList();
        var front = lines.TakeWhile((l, i) => i == 0 || KindOf(l.Text) == Kind.Text).ToList();
        Spread(cells, front, texts, _columns.Task);
        var groups = Groups(lines.Skip(front.Count).Where(l => KindOf(l.Text) != Kind.Date));
        for (var i = 0; i < groups.Count && bodies.Count > 0; i++)
        {
            var column = bodies[Math.Min(i, bodies.Count - 1)];
            cells[column] = cells[column].Text.Length == 0 ? groups[i] : cells[column] with { Text = cells[column].Text + "、" + groups[i].Text };
        }

        if (_columns.Due.Count > 0 && lines.Skip(front.Count).FirstOrDefault(l => KindOf(l.Text) == Kind.Date) is { } due)
        {
            cells[_columns.Due[0]] = new Cell(due, due.Text);
        }

        _rows.Add(cells);
        _open.Clear();
    }

    /// <summary>As many texts as columns stand one in each; too few are the task's first, too many were broken off.</summary>
    private static void Spread(Cell[] cells, List<SourceLine> lines, List<int> columns, int task)
    {
        if (lines.Count == 0)
        {
            return;
        }

        if (lines.Count == columns.Count)
        {
            for (var i = 0; i < lines.Count; i++)
            {
                cells[columns[i]] = new Cell(lines[i], lines[i].Text);
            }

            return;
        }

        if (lines.Count > 1 && columns[0] != task && GroupName().IsMatch(lines[0].Text))
        {
            cells[columns[0]] = new Cell(lines[0], lines[0].Text);
            lines = lines[1..];
        }

        var hasContents = columns[^1] != task;
        var taskLines = hasContents ? 1 : lines.Count;
        cells[task] = new Cell(lines[0], string.Concat(lines.Take(taskLines).Select(l => l.Text)));
        if (hasContents && lines.Count > 1)
        {
            var column = columns[columns.IndexOf(task) + 1];
            cells[column] = new Cell(lines[1], string.Concat(lines.Skip(1).Select(l => l.Text)));
        }
    }

    /// <summary>A line that ends with a mark goes on in the next.</summary>
    private static List<Cell> Groups(IEnumerable<SourceLine> lines)
    {
        var groups = new List<Cell>();
        foreach (var line in lines)
        {
            if (groups.Count > 0 && (groups[^1].Text[^1] is '、' or '，' or ',' || !BodyName.LooksLike(groups[^1].Text.Split('、')[^1])))
            {
                groups[^1] = groups[^1] with { Text = groups[^1].Text + line.Text };
            }
            else
            {
                groups.Add(new Cell(line, line.Text));
            }
        }

        return groups;
    }

    [GeneratedRegex("^[\u4e00-\u9fff“”]{2,12}$")]
    private static partial Regex GroupName();

    [GeneratedRegex(@"^\d{1,3}[.、]?$")]
    private static partial Regex Number();

    [GeneratedRegex(@"^(?:[^。]{0,6}(?:20\d\d|\d{1,2})\s?(?:年|月|\.|/|-).{0,14}|(?:长期|持续|全年|常年|每年|每季度?|每月|按月|按季|立行立改|已完成|年内|年底前?|即时|随时|适时|常态化|贯穿).{0,10}|第?[一二三四]季度.{0,6}|[春夏秋冬]季.{0,6}前|[上下]半年.{0,4}|20\d\d)$")]
    private static partial Regex Date();

    [GeneratedRegex("^(?:联系人|抄送|附[:：]|填表说明)")]
    private static partial Regex Ending();
}
