using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Notices;

namespace TaskTracker.Domain.Rehearsal;

/// <summary>What the ledger held about one subject over a span of sweeps.</summary>
/// <param name="Name">What the subject is called in every year and period: <c>report:7</c> for <c>report:7:2024Q3</c>.</param>
/// <param name="Stages">In the order in which they came about; the first is there at the first sweep.</param>
public sealed record Course(string Name, IReadOnlyList<Stage> Stages)
{
    /// <param name="subject">As in <see cref="SubjectRef.Key"/>.</param>
    public static string NameOf(string subject) => string.Join(':', subject.Split(':').Take(2));
}

/// <param name="Sweep">The number of the first sweep that finds it so, counted from 0.</param>
/// <param name="AssessedOn">The day on which a command brought it about, which at once ends what no longer holds; null where only the next sweep looks.</param>
/// <param name="Subject">Null while there is no such subject.</param>
public sealed record Stage(int Sweep, DateOnly? AssessedOn, Watched? Subject);

/// <summary>A rule that held before the first sweep of a rehearsal.</summary>
/// <param name="RuleVersion">The rule's version then, as the engine tells it.</param>
/// <param name="Last">The latest notice of the episode; null where none was written.</param>
public sealed record RunningSignal(string Subject, string Workflow, string Rule, string RuleVersion, DateOnly Since, EarlierNotice? Last);
