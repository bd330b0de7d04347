namespace TaskTracker.Mail.Templates;

/// <summary>The text part beside <c>RulesFaultHtml.razor</c>.</summary>
internal static class RulesFaultText
{
    public static string Render(RulesFaultSentences says)
    {
        var text = new TextPart().Line(says.Kicker).Blank().Line(says.Greeting).Line(says.Headline).Line(says.InForce).Line(says.Folder).Blank();
        foreach (var (place, message) in says.Faults)
        {
            text.Line(place).Line(message, 2);
        }

        if (says.NotListed is { } notListed)
        {
            text.Line(notListed);
        }

        text.Blank().Line(says.ToDo);
        if (says.Page is { } page)
        {
            text.Line($"{page.Text} {page.Address}");
        }

        text.Line("--");
        foreach (var sentence in says.Footer)
        {
            text.Line(sentence);
        }

        return text.ToString();
    }
}
