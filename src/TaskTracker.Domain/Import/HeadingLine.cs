namespace TaskTracker.Domain.Import;

/// <summary>Parts a heading's line into title and text.</summary>
internal static class HeadingLine
{
    /// <returns>The heading's words up to the first full stop, colon or line end, and what stands behind; a responsibility that stands in the heading belongs to the text.</returns>
    public static (string Title, string Text) Split(string line, int from)
    {
        var end = TitleEnd(line, from);
        var title = line[from..end].Trim();
        var rest = line[end..].TrimStart('。', '：', ':', ' ', '　').Trim();
        return (title, rest);
    }

    /// <summary>A stop inside a bracket ends no title, unless the bracket never closes.</summary>
    private static int TitleEnd(string line, int from)
    {
        var clause = ResponsibilityReader.In(line).FirstOrDefault(c => c.Start >= from);
        var limit = clause?.Start ?? line.Length;
        var depth = 0;
        var inside = -1;
        for (var i = from; i < limit; i++)
        {
            switch (line[i])
            {
                case '（' or '(' or '“' or '《' or '〔' or '【':
                    depth++;
                    break;
                case '）' or ')' or '”' or '》' or '〕' or '】':
                    depth = Math.Max(0, depth - 1);
                    break;
                case '。' or '：' or ':' or '\n' when depth == 0:
                    return i;
                case '。' or '：' or ':' or '\n' when inside < 0:
                    inside = i;
                    break;
            }
        }

        return depth == 0 || inside < 0 ? limit : inside;
    }
}
