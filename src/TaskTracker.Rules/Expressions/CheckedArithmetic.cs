using System.Linq.Expressions;

namespace TaskTracker.Rules.Expressions;

/// <summary>Finds code that fails where a number grows beyond its type: arithmetic of decimals, and sums over lists. All else wraps around.</summary>
internal sealed class CheckedArithmetic : ExpressionVisitor
{
    private bool _found;

    public static bool IsIn(Expression code)
    {
        var visitor = new CheckedArithmetic();
        visitor.Visit(code);
        return visitor._found;
    }

    protected override Expression VisitBinary(BinaryExpression node)
    {
        _found |= node.Type == typeof(decimal) && node.NodeType != ExpressionType.Coalesce;
        return base.VisitBinary(node);
    }

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        _found |= node.Method.Name == nameof(Enumerable.Sum);
        return base.VisitMethodCall(node);
    }
}
