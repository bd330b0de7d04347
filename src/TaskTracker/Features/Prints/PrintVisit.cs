using System.Globalization;
using TaskTracker.Domain.Progress;
using TaskTracker.Letters;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Prints;

/// <summary>The draft of a letter about a visit, call or talk that was recorded: what was found, what was agreed.</summary>
internal sealed class PrintVisit(TrackerDb db, ReadLetterSubject read)
{
    private static readonly PrintWords Words = PrintWords.Chinese;

    /// <param name="number">Of the responsibility's visits, from 1.</param>
    public async Task<PrintOutcome> HandleAsync(int id, int number, CancellationToken cancel = default)
    {
        if (await read.GetAsync(id, cancel) is not { } about)
        {
            return PrintRefusal.NoResponsibility;
        }

        var visits = (await AuditTrail.ProgressAsync(db, [id], cancel))[id].Select(h => h.Event).OfType<VisitRecorded>().ToList();
        return number < 1 || number > visits.Count ? PrintRefusal.NoVisit
            : new Print(string.Create(CultureInfo.InvariantCulture, $"{Words["kind.Visit"]}-{about.Id}-{number}.docx"), LetterFile.Write(Of(about, visits[number - 1])));
    }

    public static OfficialLetter Of(LetterSubject about, VisitRecorded visit) => new()
    {
        Issuer = about.Issuer,
        Title = Words.Format($"visit.title.{visit.Kind}", PrintedText.OneLine(about.Department)),
        To = [about.Department],
        IsCorrespondence = true,
        Body =
        [
            new LetterParagraph(Words.Format("visit.opening", Words.Day(visit.HeldOn), PrintedText.Titled(about.Plan), SubjectWords.Numbered(about), SubjectWords.Role(about), Words[$"visit.how.{visit.Kind}"], PrintedText.OneLine(visit.Who))),
            new LetterHeading(1, Words["visit.found"]),
            new LetterParagraph(SubjectWords.Bare(visit.Said) + "。"),
            new LetterHeading(1, Words["visit.standing"]),
            .. SubjectWords.Standing(about).Select(line => new LetterParagraph(line)),
            new LetterHeading(1, Words["visit.agreed"]),
            new LetterParagraph(visit.Next.Length == 0 ? Words["visit.agreed.none"] : SubjectWords.Bare(visit.Next) + "。"),
            new LetterParagraph(Words["visit.end"]),
        ],
    };
}
