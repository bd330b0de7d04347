using System.Text;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>What came of reading a document.</summary>
/// <param name="Draft">A plan that a person has to look at; null where the document is no plan, and then <paramref name="Warnings"/> says why.</param>
/// <param name="Warnings">The draft's warnings too, in the order of the lines.</param>
public sealed record ImportResult(PlanFile? Draft, IReadOnlyList<PlanWarning> Warnings);

/// <summary>Turns a plan document into a draft plan: lines, blocks, headings, tasks, then what each task says. Nothing is looked up outside the document.</summary>
public static class PlanImporter
{
    /// <param name="fileName">Named as the draft's source; its stem becomes the draft's id.</param>
    /// <param name="content">A text document, UTF-8 or GB18030.</param>
    public static ImportResult Import(string fileName, byte[] content)
    {
        string text;
        try
        {
            text = SourceText.Decode(content);
        }
        catch (DecoderFallbackException)
        {
            return Unreadable("not-text", "The file is neither UTF-8 nor GB18030 text.");
        }

        var blocks = BlockReader.Read(SourceText.Lines(text));
        var headings = Outline.Read(blocks);
        var tasks = TaskReader.Tasks(headings);
        if (tasks.Count == 0)
        {
            return Unreadable("no-tasks", "No numbered heading with text of its own was found in a chapter that says what will be done.");
        }

        var beforeFirst = blocks.OfType<Paragraph>().TakeWhile(p => p.First != headings[0].First).ToList();
        var title = PlanHead.Title(beforeFirst) ?? Path.GetFileNameWithoutExtension(fileName);
        if (PlanHead.Period(title, blocks.OfType<Paragraph>().Select(p => p.Text)) is not { } period)
        {
            return Unreadable("no-period", "The document does not say for which years it plans.");
        }

        var draft = Draft.Of(blocks, headings, tasks, period) with
        {
            Id = Path.GetFileNameWithoutExtension(fileName),
            Title = title,
            Region = PlanHead.Region(title),
            Source = new PlanSource(Path.GetFileName(fileName), SourceText.Sha256(content)),
        };
        return new ImportResult(draft, draft.Warnings);
    }

    private static ImportResult Unreadable(string code, string message) => new(null, [new PlanWarning(1, code, message)]);
}
