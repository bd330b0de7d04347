using System.Linq.Expressions;

namespace TaskTracker.Rules.Expressions;

/// <summary>A rule without findings, as code over its facts.</summary>
/// <param name="Facts">The parameters that stand for the facts in the code.</param>
internal sealed record CheckedRule(Rule Rule, Expression Code, ConditionShape Shape, IReadOnlyDictionary<string, ParameterExpression> Facts, Vocabulary Vocabulary);
