using System.Buffers;

namespace TaskTracker.Domain.Import;

/// <summary>
/// A task's wording made ready for the readers of dates, duties and measures: one spelling of digits and marks, and what is only
/// cited blanked out. It is as long as the text it was made of, so that a place in it is a place in the text.
/// </summary>
internal static class PlainWording
{
    public const char Blank = '□';

    /// <summary>A longer title is an opening mark that was never closed.</summary>
    private const int LongestTitle = 100;

    private const int LongestName = 30;
    private const int LongestBracket = 24;

    private static readonly SearchValues<char> NameEnds = SearchValues.Create("”“，。；\n");
    private static readonly SearchValues<char> BracketEnds = SearchValues.Create("（）。；\n");
    private static readonly SearchValues<char> DateMarks = SearchValues.Create("0123456789—至到年月日版修订正试行. ");

    public static string Of(string text)
    {
        var plain = text.ToCharArray();
        for (var i = 0; i < plain.Length; i++)
        {
            var inNumber = i > 0 && i + 1 < plain.Length && char.IsDigit(plain[i - 1]) && char.IsDigit(plain[i + 1]);
            plain[i] = (plain[i] is '○' or '零' or 'Ｏ') && i > 0 && i + 1 < plain.Length && "一二三四五六七八九〇".Contains(plain[i - 1]) && "一二三四五六七八九〇○零Ｏ年".Contains(plain[i + 1])
                ? '〇'
                : Plain(plain[i], inNumber);
        }

        BlankTitles(plain);
        BlankNames(plain);
        BlankBrackets(plain);
        return new string(plain);
    }

    private static char Plain(char c, bool inNumber) => c switch
    {
        >= '０' and <= '９' => (char)(c - '０' + '0'),
        '．' => '.',
        '％' => '%',
        '／' => '/',
        '－' or '–' or '―' or '~' or '～' or '-' => '—',
        '　' or '\u00a0' or '\t' or '\r' => ' ',
        '(' => '（',
        ')' => '）',
        ';' => '；',
        ',' when !inNumber => '，',
        ':' when !inNumber => '：',
        '：' when inNumber => ':',
        _ => c,
    };

    /// <summary>Years in 《》 and 〔〕 belong to the documents that are cited there.</summary>
    private static void BlankTitles(char[] plain)
    {
        for (var i = 0; i < plain.Length; i++)
        {
            var close = plain[i] switch { '《' => '》', '〔' => '〕', '[' => ']', _ => '\0' };
            if (close == '\0' || !plain.AsSpan(i, Math.Min(LongestTitle + 1, plain.Length - i)).Contains(close))
            {
                continue;
            }

            var (open, depth, end) = (plain[i], 1, -1);
            for (var j = i + 1; j < plain.Length && j <= i + LongestTitle && plain[j] is not ('。' or '\n') && end < 0; j++)
            {
                depth += plain[j] == open ? 1 : plain[j] == close ? -1 : 0;
                end = depth == 0 ? j : -1;
            }

            if (end > 0)
            {
                plain.AsSpan(i + 1, end - i - 1).Fill(Blank);
                i = end;
            }
        }
    }

    /// <summary>What “2035年远景目标” names is no date of this task; “十四五” is one.</summary>
    private static void BlankNames(char[] plain)
    {
        for (var i = 0; i < plain.Length; i++)
        {
            if (plain[i] != '“')
            {
                continue;
            }

            var inside = plain.AsSpan(i + 1, Math.Min(LongestName, plain.Length - i - 1));
            var end = inside.IndexOfAny(NameEnds);
            if (end > 0 && inside[end] == '”' && inside[..end].IndexOfAnyInRange('0', '9') >= 0 && inside[..end].Contains('年'))
            {
                inside[..end].Fill(Blank);
            }
        }
    }

    /// <summary>（2021—2025年） behind a name is a part of the name, （2021）10号 a number of a document.</summary>
    private static void BlankBrackets(char[] plain)
    {
        for (var i = 1; i < plain.Length; i++)
        {
            if (plain[i] != '（')
            {
                continue;
            }

            var inside = plain.AsSpan(i + 1, Math.Min(LongestBracket, plain.Length - i - 1));
            var end = inside.IndexOfAny(BracketEnds);
            if (end > 0 && inside[end] == '）' && (IsPartOfName(plain.AsSpan(0, i), inside[..end]) || IsDocumentNumber(plain.AsSpan(i + end + 2))))
            {
                inside[..end].Fill(Blank);
            }
        }
    }

    private static bool IsPartOfName(ReadOnlySpan<char> before, ReadOnlySpan<char> inside) =>
        inside.IndexOfAnyExcept(DateMarks) < 0
        && (inside.IndexOfAny("版修订") >= 0 || before[^1] is '》' or '”' || EndsWithName(before));

    private static bool EndsWithName(ReadOnlySpan<char> before)
    {
        foreach (var name in (ReadOnlySpan<string>)["规划", "计划", "方案", "纲要", "行动", "办法", "规定", "条例", "标准", "意见", "目录", "指南", "通知", "细则", "要点", "工程"])
        {
            if (before.EndsWith(name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsDocumentNumber(ReadOnlySpan<char> after)
    {
        var digits = after.IndexOfAnyExceptInRange('0', '9');
        return digits is > 0 and <= 5 && after[digits] == '号';
    }
}
