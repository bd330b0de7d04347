using System.Text.RegularExpressions;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>The fourth stage: which headings are tasks. A task is a lowest heading with text of its own, in a chapter that says what will be done.</summary>
internal static partial class TaskReader
{
    /// <summary>A longer heading says what will be done even where it has one of the background's words in it.</summary>
    private const int LongestBackgroundTitle = 14;

    public static IReadOnlyList<Heading> Tasks(IReadOnlyList<Heading> headings) =>
        [.. headings.Where(h => h.Below.Count == 0 && h.OwnText.Length > 0 && h.Above is not null && !h.Outwards.Any(IsBackground))];

    public static TaskKind KindOf(Heading task, IReadOnlyList<Heading> headings)
    {
        var chapter = task.Outwards.Last();
        var lastChapter = headings.Last(h => h.Above is null);
        return chapter == lastChapter && Safeguard().IsMatch(chapter.Title) ? TaskKind.Safeguard : TaskKind.Task;
    }

    public static string KeyOf(Heading task) => string.Join("/", task.Outwards.Reverse().Select(h => h.Marker.Number));

    private static bool IsBackground(Heading heading) => heading.Title.Length <= LongestBackgroundTitle && Background().IsMatch(heading.Title);

    [GeneratedRegex("背景|形势|现状|回顾|成就|成效|成绩|机遇|挑战|(发展|现有|工作)基础$|发展环境|(主要|存在的?)问题|总体(要求|思路|目标)|指导思想|(基本|规划|工作)原则|(发展|规划|主要|工作)目标|发展思路|编制依据")]
    private static partial Regex Background();

    [GeneratedRegex("保障|组织实施|规划实施|组织领导|监督|考核|评估")]
    private static partial Regex Safeguard();
}
