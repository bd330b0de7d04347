using System.Globalization;

namespace TaskTracker.Mail;

/// <summary>What a digest says, in order, without its form; both templates take every word from here.</summary>
public sealed class DigestSentences
{
    private const int SubjectLength = 120;
    private const int DepartmentsListed = 20;
    private static readonly MailLight[] Lights = [MailLight.Red, MailLight.Yellow, MailLight.Green, MailLight.Blue, MailLight.Grey];

    private readonly DigestMail _mail;
    private readonly MailWords _words;

    public DigestSentences(DigestMail mail, MailWords words)
    {
        (_mail, _words) = (mail, words);
        Overdue = mail.Departments.Sum(d => d.Overdue);
        Subject = PlainText.Shorten(PlainText.OneLine(words.Format("digest.subject", SubjectOf(), mail.Region, Week)), SubjectLength);
    }

    public string Subject { get; }
    public string Language => _words.Language;
    public LightTotals Now => _mail.Now;
    public int Overdue { get; }
    private int Week => ISOWeek.GetWeekOfYear(_mail.Day.ToDateTime(TimeOnly.MinValue));
    private bool AllClear => _mail.Now.Red == 0 && Overdue == 0;
    private bool Listed => _mail.Detail != MailDetail.Count;

    public string Kicker => _words.Format("digest.kicker", Week, MailWords.LongDay(_mail.Day), _mail.Region);
    public IReadOnlyList<string> Plans => Listed ? _mail.PlanTitles : [];
    public string Greeting => _words.Format("notice.greeting", _mail.RecipientName);

    public string Headline
    {
        get
        {
            if (AllClear)
            {
                return _words.Format("digest.allClear", _words.Number(_mail.LastRun.Evaluated));
            }

            var red = _mail.Now.Red == 0
                ? _words.Format("digest.noRed", _words.Number(Overdue))
                : _words.Format("digest.red", _words.Number(_mail.Now.Red)) + Change();
            return _mail.Cured.Count == 0 ? red : _words.Format("digest.andCured", red, _words.Number(_mail.Cured.Count));
        }
    }

    public IReadOnlyList<DigestTotal> Totals => Lights.Select(l => new DigestTotal(
        l,
        _words.Light(l),
        _words.Number(_mail.Now[l]),
        _mail.LastWeek is { } last ? Signed(_mail.Now[l] - last[l]) : null)).ToList();

    public string TotalsNote => _words[_mail.LastWeek is null ? "digest.firstWeek" : "digest.againstLastWeek"];
    public string? Remark => string.IsNullOrWhiteSpace(_mail.Remark) ? null : _mail.Remark;
    public string RemarkHeading => _words["digest.remark"];

    /// <summary>What changed: it stands above the departments.</summary>
    public IReadOnlyList<DigestList> Changes => !Listed ? [] :
    [
        ListOf("digest.turnedRed", _mail.TurnedRed, MailLight.Red),
        ListOf("digest.cured", _mail.Cured, MailLight.Blue),
    ];

    /// <summary>What comes: it stands below them.</summary>
    public IReadOnlyList<DigestList> Outlook => !Listed ? [] : _mail.IndicatorsOffPath.Count == 0 ? [ComingDue] : [ComingDue, Indicators];

    public string DepartmentsHeading => _words[_mail.Ranked ? "digest.ranked" : "digest.departments"];
    public string DepartmentsColumn => _words["digest.overdueOfTotal"];

    public IReadOnlyList<DigestRank> Ranked => !Listed ? [] : Large.Take(DepartmentsListed)
        .Select((d, i) => Rank(d, _mail.Ranked ? i + 1 : null)).ToList();

    /// <summary>Departments with too few responsibilities to be ranked; empty where nothing is ranked at all.</summary>
    public IReadOnlyList<DigestRank> Unranked => !Listed || !_mail.Ranked ? [] : Small.Take(DepartmentsListed).Select(d => Rank(d, null)).ToList();

    public string UnrankedNote => _words["digest.notRanked"];

    public string? DepartmentsNotListed
    {
        get
        {
            var listed = Ranked.Concat(Unranked).Select(r => r.Name).ToHashSet();
            var rest = Listed ? _mail.Departments.Where(d => !listed.Contains(d.Name)).ToList() : [];
            return rest.Count == 0 ? null
                : rest.All(d => d.Overdue == 0) ? _words.Format("digest.othersOnTime", _words.Number(rest.Count))
                : _words.Format("digest.otherDepartments", _words.Number(rest.Count), _words.Number(rest.Sum(d => d.Overdue)));
        }
    }

    public MailLink? Open => MailLink.To(_mail.Url, _words["digest.open"]);

    public IReadOnlyList<string> Footer =>
    [
        _words.Format("digest.lastRun", _mail.LastRun.At.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), _words.Number(_mail.LastRun.Evaluated)),
        .. _mail.NotReached.Count == 0 ? Array.Empty<string>() : [_words.Format("digest.notReached", string.Join(_words["list.comma"], _mail.NotReached))],
        _words.Format("footer.whyDigest", _mail.RecipientPost),
        _words["footer.unclassified"],
    ];

    private DigestList ComingDue => List("digest.comingDue", _mail.ComingDue.OrderBy(d => d.On), d => new DigestLine(
        d.Light,
        $"{MailWords.Day(d.On, _mail.Day)}　{d.TaskNumber} {d.TaskTitle}",
        OfPlan(d.PlanTitle, d.Department, _words.Light(d.Light)),
        MailLink.To(d.Url, _words["link.view"])));

    private DigestList Indicators => List("digest.indicators", _mail.IndicatorsOffPath, i => new DigestLine(
        i.Light,
        i.Name,
        OfPlan(i.PlanTitle, _words.Light(i.Light), _mail.Detail == MailDetail.Full ? i.What : ""),
        null));

    private IEnumerable<DigestDepartment> Large => _mail.Departments.Where(d => IsBehind(d) && (!_mail.Ranked || d.Total >= DigestMail.RankedFrom));
    private IEnumerable<DigestDepartment> Small => _mail.Departments.Where(d => IsBehind(d) && d.Total < DigestMail.RankedFrom);

    /// <summary>A leader reads who is behind; the others are only counted.</summary>
    private static bool IsBehind(DigestDepartment department) => department.Overdue > 0 || department.Lights.Red > 0;

    private string SubjectOf() => AllClear ? _words["digest.subject.allClear"]
        : _mail.TurnedRed.Count > 0 ? _words.Format("digest.subject.turned", _words.Number(_mail.TurnedRedCount ?? _mail.TurnedRed.Count), _words.Number(_mail.Now.Red))
        : _mail.Now.Red > 0 ? _words.Format("digest.red", _words.Number(_mail.Now.Red))
        : _words.Format("digest.noRed", _words.Number(Overdue));

    private string Change() => _mail.LastWeek is not { } last ? "" : (_mail.Now.Red - last.Red) switch
    {
        0 => _words["digest.same"],
        > 0 and var more => _words.Format("digest.more", _words.Number(more)),
        var less => _words.Format("digest.less", _words.Number(-less)),
    };

    private DigestList ListOf(string key, IReadOnlyList<DigestItem> items, MailLight light) => List(key, items, i => new DigestLine(
        light,
        $"{i.TaskNumber} {i.TaskTitle}",
        OfPlan(i.PlanTitle, i.Department, _mail.Detail == MailDetail.Full ? i.What : ""),
        MailLink.To(i.Url, _words["link.view"])));

    private DigestList List<T>(string key, IEnumerable<T> items, Func<T, DigestLine> line)
    {
        var all = items.ToList();
        var others = all.Count - _mail.LinesPerList;
        return new DigestList(
            _words[key],
            all.Take(_mail.LinesPerList).Select(line).ToList(),
            all.Count == 0 ? _words[key + ".none"] : others > 0 ? _words.Format("digest.othersInList", _words.Number(others)) : null);
    }

    private List<string> OfPlan(string plan, params IEnumerable<string> parts) =>
        [.. parts.Where(p => p.Length > 0), .. _mail.PlanTitles.Count > 1 ? [plan] : Array.Empty<string>()];

    private DigestRank Rank(DigestDepartment d, int? rank) => new(
        rank,
        d.Name,
        d.Lights,
        $"{_words.Number(d.Overdue)}/{_words.Number(d.Total)}",
        d.OverdueLastWeek is { } last ? Arrow(d.Overdue - last) : "");

    private string Arrow(int change) => change switch
    {
        0 => "–",
        > 0 => "↑" + _words.Number(change),
        _ => "↓" + _words.Number(-change),
    };

    private string Signed(int change) => change switch
    {
        0 => "±0",
        > 0 => "+" + _words.Number(change),
        _ => "−" + _words.Number(-change),
    };
}

/// <param name="Change">Against last week; null in the first week.</param>
public sealed record DigestTotal(MailLight Light, string Word, string Number, string? Change);

/// <param name="Note">What follows the lines: how many more there are, or that there are none.</param>
public sealed record DigestList(string Heading, IReadOnlyList<DigestLine> Lines, string? Note);

public sealed record DigestLine(MailLight Light, string Heading, IReadOnlyList<string> Parts, MailLink? Link);

/// <param name="Share">Overdue of all, e.g. 2/11.</param>
/// <param name="Change">The overdue ones against last week, e.g. ↑1; empty where nothing is known.</param>
public sealed record DigestRank(int? Rank, string Name, LightTotals Lights, string Share, string Change);
