using TaskTracker.Domain.Evaluation;

namespace TaskTracker.Features.Parts;

/// <param name="Group">The heading the rows stand under; rows of one group follow each other.</param>
public sealed record GanttRow(string Group, string Number, string Title, string Href, Light? Worst, IReadOnlyList<GanttMark> Marks);

/// <summary>Milestones of one task that share date, origin and text.</summary>
/// <param name="Printed">By the plan itself, not by the year breakdown.</param>
/// <param name="Light">Blue where all responsibilities have closed it.</param>
/// <param name="Open">Responsibilities for which it is still open, of <paramref name="Of"/>.</param>
public sealed record GanttMark(DateOnly Due, bool Printed, string Text, Light Light, int Open, int Of)
{
    public bool Done => Open == 0 && Of > 0;

    public bool IsLate(DateOnly today) => Open > 0 && Due < today;
}
