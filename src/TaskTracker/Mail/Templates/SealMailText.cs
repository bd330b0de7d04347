namespace TaskTracker.Mail.Templates;

/// <summary>The text part beside <c>SealHtml.razor</c>. Its lines of the seal stand alone, so that the mail saved as text is a seal file.</summary>
internal static class SealMailText
{
    public static string Render(SealSentences says)
    {
        var text = new TextPart().Line(says.Greeting).Line(says.Headline).Line(says.Keep).Blank();
        foreach (var line in says.Lines)
        {
            text.Line(line);
        }

        text.Blank().Line(says.Verify).Line("--");
        foreach (var sentence in says.Footer)
        {
            text.Line(sentence);
        }

        return text.ToString();
    }
}
