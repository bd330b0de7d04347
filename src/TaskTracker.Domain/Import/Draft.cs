using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>The last stage: puts together what the readers found.</summary>
internal static class Draft
{
    public static PlanFile Of(PlanBody body, IReadOnlyList<Heading> headings, IReadOnlyList<FoundTask> tasks, PlanPeriod period, IReadOnlyList<PlanDepartment> registry)
    {
        var names = new DepartmentNames(tasks.SelectMany(t => t.Duty.Shares).Select(s => s.Name), registry);
        var keys = new Dictionary<string, int>();
        var tables = body.Blocks.Concat(body.Annexes).OfType<Table>().ToList();
        var indicators = tables.SelectMany(IndicatorReader.Read).ToList();
        var institutions = tables.Select(InstitutionTableReader.ReadTable).OfType<InstitutionTableReader.Read>().ToList();
        var lastChapter = tasks[^1].Chapter is { } last && TaskReader.IsSafeguard(last) ? last : null;
        var drafted = tasks.Select(t => Task(t, lastChapter, names, Unique(t.Key, keys), period)).ToList();
        var boxes = body.Blocks.OfType<Box>().ToList();
        return new PlanFile
        {
            Id = "",
            Title = "",
            Region = "",
            Period = period,
            Departments = names.All,
            Tasks = drafted,
            Indicators = [.. indicators.Select(i => i.Indicator)],
            Projects = [.. boxes.Select(BoxReader.Read)],
            Tables = [.. institutions.Select(t => t.Table)],
            Warnings =
            [
                .. TaskFindings.Responsible([.. tasks.Zip(drafted)], names)
                    .Concat(tasks.SelectMany(t => Dates(t, period)))
                    .Concat(headings.SelectMany(TaskFindings.NumberForm))
                    .Concat(IndicatorFindings.Of(indicators))
                    .Concat(Contradictions.In(body.Blocks, [.. indicators.Select(i => i.Indicator)]))
                    .Concat(institutions.SelectMany(TableFindings.Of))
                    .Concat(boxes.SelectMany(BoxFindings.Of))
                    .OrderBy(w => w.Line),
            ],
        };
    }

    private static PlanFileTask Task(FoundTask task, Heading? safeguards, DepartmentNames names, string key, PlanPeriod period)
    {
        var due = DeadlineCell.Read(task.DueCell, period);
        var milestones = Deadlines.Milestones(task.Wording, period);
        return new PlanFileTask
        {
            Key = key,
            Number = task.Number,
            Title = task.Title,
            Path = task.Path,
            Kind = safeguards is not null && task.Chapter == safeguards ? TaskKind.Safeguard : TaskKind.Task,
            Responsible = [.. task.Duty.Shares.Select(s => new PlanShare(names.OfficialOf(s.Name), s.Name, s.Role))],
            OpenEnded = task.Duty.OpenEnded,
            Dispatch = task.Duty.Dispatch,
            Milestones = [.. milestones.Concat(due.Dues.Where(d => milestones.All(m => m.Due != d)).Select(d => new PrintedMilestone(d, task.Title))).OrderBy(m => m.Due)],
            Recurring = [.. Deadlines.Recurring(task.Wording).Union(due.Recurring).Order()],
            Text = task.Text,
            Span = new TextSpan(task.First.Number, task.First.Start, task.Last.End - task.First.Start),
        };
    }

    /// <summary>What a person should look at in the dates of a task.</summary>
    private static IEnumerable<PlanWarning> Dates(FoundTask task, PlanPeriod period)
    {
        if (DeadlineCell.Read(task.DueCell, period).WithoutYear)
        {
            yield return new PlanWarning(task.Last.Number, "date-without-year", $"“{task.Title}”的完成时限“{task.DueCell}”未写明年份。");
        }

        foreach (var finding in Deadlines.Findings(task.Wording, period).Where(f => task.DueCell.Length == 0 || f.Code != "date-without-year"))
        {
            yield return new PlanWarning(LineAt(task, finding.At), finding.Code, finding.Text);
        }
    }

    /// <summary>The line of the paragraph that the place in the wording lies in; title and paragraphs stand one a line there.</summary>
    private static int LineAt(FoundTask task, int at)
    {
        var index = task.Wording.AsSpan(0, Math.Min(at, task.Wording.Length)).Count('\n') - 1;
        var paragraphs = task.Paragraphs.Where(p => p.Text.Length > 0).ToList();
        return index >= 0 && index < paragraphs.Count ? paragraphs[index].First.Number : task.First.Number;
    }

    /// <param name="given">How often each key was asked for: a document may say （一） a hundred thousand times.</param>
    private static string Unique(string key, Dictionary<string, int> given)
    {
        var count = given[key] = given.GetValueOrDefault(key) + 1;
        return count == 1 ? key : Unique($"{key}#{count}", given);
    }
}
