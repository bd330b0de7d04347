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
    /// <summary>News and reports number a few paragraphs too; more numbered headings are somebody's plan, whatever its title.</summary>
    private const int MostTasksOfOtherTexts = 8;

    /// <summary>Years of text that lie farther apart are not one plan's.</summary>
    private const int LongestPlan = 5;

    public static ImportResult Import(SourceDocument document, ImportContext context)
    {
        var body = PlanBody.Of(BlockReader.Read(document));
        var headings = ListItems.Fold(Outline.Read(body.Blocks.OfType<Paragraph>()));
        var tasks = FoundTasks.In(body, headings);
        if (tasks.Count == 0)
        {
            return Unreadable("no-tasks", "没有找到任务：没有带编号、下面有正文的标题，也没有任务表。请确认这是规划、方案或任务清单，文字没有乱码（请存为 UTF-8 或 GB18030）。 No task was found: no numbered heading with text of its own and no task table. Check that this is a plan and not garbled; save text as UTF-8 or GB18030.");
        }

        if (body.Title is null && !tasks.Any(t => t.Duty.Shares.Count > 0) && (tasks.Count <= MostTasksOfOtherTexts || body.Head.Any(p => PlanHead.IsReport(p.Text))))
        {
            return Unreadable("no-plan", "这不像规划：没有规划的标题，也没有写明任何责任单位。如果是规划，请补上标题后再导入。 This does not look like a plan: it has no plan's title, and nobody is responsible for anything. If it is one, add its title and import again.");
        }

        var found = new List<PlanWarning>(document.Findings);
        var stem = Path.GetFileNameWithoutExtension(document.FileName);
        var title = body.Title ?? stem;
        if (body.Title is null)
        {
            found.Add(new PlanWarning(1, "title-missing", $"没有找到规划标题，暂用文件名“{stem}”。"));
        }

        var region = PlanHead.Region(title, body.Head.Select(p => p.Text));
        if (region.Length == 0)
        {
            found.Add(new PlanWarning(1, "region-missing", "没有找到规划所属的地区，请填写。"));
        }

        var period = PlanHead.Period(title, body.Head.Select(p => p.Text), body.Blocks.OfType<Paragraph>().Select(p => p.Text));
        if (period is null)
        {
            period = Guessed(tasks, context.Today.Year);
            found.Add(new PlanWarning(1, "period-missing", $"没有找到规划期限，暂按{period.Start.Year}年至{period.End.Year}年。"));
        }

        var draft = Draft.Of(body, headings, tasks, period, context.Departments.GetValueOrDefault(region) ?? []) with
        {
            Id = stem,
            Title = title,
            Region = region,
            Source = new PlanSource(document.FileName, document.Sha256),
        };
        draft = draft with { Warnings = [.. found.Concat(draft.Warnings).OrderBy(w => w.Line)] };
        return new ImportResult(draft, draft.Warnings);
    }

    /// <summary>The years by which tasks are due: as a table's cells say, else the last ones that the tasks' texts name.</summary>
    private static PlanPeriod Guessed(IReadOnlyList<FoundTask> tasks, int thisYear)
    {
        var years = tasks.SelectMany(t => PlanHead.YearsIn(t.DueCell)).ToList();
        if (years.Count == 0)
        {
            var named = tasks.SelectMany(t => PlanHead.YearsIn(t.Wording)).Where(y => y <= thisYear + LongestPlan).DefaultIfEmpty(thisYear).ToList();
            years = [.. named.Where(y => y > named.Max() - LongestPlan)];
        }

        return new PlanPeriod(new DateOnly(years.Min(), 1, 1), new DateOnly(years.Max(), 12, 31));
    }

    private static ImportResult Unreadable(string code, string message) => new(null, [new PlanWarning(1, code, message)]);
}
