using System.Linq.Expressions;

namespace TaskTracker.Rules.Expressions;

/// <summary>Turns code over facts into code over one subject that has them.</summary>
internal sealed class SubjectCode<TSubject>(IReadOnlyDictionary<string, ParameterExpression> facts) : ExpressionVisitor
{
    private readonly Dictionary<ParameterExpression, string> _names = facts.ToDictionary(f => f.Value, f => f.Key);

    public ParameterExpression Subject { get; } = Expression.Parameter(typeof(TSubject), "subject");

    public Func<TSubject, T> Compile<T>(Expression code) => Expression.Lambda<Func<TSubject, T>>(Visit(code), Subject).Compile();

    protected override Expression VisitParameter(ParameterExpression node) =>
        _names.TryGetValue(node, out var name) ? Expression.Property(Subject, Vocabulary.PropertyOf(typeof(TSubject), name)) : node;
}
