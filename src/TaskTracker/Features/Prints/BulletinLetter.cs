using System.Globalization;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Features.Parts;
using TaskTracker.Letters;

namespace TaskTracker.Features.Prints;

/// <summary>A month's figures in the words of an office.</summary>
internal static class BulletinLetter
{
    private static readonly PrintWords Words = PrintWords.Chinese;

    /// <param name="ranked">False: the departments stand by name, without a place.</param>
    public static OfficialLetter Of(Bulletin bulletin, bool ranked)
    {
        var (year, month, plan) = (bulletin.Until.Year, bulletin.Until.Month, PrintedText.Titled(bulletin.Plan));
        List<LetterAttachment> attachments = [.. bulletin.Overdue.Count == 0 ? [] : new[] { Items(bulletin) }, .. bulletin.Indicators.Count == 0 ? [] : new[] { Indicators(bulletin) }];
        return new()
        {
            Issuer = bulletin.Issuer, Title = Words.Format("bulletin.title", plan, year, month), To = [Words["bulletin.to"]], Attachments = attachments,
            Body =
            [
                new LetterParagraph(Words.Format("bulletin.opening", plan, year, month, Words.Day(bulletin.Until))),
                .. Overall(bulletin),
                .. bulletin.Overdue.Count == 0 ? [new LetterHeading(1, Words["bulletin.departments"]), new LetterParagraph(Words.Format("bulletin.none", Words.Day(bulletin.Until)))] : Late(bulletin, ranked, attachments.Count),
                .. OnIndicators(bulletin, attachments.Count),
                new LetterHeading(1, Words["bulletin.demands"]), new LetterParagraph(Words["bulletin.demands.text"]),
            ],
        };
    }

    private static IEnumerable<LetterBlock> Overall(Bulletin bulletin)
    {
        var lights = bulletin.Lights;
        yield return new LetterHeading(1, Words["bulletin.overall"]);
        yield return new LetterParagraph(Words.Format("bulletin.overall.text", bulletin.Tasks, lights.Total, bulletin.Departments.Count, Words.Day(bulletin.Until), lights.Blue,
            Percent(lights.Blue, lights.Total), lights.Total - lights.Blue, lights.Green, lights.Yellow, lights.Red, lights.Grey));
        yield return new LetterParagraph(bulletin.MonthDue == 0
            ? Words.Format("bulletin.month.none", bulletin.Until.Month, bulletin.MonthLate)
            : Words.Format("bulletin.month.text", bulletin.Until.Month, bulletin.MonthDue, bulletin.MonthMet, bulletin.MonthLate));
    }

    private static IEnumerable<LetterBlock> Late(Bulletin bulletin, bool ranked, int attachments)
    {
        var late = bulletin.Departments.Where(d => d.Of.Overdue > 0).ToList();
        yield return new LetterHeading(1, Words["bulletin.departments"]);
        yield return new LetterParagraph(Words.Format("bulletin.overdue.text", Words.Day(bulletin.Until), late.Sum(d => d.Of.Overdue), late.Count, bulletin.Departments.Count - late.Count));
        var inTable = ranked ? late.Where(d => d.Ranked).ToList() : [.. late.OrderBy(d => d.Of.Name, StringComparer.Ordinal)];
        if (inTable.Count > 0)
        {
            yield return new LetterParagraph(ranked ? Words.Format("bulletin.ranked", DepartmentRanking.RankedFrom) : Words["bulletin.notRanked"]);
            yield return new LetterTable([10, 32, 14, 14, 14, 16], [Words["head.rank"], Words["head.department"], Words["head.total"], Words["head.overdue"], Words["head.share"], Words["head.longest"]],
                [.. inTable.Select((d, i) => new LetterTableRow([Plain(i + 1), d.Of.Name, Plain(d.Of.Total), Plain(d.Of.Overdue), Percent(d.Of.Overdue, d.Of.Total), Plain(d.LongestWorkdays)]))]);
        }

        if (ranked && late.Where(d => !d.Ranked).ToList() is { Count: > 0 } small)
        {
            yield return new LetterParagraph(Words.Format("bulletin.unranked", DepartmentRanking.RankedFrom,
                string.Join('、', small.Select(d => Words.Format("bulletin.unranked.one", PrintedText.OneLine(d.Of.Name), d.Of.Total, d.Of.Overdue)))));
        }

        yield return new LetterHeading(1, Words["bulletin.items"]);
        yield return new LetterParagraph(Words.Format("bulletin.items.text", bulletin.Overdue.Count, bulletin.Overdue.Max(o => o.Workdays), attachments > 1 ? "1" : ""));
    }

    private static IEnumerable<LetterBlock> OnIndicators(Bulletin bulletin, int attachments) => bulletin.Indicators.Count == 0 ? [] :
    [
        new LetterHeading(1, Words["bulletin.indicators"]),
        new LetterParagraph(Words.Format("bulletin.indicators.text", bulletin.Indicators.Count, bulletin.IndicatorYear, bulletin.Count(IndicatorVerdict.Reached), bulletin.Count(IndicatorVerdict.Missed),
            bulletin.Count(IndicatorVerdict.NotReported), bulletin.Count(IndicatorVerdict.NoTarget), attachments > 1 ? "2" : "")),
    ];

    private static LetterAttachment Items(Bulletin bulletin) => new(Words["bulletin.items.title"],
    [
        new LetterTable([9, 27, 17, 21, 16, 11], [Words["head.rank"], Words["head.task"], Words["head.department"], Words["head.milestone"], Words["head.due"], Words["head.days"]],
            [.. bulletin.Overdue.Select((o, i) => new LetterTableRow([Plain(i + 1), $"{o.Number} {o.Task}", o.Department, o.Milestone, o.Due.Iso(), Plain(o.Workdays)]))]),
    ]);

    private static LetterAttachment Indicators(Bulletin bulletin) => new(Words["bulletin.indicators.title"],
    [
        new LetterTable([9, 34, 13, 15, 15, 15],
            [Words["head.rank"], Words["head.indicator"], Words["head.nature"], Words.Format("head.target", bulletin.IndicatorYear), Words.Format("head.value", bulletin.IndicatorYear), Words["head.verdict"]],
            [.. bulletin.Indicators.Select((x, i) => new LetterTableRow([Plain(i + 1), x.Name, Given(x.Nature), Given(x.Target), Given(x.Value), Words[$"verdict.{x.Verdict}"]]))]),
    ]);

    private static string Given(string text) => text.Length == 0 ? Words["missing"] : text;

    private static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Percent(int part, int whole) => whole == 0 ? "0%" : (100m * part / whole).ToString("0.#", CultureInfo.InvariantCulture) + "%";
}
