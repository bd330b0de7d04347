using TaskTracker.Domain.Import;

namespace TaskTracker.Documents;

/// <summary>A text file: its own text, character for character, so that positions in it are positions in the file.</summary>
internal static class TextFile
{
    /// <summary>More control characters than this share are no text.</summary>
    private const double MostControls = 0.01;

    private const int FewControls = 4;

    public static SourceDocument Read(string name, byte[] content, DocumentLimits limits)
    {
        var (text, finding) = TextBytes.Decode(content);
        // Line ends of old Macintoshes; as long as what they replace.
        text = text.Contains('\n', StringComparison.Ordinal) ? text : text.Replace('\r', '\n');
        Check(text, limits);
        return new SourceDocument(name, SourceText.Sha256(content), text) { Findings = finding is null ? [] : [finding] };
    }

    private static void Check(string text, DocumentLimits limits)
    {
        var (lines, longest, start, controls) = (0, 0, 0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || text[i] == '\n')
            {
                lines++;
                longest = Math.Max(longest, i - start);
                if (longest > limits.LineCharacters)
                {
                    throw new UnreadableDocumentException("line-too-long", lines, limits.LineCharacters);
                }

                start = i + 1;
            }
            else if (char.IsControl(text[i]) && text[i] is not ('\t' or '\r' or '\f' or '\v'))
            {
                controls++;
            }
        }

        if (text.Length > limits.Characters)
        {
            throw new UnreadableDocumentException("too-much-text", limits.Characters / 10_000);
        }

        if (lines > limits.Lines)
        {
            throw new UnreadableDocumentException("too-many-lines", limits.Lines);
        }

        if (controls > FewControls && controls > text.Length * MostControls)
        {
            throw new UnreadableDocumentException("not-text");
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            throw new UnreadableDocumentException("empty");
        }
    }
}
