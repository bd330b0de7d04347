using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>What a person should look at: things the document leaves open, and places where it contradicts itself.</summary>
internal static class Consistency
{
    public static IEnumerable<PlanWarning> Departments(IReadOnlyList<(PlanFileTask Task, int BracketLine)> tasks)
    {
        if (tasks.All(t => t.Task.Responsible.Count == 0))
        {
            yield return new PlanWarning(tasks[0].Task.Span!.Line, "no-body", $"{tasks.Count}项任务均未写明责任单位。");
            yield break;
        }

        foreach (var (task, line) in tasks)
        {
            if (task.Responsible.Count == 0)
            {
                yield return new PlanWarning(task.Span!.Line, "no-body", $"“{task.Title}”未写明责任单位。");
            }

            foreach (var share in task.Responsible.Where(s => s.AsPrinted != s.Department))
            {
                yield return new PlanWarning(line, "department-alias", $"“{share.AsPrinted}”按“{share.Department}”登记。");
            }

            foreach (var twice in task.Responsible.GroupBy(s => s.Department).Where(g => g.Count() > 1))
            {
                yield return new PlanWarning(line, "department-twice", $"“{twice.Key}”在同一任务中出现{twice.Count()}次。");
            }
        }
    }

    public static IEnumerable<PlanWarning> NumberForm(Heading heading)
    {
        if (heading is { Marker.Level: MarkerLevel.ArabicBracket } && heading.Above?.Below.Exists(h => h.Marker?.Level == MarkerLevel.Bracket) == true)
        {
            yield return new PlanWarning(heading.First.Number, "number-form", $"编号印作（{heading.Marker.Number}），同级其他编号为中文数字。");
        }
    }

    public static IEnumerable<PlanWarning> Targets(IReadOnlyList<(PlanIndicator Indicator, SourceLine Line)> indicators) => IndicatorFindings.Of(indicators);

    /// <summary>Numbers of the tasks' text and the boxes that differ from the indicator table's.</summary>
    public static IEnumerable<PlanWarning> Contradictions(IEnumerable<Paragraph> paragraphs, IReadOnlyList<PlanIndicator> indicators) =>
        Import.Contradictions.In([.. paragraphs], indicators);

    /// <summary>The same over a whole document, the chapters of what was reached and what is aimed at included: what they say of the base year is held against the baselines.</summary>
    public static IEnumerable<PlanWarning> Contradictions(IReadOnlyList<Block> blocks, IReadOnlyList<PlanIndicator> indicators) => Import.Contradictions.In(blocks, indicators);

    public static IEnumerable<PlanWarning> Sums(InstitutionTableReader.Read table) => TableFindings.Sums(table);

    /// <summary>Sums that don't add up, and institutions that stand twice.</summary>
    public static IEnumerable<PlanWarning> Tables(InstitutionTableReader.Read table) => TableFindings.Of(table);

    public static IEnumerable<PlanWarning> Boxes(Box box) => BoxFindings.Of(box);
}
