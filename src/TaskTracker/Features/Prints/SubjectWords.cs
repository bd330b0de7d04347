using TaskTracker.Letters;
using TaskTracker.Words;

namespace TaskTracker.Features.Prints;

/// <summary>What letters say about a responsibility.</summary>
internal static class SubjectWords
{
    private static readonly PrintWords Words = PrintWords.Chinese;

    /// <summary>《规划》 and the task's number in it.</summary>
    public static string Basis(LetterSubject about) => PrintedText.Titled(about.Plan) + Numbered(about);

    public static string Numbered(LetterSubject about) => PrintedText.OneLine($"{about.Number} {about.Task}");

    public static string Role(LetterSubject about) => LedgerWords.Chinese.Of(about.Role);

    /// <summary>An overdue milestone without its full stop, which the letter sets.</summary>
    public static string Late(OpenMilestone milestone) => Words.Format(milestone.FirstDue is null ? "letter.item" : "letter.itemMoved",
        Bare(milestone.Text), Words.Day(milestone.Due), milestone.Workdays, Words.Day(milestone.FirstDue)) + "。";

    /// <summary>What is late; where nothing is, what is open; and what was reported last.</summary>
    public static IEnumerable<string> Standing(LetterSubject about)
    {
        var late = about.Open.Where(m => m.Workdays > 0).Select(Late).ToList();
        foreach (var line in late.Count > 0 ? late : about.Open.Select(m => Words.Format("letter.open", Bare(m.Text), Words.Day(m.Due)) + "。"))
        {
            yield return line;
        }

        if (about.LastReport is { } report)
        {
            yield return Words.Format("letter.lastReport", LedgerWords.Chinese.Period(report.Period), LedgerWords.Chinese.Of(report.State), report.Percent, PrintedText.OneLine(report.Done));
        }
    }

    public static string Bare(string text) => PrintedText.OneLine(text).TrimEnd('。', '；', '，', '.', ';');
}
