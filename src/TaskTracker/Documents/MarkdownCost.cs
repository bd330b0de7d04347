namespace TaskTracker.Documents;

/// <summary>
/// How much work a Markdown text asks of its parser, whose time grows with the square of the marks in one block. A text written by people stays far
/// below the bounds.
/// </summary>
internal static class MarkdownCost
{
    /// <summary>About a second.</summary>
    private const long Most = 100_000_000;

    private const int DeepestLine = 100;

    public static bool IsTooHigh(string text)
    {
        long cost = 0;
        long marks = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.IsWhiteSpace())
            {
                cost += marks * marks;
                marks = 0;
                continue;
            }

            marks += Count(line);
        }

        return cost + (marks * marks) > Most;
    }

    /// <summary>Quotes and list items that one line opens within each other.</summary>
    public static bool IsTooDeep(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var containers = 0;
            for (var i = 0; i < line.Length && line[i] is ' ' or '\t' or '>' or '-' or '*' or '+' or '.' or ')' or (>= '0' and <= '9'); i++)
            {
                containers += line[i] == '>' || (line[i] is '-' or '*' or '+' or '.' or ')' && i + 1 < line.Length && line[i + 1] is ' ' or '\t') ? 1 : 0;
            }

            if (containers > DeepestLine)
            {
                return true;
            }
        }

        return false;
    }

    private static int Count(ReadOnlySpan<char> line)
    {
        var marks = 0;
        foreach (var c in line)
        {
            marks += c is '[' or ']' or '(' or '*' or '_' or '`' or '~' or '!' or '<' or '&' or '\\' ? 1 : 0;
        }

        return marks;
    }
}
