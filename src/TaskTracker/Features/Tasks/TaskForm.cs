using System.Security.Cryptography;
using System.Text;
using TaskTracker.Domain.Plans;
using TaskTracker.Features.Progress;

namespace TaskTracker.Features.Tasks;

/// <summary>What a form about a task brings along besides what was typed.</summary>
/// <param name="Key">Given out with the form; the same form sent twice counts once.</param>
/// <param name="Seen">Of <see cref="MarkOf"/> when the form was shown.</param>
internal sealed record TaskForm(string Key, string Seen)
{
    public string DigestOf(int taskId, string title, IReadOnlyDictionary<string, DateOnly> due, string decision) =>
        new FormStamp(Key, taskId).DigestOf(new { taskId, title, Due = due.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => $"{d.Key} {d.Value:O}"), decision });

    /// <summary>Tells whether a task's title and dates are still what was shown.</summary>
    public static string MarkOf(PlanTask task) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        task.Title + "\n" + string.Join('\n', Adjustable(task).Select(m => $"{m.Key} {m.Due:O}")))))[..16];

    /// <summary>The milestones whose dates hold for somebody.</summary>
    public static IEnumerable<Milestone> Adjustable(PlanTask task) => task.Milestones.Where(m => m.Origin != MilestoneOrigin.Superseded).OrderBy(m => m.Due).ThenBy(m => m.Id);
}
