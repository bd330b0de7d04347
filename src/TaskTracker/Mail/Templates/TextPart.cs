using System.Text;

namespace TaskTracker.Mail.Templates;

/// <summary>Lines of a mail's text part. Whatever stands in a value, it cannot begin a line of its own.</summary>
internal sealed class TextPart
{
    private readonly StringBuilder _text = new();

    public TextPart Line(string line, int indent = 0)
    {
        _text.Append(' ', indent).Append(PlainText.OneLine(line)).Append('\n');
        return this;
    }

    public TextPart Blank()
    {
        _text.Append('\n');
        return this;
    }

    public TextPart Heading(string heading) => Blank().Line($"== {heading} ==");

    public override string ToString() => _text.ToString();
}
