using System.Linq.Expressions;

namespace TaskTracker.Rules.Expressions;

/// <summary>What must be so for a piece of a rule to have a value: what an earlier condition guards, told for the piece alone.</summary>
internal static class Needs
{
    /// <returns>Null where it always has a value. What is needed of a list's items is not told.</returns>
    public static Expression? Of(Expression code) => code switch
    {
        MemberExpression { Member.Name: "Value", Expression: { } owner } when Nullable.GetUnderlyingType(owner.Type) is not null =>
            And(Of(owner), Expression.Property(owner, "HasValue")),
        MemberExpression { Expression: { } owner } => Of(owner),
        UnaryExpression unary => Of(unary.Operand),
        BinaryExpression { NodeType: ExpressionType.AndAlso } both => And(Of(both.Left), Unless(Expression.Not(both.Left), Of(both.Right))),
        BinaryExpression { NodeType: ExpressionType.OrElse } one => And(Of(one.Left), Unless(one.Left, Of(one.Right))),
        BinaryExpression { NodeType: ExpressionType.Coalesce } other => And(Of(other.Left), Unless(Present(other.Left), Of(other.Right))),
        BinaryExpression binary => And(And(Of(binary.Left), Of(binary.Right)), NotZero(binary)),
        ConditionalExpression choice => And(Of(choice.Test), And(Unless(Expression.Not(choice.Test), Of(choice.IfTrue)), Unless(choice.Test, Of(choice.IfFalse)))),
        MethodCallExpression call => OfCall(call),
        _ => null,
    };

    private static Expression? OfCall(MethodCallExpression call)
    {
        var needs = call.Object is { } text ? And(Of(text), IsThere(text)) : null;
        foreach (var argument in call.Arguments.Where(a => a is not LambdaExpression))
        {
            needs = And(needs, And(Of(argument), argument.Type == typeof(string) ? IsThere(argument) : null));
        }

        return call.Method.Name is nameof(Enumerable.Min) or nameof(Enumerable.Max)
            ? And(needs, Expression.Call(typeof(Enumerable), nameof(Enumerable.Any), [call.Method.GetGenericArguments()[0]], call.Arguments[0]))
            : needs;
    }

    private static BinaryExpression? NotZero(BinaryExpression node) =>
        node.NodeType is ExpressionType.Divide or ExpressionType.Modulo && node.Type != typeof(double) && node.Right is not ConstantExpression
            ? Expression.NotEqual(node.Right, Expression.Convert(Expression.Constant(0), node.Right.Type)) : null;

    private static BinaryExpression? IsThere(Expression text) => text is ConstantExpression ? null : Present(text);

    private static BinaryExpression Present(Expression value) => Expression.NotEqual(value, Expression.Constant(null, value.Type));

    private static BinaryExpression? Unless(Expression condition, Expression? needs) => needs is null ? null : Expression.OrElse(condition, needs);

    private static Expression? And(Expression? a, Expression? b) => a is null ? b : b is null ? a : Expression.AndAlso(a, b);
}
