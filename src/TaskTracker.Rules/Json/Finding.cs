using System.Globalization;

namespace TaskTracker.Rules.Json;

/// <summary>One thing that is wrong with, or remarkable in, a file that a person wrote.</summary>
/// <param name="File">The file as the caller named it.</param>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1, in characters.</param>
/// <param name="Code">A stable name of the kind of finding, for tests and translations, e.g. <c>unknown-field</c>.</param>
/// <param name="Message">What is wrong and what would mend it.</param>
public sealed record Finding(string File, int Line, int Column, string Code, string Message)
{
    private const int LongestMessage = 1000;

    /// <summary>One line, whatever the file holds: control and invisible characters of its values are written as U+XXXX, so that they can neither break the line nor steer a terminal.</summary>
    public override string ToString()
    {
        var message = Message.Length > LongestMessage ? Message[..LongestMessage] + "…" : Message;
        return string.Concat($"{File}:{Line}:{Column}: {message} [{Code}]".Select(c => IsVisible(c) ? c.ToString() : $"U+{(int)c:X4}"));
    }

    private static bool IsVisible(char c) => char.GetUnicodeCategory(c) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}

/// <summary>Collects every finding of one file, so that its author sees all of them at once.</summary>
public sealed class Findings(string file)
{
    private readonly List<Finding> _all = [];

    public string File { get; } = file;
    public IReadOnlyList<Finding> All => _all;
    public bool Any => _all.Count > 0;

    public void Add(JsonAt at, string code, string message) => Add(at.Line, at.Column, code, message);

    public void Add(int line, int column, string code, string message) =>
        _all.Add(new Finding(File, line, column, code, message));
}
