using TaskTracker.Rules.Expressions;

namespace TaskTracker.Rules.Facts;

/// <summary>One thing that rules can read.</summary>
/// <param name="Path">As a rule writes it, e.g. <c>milestone.DaysLeft</c>; members of a list's items follow <c>[]</c>: <c>plan.Tasks[].Number</c>.</param>
/// <param name="Type">The type of the value; of a list, the list's.</param>
/// <param name="MayBeMissing">True where a rule must say what missing means before it compares.</param>
/// <param name="Subjects">The subject types that offer it, least specific first.</param>
/// <param name="Moves">How it follows the days where no data changes; null where it does not.</param>
public sealed record FactMember(string Path, Type Type, bool MayBeMissing, FactAttribute Words, IReadOnlyList<Type> Subjects, CountKind? Moves = null)
{
    /// <summary>The fact it belongs to, e.g. <c>milestone</c>.</summary>
    public string Fact => Path[..Path.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>The type in a rule author's words: <c>true/false</c>, <c>whole number</c>, <c>number</c>, <c>text</c>, <c>date</c>, <c>list</c>.</summary>
    public string TypeInWords => Kinds.InWords(Type);
}
