using System.Text.RegularExpressions;

namespace TaskTracker.Letters;

/// <summary>Foreign text in a cell of a spreadsheet. It can be no formula, not even after the sheet went through a .csv file.</summary>
internal static partial class CellText
{
    /// <summary>In a cell, by Excel.</summary>
    public const int Longest = 32_767;

    /// <summary>At most so many breaks in a cell, by Excel.</summary>
    private const int MostBreaks = 253;

    private const string Cut = "……（过长，未全部列出）";

    // The wide forms count as the narrow ones where Excel runs in an East Asian language.
    private const string FormulaBeginnings = "=+-@＝＋－＠";

    /// <summary>What the cell holds.</summary>
    public static string Of(string? text)
    {
        var lines = PrintedText.Lines(text);
        var whole = lines.Count <= MostBreaks + 1 ? string.Join('\n', lines) : $"{string.Join('\n', lines.Take(MostBreaks))}\n{string.Join(' ', lines.Skip(MostBreaks))}";
        var first = whole.AsSpan().TrimStart();
        var safe = first.Length > 0 && FormulaBeginnings.Contains(first[0], StringComparison.Ordinal) ? "'" + whole : whole;
        return safe.Length <= Longest ? safe : Shorten(safe);
    }

    /// <summary>How the file writes it: Excel reads <c>_x003D_</c> as an equals sign.</summary>
    public static string Escaped(string cell) => Escape().Replace(cell, "_x005F_");

    private static string Shorten(string text)
    {
        var length = Longest - Cut.Length;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)] + Cut;
    }

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex Escape();
}
