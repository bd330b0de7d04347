using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>A row of a task table, or several that are one task.</summary>
/// <param name="Groups">The table's own groups above the task as printed, outermost first.</param>
/// <param name="GroupNumbers">The numbers of those groups that have one.</param>
/// <param name="Number">As printed; null where the table has no numbers.</param>
/// <param name="Wording">What the row says besides who is responsible and by when.</param>
/// <param name="Due">The deadline's cells; empty where there are none.</param>
internal sealed record TableTask(
    IReadOnlyList<string> Groups, IReadOnlyList<string> GroupNumbers, string? Number, string Title, string Text, string Wording, string Due, IReadOnlyList<NamedShare> Shares, bool OpenEnded, SourceLine First, SourceLine Last);

/// <summary>Reads tables whose rows are tasks: 任务, 牵头单位, 责任单位, 完成时限 and the like, with merged cells, rows of groups, and rows that a page broke.</summary>
internal sealed partial class TaskTable
{
    private const int MostHeadRows = 3;

    private readonly TaskColumns _columns;
    private readonly Table _table;
    private readonly List<TableTask> _tasks = [];
    private readonly List<string> _taskCells = [];
    private bool _isSplit;
    private readonly List<(int Rank, string Text, string? Number)> _groups = [];

    private TaskTable(Table table, TaskColumns columns) => (_table, _columns) = (table, columns);

    /// <returns>Empty where the table's rows are no tasks.</returns>
    public static IReadOnlyList<TableTask> Read(Table table)
    {
        if (Head(table) is not { } head)
        {
            return [];
        }

        var reader = new TaskTable(table, head.Columns);
        for (var i = head.End; i < table.Rows.Count; i++)
        {
            reader.Take(table.Rows[i], i > head.End ? table.Rows[i - 1] : null);
        }

        if (reader._isSplit)
        {
            reader.SplitRest();
        }

        return reader._tasks;
    }

    private static (TaskColumns Columns, int End)? Head(Table table)
    {
        for (var i = 0; i < Math.Min(table.Rows.Count, 12); i++)
        {
            var row = table.Rows[i];
            if (row.Count < 2 || TableShape.IsOneText(row) || row.Count(c => !c.Covered && TaskColumns.IsHeadWord(c.Text)) < 2)
            {
                continue;
            }

            var end = i + 1;
            while (end < table.Rows.Count && end - i < MostHeadRows && IsLowerHead(table.Rows[end], row))
            {
                end++;
            }

            var heads = Enumerable.Range(0, row.Count).Select(c => HeadOf(table.Rows, i, end, c)).ToList();
            if (TaskColumns.Of(heads) is { } columns)
            {
                return (columns, end);
            }
        }

        return null;
    }

    private static bool IsLowerHead(IReadOnlyList<Cell> row, IReadOnlyList<Cell> upper) =>
        row.Count == upper.Count && row.Any(c => c.Covered && c.Text.Length > 0) && row.Zip(upper).All(p => (p.First.Covered && p.First.Line == p.Second.Line) || p.First.Text.Length <= 10) && row.Any(c => !c.Covered && TaskColumns.IsHeadWord(c.Text));

    /// <summary>责任单位 over 牵头 and 配合: the lower head says more.</summary>
    private static string HeadOf(IReadOnlyList<IReadOnlyList<Cell>> rows, int from, int end, int column)
    {
        var texts = Enumerable.Range(from, end - from).Where(r => column < rows[r].Count).Select(r => CellText.Joined(rows[r][column].Text)).Where(t => t.Length > 0).Distinct().ToList();
        return texts.Count == 0 ? "" : texts.Count > 1 && TaskColumns.IsBody(texts[^1] + "单位") && texts[^1].Length <= 3 ? texts[^1] + "单位" : texts[^1];
    }

    private void Take(IReadOnlyList<Cell> row, IReadOnlyList<Cell>? before)
    {
        var texts = row.Where(c => c.Text.Length > 0).ToList();
        if (texts.Count == 0 || CellText.IsNote(texts[0].Text) || Sum().IsMatch(CellText.Bare(texts[0].Text)) || IsRepeatedHead(row))
        {
            return;
        }

        if (TableShape.IsOneText(row))
        {
            TakeGroup(texts[0].Text);
            return;
        }

        var task = At(row, _columns.Task);
        var number = _columns.Number < 0 ? null : At(row, _columns.Number);
        if (IsContinued(row, task, number, before))
        {
            Continue(row);
            return;
        }

        // Measures of one problem, each with bodies of its own, are the tasks; the problem stands over them.
        if (task.Covered && before is not null && _columns.Contents.Count > 0 && _columns.Bodies.Any(c => !At(row, c).Covered) && _tasks.Count > 0)
        {
            _isSplit = true;
            SplitProblem(_tasks.Count - 1);
            var measure = At(row, _columns.Contents[0]).Text;
            AddTask(row, [.. _tasks[^1].Groups], _tasks[^1].GroupNumbers, Marker.Of(measure) is null ? $"{NumberIn(_tasks[^1].Number) + 1}" : null, measure);
            return;
        }

        if (task.Text.Length == 0)
        {
            if (_columns.Categories.Select(c => At(row, c)).LastOrDefault(c => c.Text.Length > 0) is { } group && _columns.Bodies.All(c => At(row, c).Text.Length == 0))
            {
                TakeGroup(group.Text);
            }

            return;
        }

        var (groups, numbers) = GroupsOf(row);
        AddTask(row, groups, numbers, number is null ? null : PrintedNumber(number.Text), Lines(task));
    }

    /// <summary>A cell's first paragraph is its first line.</summary>
    private static string Lines(Cell cell) => cell.Paragraphs.Count > 1 ? string.Join("\n", cell.Paragraphs.Select(p => p.Text)) : cell.Text;

    private void AddTask(IReadOnlyList<Cell> row, IReadOnlyList<string> groups, IReadOnlyList<string> groupNumbers, string? number, string taskText)
    {
        _taskCells.Add(At(row, _columns.Task).Text);
        var text = string.Join("\n", taskText.Split('\n').Select(CellText.Joined));
        if (Marker.Of(text) is { Level: >= MarkerLevel.Arabic } marker && marker.Length < text.Length)
        {
            // A number beside a task that has one of its own is its group's.
            groupNumbers = string.IsNullOrEmpty(number) ? groupNumbers : [.. groupNumbers, number];
            number = marker.Number;
            text = text[marker.Length..];
        }

        var (title, rest) = HeadingLine.Split(text, 0);
        var contents = _columns.Contents.Select(c => At(row, c).Text).Where(t => t.Length > 0 && t != At(row, _columns.Task).Text && t != taskText);
        var clauses = Clauses(row).ToList();
        var whole = string.Join("\n", contents.Prepend(rest).Where(t => t.Length > 0));
        var own = ResponsibilityReader.In(whole);
        var due = string.Join("；", _columns.Due.Select(c => CellText.Joined(At(row, c).Text)).Where(t => t.Length > 0));
        var wording = ResponsibilityReader.Without(title + "。" + whole, ResponsibilityReader.In(title + "。" + whole));
        var shares = clauses.SelectMany(c => c.Shares).Concat(_columns.Bodies.Any() ? [] : own.SelectMany(c => c.Shares)).DistinctBy(s => (s.Name, s.Role)).ToList();
        _tasks.Add(new TableTask(groups, groupNumbers, string.IsNullOrEmpty(number) ? null : number, title, whole, wording, due, shares, clauses.Exists(c => c.OpenEnded), row[0].Line, LastLine(row)));
    }

    private static SourceLine LastLine(IReadOnlyList<Cell> cells) => cells.SelectMany(c => c.Paragraphs.Select(p => p.Last).Prepend(c.Line)).MaxBy(l => l.Number)!;

    private IEnumerable<ClauseWords> Clauses(IReadOnlyList<Cell> row)
    {
        foreach (var (columns, label) in new[] { (_columns.Lead, "牵头单位："), (_columns.Joint, "责任单位："), (_columns.Support, "配合单位：") })
        {
            foreach (var cell in columns.Select(c => At(row, c)).Where(c => c.Text.Length > 0 && !CellText.IsDash(c.Text)))
            {
                if (ClauseReader.Read(label + NamesOf(cell)) is { } words)
                {
                    yield return words;
                }
            }
        }
    }

    /// <summary>Each paragraph of a cell begins a name, unless the one before was broken off in the middle of one.</summary>
    private static string NamesOf(Cell cell)
    {
        if (cell.Paragraphs.Count < 2)
        {
            return cell.Text;
        }

        var names = cell.Paragraphs[0].Text;
        foreach (var paragraph in cell.Paragraphs.Skip(1))
        {
            var last = names[(names.LastIndexOfAny(['、', '，', ',', '；', '\n']) + 1)..];
            names += (BodyName.LooksLike(last) ? "\n" : "") + paragraph.Text;
        }

        return names;
    }

    private void TakeGroup(string text)
    {
        var printed = CellText.Joined(text);
        var marker = Marker.Of(printed);
        var rank = marker is null ? 0 : 1 + (int)marker.Level;
        _groups.RemoveAll(g => g.Rank >= rank);
        _groups.Add((rank, printed.TrimEnd('：', ':', '。'), marker?.Number));
    }

    private (List<string> Texts, List<string> Numbers) GroupsOf(IReadOnlyList<Cell> row)
    {
        var texts = _groups.Select(g => g.Text).ToList();
        var numbers = _groups.Select(g => g.Number).OfType<string>().ToList();
        foreach (var text in _columns.Categories.Select(c => CategoryAt(row, c)).Where(t => t.Length > 0))
        {
            if (BareNumber().IsMatch(text))
            {
                numbers.Add(PrintedNumber(text));
                continue;
            }

            texts.Add(text);
            if (Marker.Of(text) is { } marker)
            {
                numbers.Add(marker.Number);
            }
        }

        return (texts, numbers);
    }

    private readonly Dictionary<int, string> _lastCategory = [];

    /// <summary>Where merged cells are not marked, a group stands in its first row only.</summary>
    private string CategoryAt(IReadOnlyList<Cell> row, int column)
    {
        var text = CellText.Joined(At(row, column).Text);
        if (text.Length > 0)
        {
            if (!_lastCategory.TryGetValue(column, out var last) || last != text)
            {
                foreach (var inner in _columns.Categories.Where(c => c > column))
                {
                    _lastCategory.Remove(inner);
                }
            }

            return _lastCategory[column] = text;
        }

        return _lastCategory.GetValueOrDefault(column, "");
    }

    /// <summary>A row without a number of its own goes on with the one before: a page broke it, or its task's cell covers both.</summary>
    private bool IsContinued(IReadOnlyList<Cell> row, Cell task, Cell? number, IReadOnlyList<Cell>? before)
    {
        if (_tasks.Count == 0 || before is null)
        {
            return false;
        }

        if (task.Covered && task.Text.Length > 0 && At(before, _columns.Task).Line == task.Line)
        {
            return _columns.Contents.Count == 0 || _columns.Bodies.All(c => At(row, c).Covered || At(row, c).Text.Length == 0);
        }

        return number is { Covered: false, Text: "" } && _tasks[^1].Number is not null && _table.Form != TableForm.Loose && Marker.Of(task.Text) is null;
    }

    private void Continue(IReadOnlyList<Cell> row)
    {
        var last = _tasks[^1];
        var fresh = row.Select(c => c.Covered ? c with { Text = "", Paragraphs = [] } : c).ToList();
        var added = string.Concat(_columns.Contents.Prepend(_columns.Task).Select(c => At(fresh, c).Text));
        var due = string.Concat(_columns.Due.Select(c => At(fresh, c).Text));
        var clauses = Clauses(fresh).ToList();
        _tasks[^1] = last with
        {
            Text = last.Text + added,
            Wording = last.Wording + (added.Length > 0 ? "\n" + added : ""),
            Due = last.Due.Length > 0 && due.Length > 0 ? $"{last.Due}；{due}" : last.Due + due,
            Shares = [.. last.Shares.Concat(clauses.SelectMany(c => c.Shares)).DistinctBy(s => (s.Name, s.Role))],
            OpenEnded = last.OpenEnded || clauses.Exists(c => c.OpenEnded),
            Last = LastLine(row),
        };
    }

    /// <summary>Where some problems of a table have several measures, the others' one measure is a task too.</summary>
    private void SplitRest()
    {
        for (var i = 0; i < _tasks.Count; i++)
        {
            SplitProblem(i);
        }
    }

    private void SplitProblem(int index)
    {
        var task = _tasks[index];
        var printed = CellText.Joined(_taskCells[index]);
        if (task.Text.Length == 0 || (task.Groups.Count > 0 && task.Groups[^1] == printed))
        {
            return;
        }

        var measure = task.Text.Split('\n')[0];
        var marker = Marker.Of(measure);
        var (title, rest) = HeadingLine.Split(measure, marker?.Length ?? 0);
        _tasks[index] = task with { Groups = [.. task.Groups, printed], GroupNumbers = task.Number is null ? task.GroupNumbers : [.. task.GroupNumbers, task.Number], Number = marker?.Number ?? "1", Title = title, Text = rest };
    }

    private bool IsRepeatedHead(IReadOnlyList<Cell> row) =>
        row.Count(c => c.Text.Length > 0 && TaskColumns.IsHeadWord(c.Text)) >= Math.Min(3, row.Count(c => c.Text.Length > 0)) && TaskColumns.IsHeadWord(At(row, _columns.Task).Text);

    private static Cell At(IReadOnlyList<Cell> row, int column) => column >= 0 && column < row.Count ? row[column] : row[0] with { Text = "", Paragraphs = [], Covered = false };

    private static int NumberIn(string? number) => int.TryParse(number, out var n) ? n : 1;

    private static string PrintedNumber(string text)
    {
        var bare = CellText.Bare(text);
        return Marker.Of(bare + "、")?.Number ?? Marker.Of(bare)?.Number ?? bare.Trim('.', '、', '(', ')');
    }

    [GeneratedRegex("^(?:合计|总计|小计|共计)")]
    private static partial Regex Sum();

    [GeneratedRegex(@"^[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[）)]?[、.．]?$")]
    private static partial Regex BareNumber();
}
