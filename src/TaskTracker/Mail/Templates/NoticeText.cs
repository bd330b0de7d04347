namespace TaskTracker.Mail.Templates;

/// <summary>The text part beside <c>NoticeHtml.razor</c>.</summary>
internal static class NoticeText
{
    public static string Render(NoticeSentences says, MailWords words)
    {
        var text = new TextPart().Line(says.Kicker);
        foreach (var plan in says.Plans)
        {
            text.Line(plan);
        }

        text.Blank().Line(says.Greeting).Line(says.Headline);
        foreach (var task in says.Tasks)
        {
            text.Heading(task.Heading);
            if (task.Plan is { } plan)
            {
                text.Line(plan);
            }

            foreach (var (item, index) in task.Items.Select((item, index) => (item, index)))
            {
                Item(index == 0 ? text : text.Blank(), item, words);
            }
        }

        if (says.RestHeading is { } heading)
        {
            text.Heading(heading);
        }

        foreach (var line in says.Rest)
        {
            text.Line($"{MailWords.Sign(line.Light)} {line.Heading}").Line(string.Join("　", line.Parts), 2);
            Link(text, line.Link, 2);
        }

        text.Blank();
        if (says.NotListed is { } notListed)
        {
            text.Line(notListed);
        }

        Link(text, says.All);
        text.Line("--");
        foreach (var sentence in says.Footer)
        {
            text.Line(sentence);
        }

        Link(text, says.Contact);
        return text.ToString();
    }

    private static void Item(TextPart text, NoticeDetail item, MailWords words)
    {
        text.Line($"{MailWords.Sign(item.Light)} {words.Light(item.Light)}　{item.Status}　{string.Join("　", item.Tags)}").Line(item.Due);
        foreach (var fact in item.Facts)
        {
            text.Line(fact.Label + words["fact.colon"] + fact.Text, 2);
            if (fact.Values is { Count: > 0 } values)
            {
                text.Line(string.Join(words["list.stop"], values.Select(v => v.Label + words["fact.colon"] + v.Value)), 4);
            }
        }

        Link(text, item.Link);
    }

    private static void Link(TextPart text, MailLink? link, int indent = 0)
    {
        if (link is not null)
        {
            text.Line($"{link.Text} {link.Address}", indent);
        }
    }
}
