using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Notices;
using TaskTracker.Rules;

namespace TaskTracker.Domain.Rehearsal;

/// <summary>A notice that would be written.</summary>
/// <param name="Sweep">The number of the sweep that writes it, counted from 0.</param>
/// <param name="Episode">The day on which the rule began to hold.</param>
/// <param name="Occurrence">0 for the first of the episode.</param>
public sealed record RehearsedNotice(
    int Sweep, DateOnly On, SubjectRef Subject, Rule Rule, int Level, DateOnly Episode, int Occurrence, IReadOnlyList<Recipient> Recipients);
