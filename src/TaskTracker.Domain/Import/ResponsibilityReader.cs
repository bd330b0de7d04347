using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>Finds the places of a paragraph that name who is responsible: brackets and labelled text. A body named in running text is nobody's responsibility.</summary>
internal static partial class ResponsibilityReader
{
    /// <summary>A longer bracket is text.</summary>
    private const int LongestBracket = 800;

    public static IReadOnlyList<ResponsibilityClause> In(string paragraph)
    {
        var clauses = new List<ResponsibilityClause>();
        var at = 0;
        while (at < paragraph.Length)
        {
            var open = paragraph.IndexOfAny(['（', '(', '〔', '【', '[', '［'], at);
            var before = open < 0 ? paragraph.Length : open;
            if (Labelled(paragraph, at, before, open) is { } labelled)
            {
                clauses.Add(labelled);
                at = labelled.End;
                continue;
            }

            if (open < 0)
            {
                break;
            }

            var close = Close(paragraph, open);
            if (close < 0)
            {
                at = open + 1;
                continue;
            }

            if (Bracketed(paragraph, open, close) is { } bracketed)
            {
                clauses.Add(bracketed);
            }

            at = close + 1;
        }

        return clauses;
    }

    /// <returns>The paragraph without its clauses; a deadline that one of them holds stays.</returns>
    public static string Without(string paragraph, IReadOnlyList<ResponsibilityClause> clauses)
    {
        if (clauses.Count == 0)
        {
            return paragraph;
        }

        var rest = new System.Text.StringBuilder();
        var at = 0;
        foreach (var clause in clauses)
        {
            rest.Append(paragraph, at, clause.Start - at);
            at = clause.End;
            if (Deadline().Match(paragraph, clause.Start, clause.Length) is { Success: true } deadline)
            {
                rest.Append(deadline.Value);
            }
        }

        return rest.Append(paragraph, at, paragraph.Length - at).ToString().Trim();
    }

    private static ResponsibilityClause? Bracketed(string paragraph, int open, int close)
    {
        var content = paragraph[(open + 1)..close];
        if (content.Length < 2 || ClauseReader.Read(content) is not { } read)
        {
            return null;
        }

        var end = close + 1;
        if (!read.HasLabel && !read.HasVerb && !(read.AllBodies && EndsSentence(paragraph, open) && IsAtEnd(paragraph, end)))
        {
            return null;
        }

        return new ResponsibilityClause(read.Shares, read.OpenEnded, read.Dispatch, open, end - open);
    }

    /// <summary>责任单位：甲局、乙局 outside brackets: from the label to the sentence's end or to a label that names something else.</summary>
    private static ResponsibilityClause? Labelled(string paragraph, int from, int to, int open)
    {
        var label = ClauseReader.Label().Match(paragraph, from, to - from);
        if (!label.Success || (label.Index > 0 && !IsLabelPlace(paragraph, label.Index)))
        {
            return null;
        }

        var end = LabelledEnd(paragraph, label.Index + label.Length);
        if (ClauseReader.Read(paragraph[label.Index..end]) is not { } read)
        {
            return null;
        }

        return new ResponsibilityClause(read.Shares, read.OpenEnded, read.Dispatch, label.Index, end - label.Index);
    }

    private static bool IsLabelPlace(string paragraph, int index) => "。；;！？：:，, 　\t）)】\n".Contains(paragraph[index - 1], StringComparison.Ordinal);

    private static int LabelledEnd(string paragraph, int from)
    {
        var limit = Math.Min(paragraph.Length, from + LongestBracket);
        var depth = 0;
        for (var i = from; i < limit; i++)
        {
            var c = paragraph[i];
            if (c is '（' or '(' or '〔')
            {
                depth++;
            }
            else if (c is '）' or ')' or '〕' or '】' or ']')
            {
                if (--depth < 0)
                {
                    return i;
                }
            }
            else if (depth == 0 && (c is '。' or '！' or '？' or '\n' || OtherLabel().Match(paragraph, i, Math.Min(14, limit - i)) is { Success: true, Index: var at } && at == i))
            {
                return i;
            }
        }

        return limit;
    }

    private static int Close(string paragraph, int open)
    {
        var depth = 0;
        var limit = Math.Min(paragraph.Length, open + LongestBracket);
        for (var i = open; i < limit; i++)
        {
            if (paragraph[i] is '（' or '(' or '〔' or '【' or '[' or '［')
            {
                depth++;
            }
            else if (paragraph[i] is '）' or ')' or '〕' or '】' or ']' or '］' && --depth == 0)
            {
                return i;
            }
        }

        return -1;
    }

    private static bool EndsSentence(string paragraph, int open) => open == 0 || "。！；？”".Contains(paragraph[open - 1], StringComparison.Ordinal) || paragraph[..open].TrimEnd() is "" or [.., '。'];

    private static bool IsAtEnd(string paragraph, int end) => paragraph.AsSpan(end).Trim("。；;，, 　".AsSpan()).IsEmpty;

    [GeneratedRegex("(?:完成|整改|办结)?(?:时限|时间|期限)[：:][^；;）)】\\]]{2,40}")]
    private static partial Regex Deadline();

    /// <summary>What stands behind the responsible bodies and is none.</summary>
    [GeneratedRegex(@"^[\s　；;，,]{0,3}(?:完成时[限间]|时[限间](?:要求|安排|节点)?|完成日期|整改时限|责任人|责任领导|分管领导|市?县?区?级?领导|牵头领导|包保领导|联系人|备注|目标|工作目标|完成标准|进度安排|启动时间|投资|总投资|资金来源|验收标准|措施|工作措施)\s*[：:]")]
    private static partial Regex OtherLabel();
}
