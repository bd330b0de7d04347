using TaskTracker.Domain.Evaluation;

namespace TaskTracker.Features.Parts;

/// <summary>A rule that was asked, with what it read.</summary>
/// <param name="Light">What it gives when it holds; null where it only notifies.</param>
/// <param name="Level">What it notifies; null where it only gives a light.</param>
/// <param name="Sentence">The rule's own sentence, without a stop.</param>
/// <param name="About">The milestone or period it was asked about; null where it is about the responsibility itself.</param>
/// <param name="Next">What happens on which day if nobody acts.</param>
/// <param name="Stops">What would end it; null where it doesn't hold.</param>
/// <param name="Subject">As signals and notices name what it was asked about.</param>
/// <param name="Turns">The first day on which its verdict is another if nobody acts; null where no such day comes.</param>
/// <param name="IsKept">It is decided by the version that the signal began with, though the rule has been changed since.</param>
public sealed record Why(Light? Light, int? Level, string Sentence, string? About, string Rule, string Version, IReadOnlyList<Condition> Conditions, NextNotice? Next, string? Stops,
    string Subject, DateOnly? Turns, bool IsKept);

public sealed record NextNotice(DateOnly On, int Level, string Sentence);

/// <summary>A condition in words, the values it read, its verdict, and the conditions it is made of.</summary>
/// <param name="Values">Empty where the text says it all.</param>
/// <param name="Holds">Null where it could not be read, and an earlier one decided.</param>
public sealed record Condition(string Text, string Values, bool? Holds, IReadOnlyList<Condition> Parts);
