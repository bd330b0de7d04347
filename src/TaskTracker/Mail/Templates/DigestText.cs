namespace TaskTracker.Mail.Templates;

/// <summary>The text part beside <c>DigestHtml.razor</c>.</summary>
internal static class DigestText
{
    public static string Render(DigestSentences says)
    {
        var text = new TextPart().Line(says.Kicker);
        foreach (var plan in says.Plans)
        {
            text.Line(plan);
        }

        text.Blank().Line(says.Greeting).Line(says.Headline);
        if (says.Remark is { } remark)
        {
            text.Heading(says.RemarkHeading).Line(remark);
        }

        text.Blank();
        foreach (var total in says.Totals)
        {
            text.Line($"{MailWords.Sign(total.Light)} {total.Word}　{total.Number}　{total.Change}");
        }

        text.Line(says.TotalsNote);
        foreach (var list in says.Changes)
        {
            List(text, list);
        }

        Departments(text, says);
        foreach (var list in says.Outlook)
        {
            List(text, list);
        }

        text.Blank();
        if (says.Open is { } open)
        {
            text.Line($"{open.Text} {open.Address}");
        }

        text.Line("--");
        foreach (var sentence in says.Footer)
        {
            text.Line(sentence);
        }

        return text.ToString();
    }

    private static void List(TextPart text, DigestList list)
    {
        text.Heading(list.Heading);
        foreach (var line in list.Lines)
        {
            text.Line($"{MailWords.Sign(line.Light)} {line.Heading}").Line(string.Join("　", line.Parts), 2);
            if (line.Link is { } link)
            {
                text.Line($"{link.Text} {link.Address}", 2);
            }
        }

        if (list.Note is { } note)
        {
            text.Line(note);
        }
    }

    private static void Departments(TextPart text, DigestSentences says)
    {
        if (says.Ranked.Count + says.Unranked.Count == 0)
        {
            return;
        }

        text.Heading(says.DepartmentsHeading).Line(says.DepartmentsColumn);
        foreach (var row in says.Ranked)
        {
            Row(text, row);
        }

        if (says.Unranked.Count > 0)
        {
            text.Line(says.UnrankedNote);
        }

        foreach (var row in says.Unranked)
        {
            Row(text, row);
        }

        if (says.DepartmentsNotListed is { } others)
        {
            text.Line(others);
        }
    }

    private static void Row(TextPart text, DigestRank row) =>
        text.Line($"{row.Rank} {row.Name}　{row.Share} {row.Change}　{Bar(row.Lights)}");

    /// <summary>The bar in words.</summary>
    private static string Bar(LightTotals lights) => string.Join(" ", Enum.GetValues<MailLight>()
        .OrderBy(l => l == MailLight.Red ? 0 : l == MailLight.Yellow ? 1 : 2)
        .Where(l => lights[l] > 0).Select(l => $"{MailWords.Sign(l)}{lights[l]}"));
}
