using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>An indicator's name as a cell prints it, taken apart.</summary>
/// <param name="IsStarred">It bears a mark that a note below the table explains.</param>
internal sealed partial record IndicatorName(string Text, string Unit, string Nature, bool IsStarred)
{
    /// <param name="printed">The cell.</param>
    /// <param name="row">The row's number in the table, counted from 1: in <c>5.5岁以下儿童死亡率</c> the first 5 is no part of the name where this is the fifth row.</param>
    public static IndicatorName Of(string printed, int row)
    {
        var (text, nature) = IndicatorNature.TakeOff(CellText.Joined(printed));
        var bare = Marks().Replace(text, "");
        var isStarred = bare.Length < text.Length;
        text = WithoutNumber(bare, row);
        var (name, unit) = UnitOfMeasure.TakeOff(text);
        var unmarked = Marks().Replace(name, "");
        return new IndicatorName(unmarked.Trim(), unit, nature, isStarred || unmarked.Length < name.Length);
    }

    private static string WithoutNumber(string text, int row)
    {
        var match = Number().Match(text);
        return match.Success && (match.Groups["digits"].Value == $"{row}" || !DigitAfter().IsMatch(text[match.Length..])) ? text[match.Length..] : BracketNumber().Replace(text, "");
    }

    [GeneratedRegex(@"[\s*＊★☆▲△◆●※#]+$|[①②③④⑤⑥⑦⑧⑨⑩]$|^[*＊★☆▲△◆●※]+\s*")]
    private static partial Regex Marks();

    [GeneratedRegex(@"^(?<digits>\d{1,3})\s*[.．、]\s*")]
    private static partial Regex Number();

    /// <summary>What follows a stop and begins with a digit is a decimal, unless it goes on as an age or a range does.</summary>
    [GeneratedRegex(@"^\d(?!岁|[-—～~])")]
    private static partial Regex DigitAfter();

    [GeneratedRegex(@"^(?:[（(]\d{1,3}[）)]|[①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳])\s*")]
    private static partial Regex BracketNumber();
}
