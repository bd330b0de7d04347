using System.Collections.Immutable;
using System.Linq.Expressions;

namespace TaskTracker.Rules.Expressions;

/// <summary>The names an expression can use.</summary>
internal sealed record Scope(Vocabulary Vocabulary, IReadOnlyDictionary<string, ParameterExpression> Facts)
{
    /// <summary>Named parameters; null for one whose own expression has findings, so that its users do not repeat them.</summary>
    public ImmutableSortedDictionary<string, NamedTerm?> Parameters { get; init; } = ImmutableSortedDictionary<string, NamedTerm?>.Empty;

    /// <summary>True where the name means something here already; RulesEngine does not tell names apart by case.</summary>
    public bool Takes(string name) => Facts.Keys.Concat(Parameters.Keys).Contains(name, StringComparer.OrdinalIgnoreCase);

    public static Scope Of(Vocabulary vocabulary) => new(vocabulary, vocabulary.Parameters);
}

/// <param name="Size">Words and signs of the expression with the parameters it uses written out.</param>
/// <param name="Depth">1 for a parameter that uses none.</param>
internal sealed record NamedTerm(Term Term, IReadOnlySet<string> PathsRead, int Size, int Depth);
