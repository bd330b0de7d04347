using System.Text;
using DocumentFormat.OpenXml.Wordprocessing;

namespace TaskTracker.Documents.Word;

/// <summary>Where in a field the reading stands. A field is its code, which is not text, and its result, which is; it may run over many paragraphs.</summary>
internal sealed class WordFields
{
    private const int LongestCode = 1000;
    private const int Deepest = 20;

    private readonly Stack<Field> _open = new();

    /// <summary>False within a code, and within the result of a field that prints page numbers.</summary>
    public bool IsShown => _open.All(f => f.HasResult && !f.IsFurniture);

    /// <summary>True within Word's own table of contents.</summary>
    public bool IsContents => _open.Any(f => f is { HasResult: true, IsContents: true });

    public static bool IsFurniture(string? code) => code?.Trim().Split(' ')[0].ToUpperInvariant() is "PAGE" or "NUMPAGES" or "SECTIONPAGES" or "PAGEREF";

    public void Mark(string? type)
    {
        switch (type)
        {
            case "begin" when _open.Count < Deepest:
                _open.Push(new Field());
                break;
            case "separate" when _open.Count > 0:
                _open.Peek().HasResult = true;
                break;
            case "end" when _open.Count > 0:
                _open.Pop();
                break;
        }
    }

    public void Code(FieldCode? code)
    {
        if (code is not null && _open.Count > 0 && _open.Peek().Code.Length < LongestCode)
        {
            _open.Peek().Code.Append(code.Text);
        }
    }

    /// <summary>A code that the paragraph leaves open is a broken field; it must not swallow what follows.</summary>
    public void EndParagraph()
    {
        while (_open.Count > 0 && (!_open.Peek().HasResult || _open.Peek().IsFurniture))
        {
            _open.Pop();
        }
    }

    /// <summary>A heading within a table of contents shows that its field was never closed.</summary>
    public void EndContents()
    {
        while (IsContents)
        {
            _open.Pop();
        }
    }

    private sealed class Field
    {
        public StringBuilder Code { get; } = new();
        public bool HasResult { get; set; }
        public bool IsFurniture => WordFields.IsFurniture(Code.ToString());
        public bool IsContents => Code.ToString().TrimStart().StartsWith("TOC", StringComparison.OrdinalIgnoreCase);
    }
}
