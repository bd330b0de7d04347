using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>What came of reading a document.</summary>
/// <param name="Draft">A plan that a person has to look at; null where the document is no plan, and then <paramref name="Warnings"/> says why.</param>
/// <param name="Warnings">The draft's warnings too, in the order of the lines.</param>
public sealed record ImportResult(PlanFile? Draft, IReadOnlyList<PlanWarning> Warnings);

/// <summary>What is known before a document is read.</summary>
/// <param name="Today">The year that a document means which names none.</param>
public sealed record ImportContext(DateOnly Today)
{
    /// <summary>The departments in the registry, by region.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<PlanDepartment>> Departments { get; init; } = new Dictionary<string, IReadOnlyList<PlanDepartment>>();
}

/// <summary>Turns a plan document into a draft plan: lines, blocks, headings, tasks, then what each task says. Pure: nothing is looked up outside its arguments.</summary>
public static class PlanImporter
{
    public static ImportResult Import(SourceDocument document, ImportContext context)
    {
        var blocks = BlockReader.Read(document);
        var headings = Outline.Read(blocks);
        var tasks = TaskReader.Tasks(headings);
        if (tasks.Count == 0)
        {
            return Unreadable("no-tasks", "No numbered heading with text of its own was found in a chapter that says what will be done.");
        }

        var beforeFirst = blocks.OfType<Paragraph>().TakeWhile(p => p.First != headings[0].First).ToList();
        var title = PlanHead.Title(beforeFirst) ?? Path.GetFileNameWithoutExtension(document.FileName);
        if (PlanHead.Period(title, blocks.OfType<Paragraph>().Select(p => p.Text)) is not { } period)
        {
            return Unreadable("no-period", "The document does not say for which years it plans.");
        }

        var draft = Draft.Of(blocks, headings, tasks, period) with
        {
            Id = Path.GetFileNameWithoutExtension(document.FileName),
            Title = title,
            Region = PlanHead.Region(title),
            Source = new PlanSource(document.FileName, document.Sha256),
        };
        return new ImportResult(draft, draft.Warnings);
    }

    private static ImportResult Unreadable(string code, string message) => new(null, [new PlanWarning(1, code, message)]);
}
