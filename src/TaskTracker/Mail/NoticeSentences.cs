namespace TaskTracker.Mail;

/// <summary>
/// What a notice mail says, in order, without its form: the HTML and the text template both take every word from here,
/// so that neither can say what the other doesn't.
/// </summary>
public sealed class NoticeSentences
{
    private const int SubjectLength = 120;

    private readonly NoticeMail _mail;
    private readonly MailWords _words;

    public NoticeSentences(NoticeMail mail, MailWords words)
    {
        if (mail.Items.Count == 0)
        {
            throw new ArgumentException("A notice mail without items must not be sent.", nameof(mail));
        }

        (_mail, _words) = (mail, words);
        var tasks = mail.Items
            .OrderByDescending(i => i.Level).ThenBy(i => i.Addressing).ThenByDescending(i => i.Overdue).ThenBy(i => Severity(i.Light))
            .GroupBy(i => (i.PlanTitle, i.TaskNumber, i.TaskTitle))
            .Select(g => g.ToList())
            .ToList();
        Level = mail.Items.Max(i => i.Level);
        WorstLight = mail.Items.Select(i => i.Light).MinBy(Severity);
        Plans = tasks.Select(t => t[0].PlanTitle).Distinct().ToList();
        Headline = HeadlineOf(tasks);
        Subject = PlainText.Shorten(PlainText.OneLine(words.Format($"subject.{Level}", words.Format("subject.about", Headline, Concerned()))), SubjectLength);

        var inFull = TasksInFull(tasks);
        Tasks = tasks.Take(inFull).Select(ToTask).ToList();
        var rest = mail.Detail == MailDetail.Count ? [] : tasks.Skip(inFull).SelectMany(t => t).ToList();
        Rest = rest.Take(mail.ItemsListed).Select(ToLine).ToList();
        RestHeading = rest.Count == 0 ? null : Tasks.Count == 0 ? words["notice.items"] : words.Format("notice.rest", words.Number(rest.Count));
        NotListed = mail.Detail == MailDetail.Count ? words["notice.signIn"]
            : rest.Count > mail.ItemsListed ? words.Format("notice.notListed", words.Number(rest.Count - mail.ItemsListed)) : null;
    }

    public string Subject { get; }
    public MailLevel Level { get; }
    public MailLight WorstLight { get; }
    public string Language => _words.Language;
    public IReadOnlyList<string> Plans { get; }
    public string Kicker => _words.Format("notice.kicker", _words.Level(Level), MailWords.LongDay(_mail.Day), _mail.RecipientDepartment);
    public string Greeting => _words.Format("notice.greeting", _mail.RecipientName);
    public string Headline { get; }
    public IReadOnlyList<NoticeTask> Tasks { get; }
    public string? RestHeading { get; }
    public IReadOnlyList<NoticeLine> Rest { get; }
    public string? NotListed { get; }
    public MailLink? All => MailLink.To(_mail.Url, _words["notice.all"]);
    public MailLink? Contact => MailLink.To(_mail.ContactUrl, _words["notice.contact"]);

    public IReadOnlyList<string> Footer =>
    [
        .. _mail.Detail != MailDetail.Count && _mail.Items.Any(i => i.IsSigned) ? [_words["footer.links"]] : Array.Empty<string>(),
        // 区政府督查室的督查室 would be said twice.
        _mail.RecipientDepartment.EndsWith(_mail.RecipientPost, StringComparison.Ordinal)
            ? _words.Format("footer.whyDigest", _mail.RecipientPost)
            : _words.Format("footer.why", _mail.RecipientDepartment, _mail.RecipientPost),
        _words["footer.unclassified"],
    ];

    private static int Severity(MailLight light) => light switch
    {
        MailLight.Red => 0,
        MailLight.Yellow => 1,
        MailLight.Grey => 2,
        MailLight.Green => 3,
        _ => 4,
    };

    private string HeadlineOf(List<List<NoticeItem>> tasks)
    {
        var overdue = tasks.Count(t => t.Any(i => i.Overdue));
        var open = tasks.Count - overdue;
        return (overdue, open) switch
        {
            (0, _) => _words.Format("notice.open", _words.Number(open)),
            (_, 0) => _words.Format("notice.overdue", _words.Number(overdue)),
            _ => _words.Format("notice.overdueAndOpen", _words.Number(overdue), _words.Number(open)),
        };
    }

    private string Concerned()
    {
        var departments = _mail.Items.OrderByDescending(i => i.Level).ThenByDescending(i => i.Overdue).Select(i => i.Department).Distinct().ToList();
        return departments.Count == 1 ? departments[0] : _words.Format("subject.departments", departments[0], _words.Number(departments.Count));
    }

    /// <summary>Whole tasks only, and the first even if it alone has more items than the limit.</summary>
    private int TasksInFull(List<List<NoticeItem>> tasks)
    {
        if (_mail.Detail != MailDetail.Full)
        {
            return 0;
        }

        var items = 0;
        return tasks.TakeWhile(t => (items += t.Count) <= _mail.ItemsInFull || items == t.Count).Count();
    }

    private NoticeTask ToTask(List<NoticeItem> items) => new(
        Plans.Count > 1 ? items[0].PlanTitle : null,
        Heading(items[0]),
        items.Select(i => new NoticeDetail(
            i.Light,
            i.Status,
            Tags(i, withDepartment: items.Count > 1 || i.Department != _mail.RecipientDepartment),
            i.Due,
            Facts(i),
            Link(i),
            i.Addressing == MailAddressing.To || i.IsSigned)).ToList());

    private NoticeLine ToLine(NoticeItem item) => new(item.Light, Heading(item), [item.Status, .. Tags(item, withDepartment: true)], Link(item));

    private static string Heading(NoticeItem item) => $"{item.TaskNumber} {item.TaskTitle}";

    private List<string> Tags(NoticeItem item, bool withDepartment)
    {
        var tags = new List<string>();
        if (withDepartment)
        {
            tags.Add(item.Department);
        }

        tags.Add(_words.Level(item.Level));
        if (item.Addressing == MailAddressing.Cc)
        {
            tags.Add(_words["notice.copy"]);
        }

        return tags;
    }

    private List<NoticeFact> Facts(NoticeItem item)
    {
        var facts = new List<NoticeFact>();
        foreach (var reason in item.Reasons)
        {
            facts.Add(new NoticeFact(_words["fact.why"], reason.Rule, reason.Values));
        }

        if (item.Basis is { } basis)
        {
            var place = _words.Format("basis.place", string.Join(" / ", basis.Path), basis.Number);
            facts.Add(new NoticeFact(_words["fact.basis"], basis.Role is { } role ? _words.Format($"basis.{role}", place, item.Department) : place));
        }

        if (item.Next is { } next)
        {
            facts.Add(new NoticeFact(_words["fact.next"], next.On is { } on ? $"{MailWords.Day(on, _mail.Day)} {next.What}" : next.What));
        }

        if (item.StopsWhen is { } stops)
        {
            facts.Add(new NoticeFact(_words["fact.stops"], stops));
        }

        return facts;
    }

    private MailLink? Link(NoticeItem item) =>
        MailLink.To(item.Url, item.LinkText ?? _words[item.Addressing == MailAddressing.Cc ? "link.view" : "link.report"]);
}

/// <param name="Plan">Null where the whole mail is about one plan.</param>
public sealed record NoticeTask(string? Plan, string Heading, IReadOnlyList<NoticeDetail> Items);

/// <param name="Tags">Department where it isn't plain, level, copy or not.</param>
/// <param name="Acts">Whether the recipient is to act, or can by the link.</param>
public sealed record NoticeDetail(
    MailLight Light, string Status, IReadOnlyList<string> Tags, string Due, IReadOnlyList<NoticeFact> Facts, MailLink? Link, bool Acts);

public sealed record NoticeFact(string Label, string Text, IReadOnlyList<ReadValue>? Values = null);

public sealed record NoticeLine(MailLight Light, string Heading, IReadOnlyList<string> Parts, MailLink? Link);

/// <summary>A link that may stand in a mail.</summary>
public sealed record MailLink(string Address, string Text)
{
    /// <returns>Null where there is no address or it isn't one of the web.</returns>
    public static MailLink? To(Uri? address, string text) =>
        address is { IsAbsoluteUri: true, Scheme: "https" or "http" } ? new MailLink(address.AbsoluteUri, text) : null;
}
