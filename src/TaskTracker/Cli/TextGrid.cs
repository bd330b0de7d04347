using System.Text;

namespace TaskTracker.Cli;

/// <summary>Rows under headings for a terminal; cells that are too long go on below.</summary>
internal static class TextGrid
{
    private const string Gap = "  ";

    public static void Write(StringBuilder text, int width, string[] heads, IReadOnlyList<string[]> rows)
    {
        IReadOnlyList<string[]> lines = [heads, .. rows.Select(r => r.Select(Terminal.Line).ToArray())];
        var widths = Widths(lines, width);
        text.AppendLine();
        for (var i = 0; i < lines.Count; i++)
        {
            var cells = lines[i].Select((c, n) => Terminal.Wrap(c, widths[n])).ToList();
            for (var piece = 0; piece < cells.Max(c => c.Count); piece++)
            {
                text.AppendLine(string.Join(Gap, cells.Select((c, n) => Terminal.Pad(piece < c.Count ? c[piece] : "", widths[n]))).TrimEnd());
            }

            if (i == 0)
            {
                text.AppendLine(string.Join(Gap, widths.Select(w => new string('-', w))));
            }
        }
    }

    /// <summary>As wide as their widest cell; where that is too much, the widest columns give way.</summary>
    private static int[] Widths(IReadOnlyList<string[]> lines, int width)
    {
        const int least = 10;
        var widths = Enumerable.Range(0, lines[0].Length).Select(c => lines.Max(l => Terminal.WidthOf(l[c]))).ToArray();
        while (widths.Sum() + (Gap.Length * (widths.Length - 1)) > width && widths.Max() > least)
        {
            widths[Array.IndexOf(widths, widths.Max())]--;
        }

        return widths;
    }
}
