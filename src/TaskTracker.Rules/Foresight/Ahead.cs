using System.Linq.Expressions;
using TaskTracker.Rules.Expressions;

namespace TaskTracker.Rules.Foresight;

/// <summary>Turns code over today's facts into code over the facts of another day.</summary>
internal class Ahead(Vocabulary vocabulary, ParameterExpression day, ParameterExpression workdays) : ExpressionVisitor
{
    /// <summary>Code for which side of a comparison is the larger: -1, 0, 1; 2 for numbers without an order, 3 where a guard elsewhere keeps it from being asked.</summary>
    /// <exception cref="OverflowException">When run: a whole number wraps around in the rule itself.</exception>
    public Expression OrderOf(BinaryExpression comparison)
    {
        var (left, right) = (Counting.Instance.Visit(Visit(comparison.Left)), Counting.Instance.Visit(Visit(comparison.Right)));
        var order = Expression.Condition(Expression.LessThan(left, right), Expression.Constant(-1),
            Expression.Condition(Expression.Equal(left, right), Expression.Constant(0),
                Expression.Condition(Expression.GreaterThan(left, right), Expression.Constant(1), Expression.Constant(2))));
        return Needs.Of(comparison) is { } needs ? Expression.Condition(Visit(needs), order, Expression.Constant(3)) : order;
    }

    protected override Expression VisitMember(MemberExpression node) =>
        vocabulary.PropertyOf(node.Member)?.Motion is { } motion
            ? DayCount.CodeOf((MemberExpression)base.VisitMember(node), motion, day, workdays)
            : base.VisitMember(node);

    /// <summary>Whole numbers that fail instead of wrapping around.</summary>
    private sealed class Counting : ExpressionVisitor
    {
        public static readonly Counting Instance = new();

        protected override Expression VisitBinary(BinaryExpression node)
        {
            var (left, right) = (Visit(node.Left), Visit(node.Right));
            return Kinds.IsWhole(node.Type) && node.NodeType is ExpressionType.Add or ExpressionType.Subtract or ExpressionType.Multiply
                ? node.NodeType switch
                {
                    ExpressionType.Add => Expression.AddChecked(left, right),
                    ExpressionType.Subtract => Expression.SubtractChecked(left, right),
                    _ => Expression.MultiplyChecked(left, right),
                }
                : node.Update(left, node.Conversion, right);
        }

        protected override Expression VisitUnary(UnaryExpression node) =>
            node.NodeType == ExpressionType.Negate && Kinds.IsWhole(node.Type) ? Expression.NegateChecked(Visit(node.Operand)) : base.VisitUnary(node);
    }
}

/// <summary>The same, where some conditions can be assumed instead of asked.</summary>
/// <param name="bits">Which bit stands for which condition.</param>
internal sealed class Opened(Ahead ahead, IReadOnlyDictionary<Expression, uint> bits, ParameterExpression open, ParameterExpression assumed) : ExpressionVisitor
{
    public override Expression? Visit(Expression? node)
    {
        if (node is null || !bits.TryGetValue(node, out var bit))
        {
            return base.Visit(node);
        }

        Expression IsSet(Expression mask) => Expression.NotEqual(Expression.And(mask, Expression.Constant(bit)), Expression.Constant(0u));
        return Expression.Condition(IsSet(open), IsSet(assumed), base.Visit(node)!);
    }

    protected override Expression VisitMember(MemberExpression node) => ahead.Visit(node);
}
