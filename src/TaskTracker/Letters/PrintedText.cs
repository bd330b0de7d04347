using System.Text;
using System.Xml;
using TaskTracker.Mail;

namespace TaskTracker.Letters;

/// <summary>Foreign text as a print may hold it: no controls, no marks that turn the direction of writing, nothing that XML has no sign for.</summary>
internal static class PrintedText
{
    private static readonly string[] Breaks = ["\r\n", "\n", "\r", "\v", "\f", "\u0085", "\u2028", "\u2029"];

    /// <summary>Without empty ones.</summary>
    public static IReadOnlyList<string> Lines(string? text) =>
        [.. (text ?? "").Split(Breaks, StringSplitOptions.None).Select(line => Writable(PlainText.OneLine(line))).Where(line => line.Length > 0)];

    public static string OneLine(string? text) => string.Join(' ', Lines(text));

    /// <summary>The name of a document in title marks, unless it bears them.</summary>
    public static string Titled(string title) => OneLine(title) is ['《', .., '》'] named ? named : $"《{OneLine(title)}》";

    public static string List(IEnumerable<string> names, char between = '、') => string.Join(between, names.Select(OneLine));

    // Two characters exist for .NET and not for XML.
    private static string Writable(string line) => line.AsSpan().ContainsAny('\uFFFE', '\uFFFF')
        ? new StringBuilder(line.Length).AppendJoin("", line.Where(c => char.IsSurrogate(c) || XmlConvert.IsXmlChar(c))).ToString()
        : line;
}
