using System.Collections.Immutable;
using System.Linq.Expressions;

namespace TaskTracker.Rules.Expressions;

/// <summary>A translated piece of a rule's expression: code, and what is known of its value.</summary>
internal sealed record Term(Expression Code)
{
    public Type Type => Code.Type;

    /// <summary>True where the value can be null and no earlier condition has excluded it.</summary>
    public bool MayBeMissing { get; init; }

    /// <summary>True where the value is certain to be present but RulesEngine still gives it a type that can be missing, and so takes it for no condition.</summary>
    public bool Lifted { get; init; }

    /// <summary>The term as it was before an earlier condition made certain that it is present.</summary>
    public Term? Unchecked { get; init; }

    /// <summary>The same for every occurrence of the same value, so that a check of one holds for the next; null for what has no name.</summary>
    public string? Key { get; init; }

    /// <summary>The path in the vocabulary, where the term is a fact, a member of one, or an item of a list.</summary>
    public string? Path { get; init; }

    /// <summary>The value of a literal number, so that it can still take the type of its neighbour.</summary>
    public decimal? Literal { get; init; }

    /// <summary>What is certain where this condition is true.</summary>
    public ImmutableHashSet<string> WhenTrue { get; init; } = [];

    /// <summary>What is certain where this condition is false.</summary>
    public ImmutableHashSet<string> WhenFalse { get; init; } = [];

    public ImmutableList<Read> Reads { get; init; } = [];

    /// <summary>How a condition is built of conditions; null for a single test.</summary>
    public ConditionShape? Shape { get; init; }
}

/// <summary>A value that an expression reads.</summary>
/// <param name="Code">Null inside a function over a list, where there is no single value.</param>
internal sealed record Read(string Path, Expression? Code);

/// <summary>A condition as an explanation shows it.</summary>
/// <param name="Code">The whole condition; null for nested rules, whose code is made of their parts'.</param>
/// <param name="Reads">Of a test; empty for the other kinds.</param>
internal sealed record ConditionShape(ConditionKind Kind, string Text, Expression? Code, ImmutableList<Read> Reads, ImmutableList<ConditionShape> Parts)
{
    public string? Rule { get; init; }
}

/// <summary>Names of certainties.</summary>
internal static class Certain
{
    public static string Present(string key) => "present:" + key;

    public static string NotZero(string key) => "not-zero:" + key;

    public static string CountOf(string key) => key + ".Count()";
}
