using TaskTracker.Domain.Evaluation;

namespace TaskTracker.Features.Parts;

/// <summary>Why a light shows: one rule that holds, with what it read.</summary>
/// <param name="Sentence">The rule's own sentence, without a stop.</param>
/// <param name="Next">What happens on which day if nobody acts.</param>
/// <param name="Stops">What would end it.</param>
public sealed record Why(Light Light, string Sentence, string Rule, string Version, IReadOnlyList<Condition> Conditions, string? Next, string? Stops);

/// <summary>A condition in words with the values it read, its verdict, and the conditions it is made of.</summary>
public sealed record Condition(string Text, bool Holds, IReadOnlyList<Condition> Parts);
