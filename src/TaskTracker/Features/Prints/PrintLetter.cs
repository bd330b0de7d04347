using System.Globalization;
using TaskTracker.Letters;

namespace TaskTracker.Features.Prints;

/// <summary>约谈函, 整改通知, 延期批复.</summary>
internal enum LetterKind { Talk, Rectify, Extension }

/// <summary>The draft of a letter about a responsibility.</summary>
internal sealed class PrintLetter(ReadLetterSubject read)
{
    private static readonly PrintWords Words = PrintWords.Chinese;

    public async Task<PrintOutcome> HandleAsync(int id, LetterKind kind, CancellationToken cancel = default)
    {
        if (await read.GetAsync(id, cancel) is not { } about)
        {
            return PrintRefusal.NoResponsibility;
        }

        return kind == LetterKind.Extension && about.Extension is null
            ? PrintRefusal.NoExtension
            : new Print(string.Create(CultureInfo.InvariantCulture, $"{Words[$"kind.{kind}"]}-{about.Id}.docx"), LetterFile.Write(Of(about, kind)));
    }

    public static OfficialLetter Of(LetterSubject about, LetterKind kind) => kind switch
    {
        LetterKind.Talk => Letter(about, Words.Format("talk.title", PrintedText.OneLine(about.Department)), Talk(about)) with { IsCorrespondence = true, Number = about.Talk?.Number, Signer = about.Talk?.Signer, Date = about.Talk?.On },
        LetterKind.Rectify => Letter(about, Words.Format("rectify.title", SubjectWords.Bare(about.Task)), Rectify(about)),
        _ => Letter(about, Words.Format("extension.title", SubjectWords.Bare(about.Task)), Extension(about)) with { IsCorrespondence = true },
    };

    private static OfficialLetter Letter(LetterSubject about, string title, IEnumerable<LetterBlock> body) =>
        new() { Issuer = about.Issuer, Title = title, To = [about.Department], Body = [.. body] };

    private static IEnumerable<LetterBlock> Talk(LetterSubject about) =>
    [
        new LetterParagraph(Opening("talk.opening", about)),
        .. SubjectWords.Standing(about).Select(line => new LetterParagraph(line)),
        new LetterParagraph(Words["talk.opening.2"]),
        new LetterHeading(1, Words["talk.time"], Words["talk.time.text"]),
        new LetterHeading(1, Words["talk.place"], Words["talk.place.text"]),
        new LetterHeading(1, Words["talk.people"], Words["talk.people.text"]),
        new LetterHeading(1, Words["talk.subject"], Words["talk.subject.text"]),
        new LetterParagraph(Words["talk.material"]),
    ];

    private static IEnumerable<LetterBlock> Rectify(LetterSubject about) =>
    [
        new LetterParagraph(Opening("rectify.opening", about)),
        new LetterHeading(1, Words["rectify.problems"]),
        .. SubjectWords.Standing(about).Select(line => new LetterParagraph(line)),
        new LetterHeading(1, Words["rectify.demands"]),
        .. Enumerable.Range(1, 3).Select(i => new LetterHeading(2, Words[$"rectify.demand.{i}"], Words[$"rectify.demand.{i}.text"])),
        new LetterHeading(1, Words["rectify.until"]),
        new LetterParagraph(Words["rectify.until.text"]),
    ];

    private static IEnumerable<LetterBlock> Extension(LetterSubject about) =>
    [
        new LetterParagraph(Words.Format("extension.opening", PrintedText.Titled(about.Plan), SubjectWords.Numbered(about))),
        new LetterHeading(1, Words["extension.granted"], Words.Format("extension.granted.text", SubjectWords.Bare(about.Extension!.Milestone), Words.Day(about.Extension.From), Words.Day(about.Extension.Until))),
        new LetterHeading(1, Words["extension.reason"], SubjectWords.Bare(about.Extension.Reason) + "。"),
        new LetterHeading(1, Words["extension.demand"], Words["extension.demand.text"]),
        new LetterParagraph(Words["extension.end"]),
    ];

    private static string Opening(string key, LetterSubject about) => Words.Format(key, PrintedText.Titled(about.Plan), SubjectWords.Numbered(about), SubjectWords.Role(about));
}
