using System.Text.RegularExpressions;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>What a person should look at in the tasks: who is responsible, and how they are numbered.</summary>
internal static partial class TaskFindings
{
    public static IEnumerable<PlanWarning> Responsible(IReadOnlyList<(FoundTask Found, PlanFileTask Task)> tasks, DepartmentNames names)
    {
        if (tasks.All(t => t.Task.Responsible.Count == 0))
        {
            yield return new PlanWarning(tasks[0].Found.First.Number, "no-body", $"{tasks.Count}项任务均未写明责任单位。");
        }
        else
        {
            foreach (var (found, task) in tasks.Where(t => t.Task.Responsible.Count == 0))
            {
                yield return new PlanWarning(found.First.Number, "no-body", $"“{task.Title}”未写明责任单位。");
            }
        }

        var told = new HashSet<string>();
        foreach (var (found, task) in tasks)
        {
            var line = found.Duty.Line?.Number ?? found.First.Number;
            if (found.Duty.Inherited)
            {
                yield return new PlanWarning(line, "shared-bracket", $"“{task.Title}”的责任单位取自上一级，请核对。");
            }

            foreach (var share in task.Responsible)
            {
                if (told.Add(share.AsPrinted) && About(share, names) is var (code, text))
                {
                    yield return new PlanWarning(line, code, text);
                }
            }

            foreach (var twice in task.Responsible.GroupBy(s => s.Department).Where(g => g.Count() > 1).Select(g => g.Key).Concat(found.Duty.Twice).Distinct())
            {
                yield return new PlanWarning(line, "department-twice", $"“{twice}”在同一任务中出现不止一次，请核对角色。");
            }

            foreach (var (at, body) in InText(found, task))
            {
                yield return new PlanWarning(at, "body-in-text", $"正文提到由“{body}”牵头或负责，责任单位中没有，请核对。");
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

    /// <summary>Each name is spoken of once, where it first stands.</summary>
    private static (string Code, string Text)? About(PlanShare share, DepartmentNames names) => share switch
    {
        _ when names.IsUnknown(share.AsPrinted) => ("department-unknown", $"部门名录中没有“{share.AsPrinted}”，请新建、对应到已有部门或作为成组单位。"),
        _ when share.AsPrinted != share.Department => ("department-alias", $"“{share.AsPrinted}”按“{share.Department}”登记。"),
        _ when BodyName.IsGroup(share.Department) => ("group", $"“{share.Department}”是一组单位，发布时展开为成员。"),
        _ => null,
    };

    private static IEnumerable<(int Line, string Body)> InText(FoundTask found, PlanFileTask task) =>
        from paragraph in found.Paragraphs
        from match in Led().Matches(paragraph.Text).Take(5)
        let body = match.Groups["body"].Value
        where BodyName.LooksLike(body) && !BodyName.IsGroup(body) && task.Responsible.All(r => !r.AsPrinted.EndsWith(body, StringComparison.Ordinal) && r.Department != body)
        select (paragraph.First.Number, body);

    [GeneratedRegex("由(?<body>[\u4e00-\u9fff]{2,14}?(?:局|委|办|部|厅|政府|办公室|中心|公司))(?:牵头|负责|会同)")]
    private static partial Regex Led();
}
