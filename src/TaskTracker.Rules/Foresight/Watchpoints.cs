using System.Globalization;
using System.Linq.Expressions;
using TaskTracker.Rules.Facts;

namespace TaskTracker.Rules.Foresight;

/// <summary>
/// Finds the comparisons of a rule whose verdict can change as days go by. Between two such changes a rule's verdict stays, since
/// all that moves reaches it through a comparison.
/// </summary>
internal sealed class Watchpoints : ExpressionVisitor
{
    private readonly Vocabulary _vocabulary;
    private readonly List<(Expression Code, Motion Motion)> _found = [];
    private readonly List<Expression> _until = [];
    private int _lambdas;
    private bool _movesInside;

    private Watchpoints(Vocabulary vocabulary) => _vocabulary = vocabulary;

    /// <returns>The conditions that move, and the days on which facts may change to anything.</returns>
    public static (IReadOnlyList<(Expression Code, Motion Motion)> Found, IReadOnlyList<Expression> Until) In(Expression rule, Vocabulary vocabulary)
    {
        var visitor = new Watchpoints(vocabulary);
        visitor.Visit(rule);
        return ([.. visitor._found.DistinctBy(f => f.Code)], [.. visitor._until.DistinctBy(u => u.ToString())]);
    }

    protected override Expression VisitBinary(BinaryExpression node)
    {
        if (node.Type == typeof(bool) && Motions.IsNumber(node.Left) && !IsNull(node.Left) && !IsNull(node.Right))
        {
            var motion = Motions.Plus(MotionOf(node.Left), Motions.Flip(MotionOf(node.Right)));
            if (motion is not (Motion.Still or Motion.Stepwise))
            {
                _found.Add((node, motion));
                return node;
            }
        }

        return base.VisitBinary(node);
    }

    protected override Expression VisitMember(MemberExpression node)
    {
        if (_vocabulary.PropertyOf(node.Member) is { } property)
        {
            // Of a list's items there is no single day to name.
            _movesInside |= _lambdas > 0 && (property.Motion is not null || property.Until.Count > 0);
            if (_lambdas == 0)
            {
                _until.AddRange(property.Until.Select(d => Expression.Convert(Expression.Property(node.Expression, d), typeof(DateOnly?))));
            }
        }

        return base.VisitMember(node);
    }

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        if (node.Type == typeof(bool) && IsList(node) && MotionOf(node) == Motion.Erratic)
        {
            _found.Add((node, Motion.Erratic));
            return node;
        }

        return base.VisitMethodCall(node);
    }

    private Motion MotionOf(Expression code)
    {
        switch (code)
        {
            case MemberExpression { Member.Name: "Value", Expression: { } owner } when Nullable.GetUnderlyingType(owner.Type) is not null:
                return MotionOf(owner);
            case MemberExpression member:
                Visit(member);
                return _vocabulary.PropertyOf(member.Member)?.Motion is not { } motion ? Motion.Still
                    : motion.Kind is CountKind.DaysUntil or CountKind.WorkdaysUntil ? Motion.Falling : Motion.Rising;
            case UnaryExpression { NodeType: ExpressionType.Convert } convert:
                return MotionOf(convert.Operand);
            case UnaryExpression { NodeType: ExpressionType.Negate } minus:
                return Motions.Flip(MotionOf(minus.Operand));
            case BinaryExpression binary:
                return OfBinary(binary);
            case ConditionalExpression choice:
                return OfChoice(choice);
            case MethodCallExpression call:
                return OfCall(call);
            default:
                return Motion.Still;
        }
    }

    private Motion OfBinary(BinaryExpression node)
    {
        var (left, right) = (MotionOf(node.Left), MotionOf(node.Right));
        return node.NodeType switch
        {
            ExpressionType.Add => Motions.Plus(left, right),
            ExpressionType.Subtract => Motions.Plus(left, Motions.Flip(right)),
            ExpressionType.Coalesce => Motions.Either(left, right),
            ExpressionType.Multiply when right == Motion.Still => Motions.Times(left, SignOf(node.Right)),
            ExpressionType.Multiply when left == Motion.Still => Motions.Times(right, SignOf(node.Left)),
            ExpressionType.Divide when right == Motion.Still => Motions.Times(left, SignOf(node.Right)),
            _ => (left, right) switch
            {
                (Motion.Still, Motion.Still) => Motion.Still,
                (Motion.Still or Motion.Stepwise, Motion.Still or Motion.Stepwise) => Motion.Stepwise,
                _ => Motion.Erratic,
            },
        };
    }

    private Motion OfChoice(ConditionalExpression node)
    {
        var before = _found.Count;
        Visit(node.Test);
        var (yes, no) = (MotionOf(node.IfTrue), MotionOf(node.IfFalse));
        return _found.Count == before ? Motions.Either(yes, no)
            : yes is Motion.Still or Motion.Stepwise && no is Motion.Still or Motion.Stepwise ? Motion.Stepwise : Motion.Erratic;
    }

    private Motion OfCall(MethodCallExpression node)
    {
        var (found, inside) = (_found.Count, _movesInside);
        _movesInside = false;
        _lambdas++;
        foreach (var argument in node.Arguments)
        {
            Visit(argument);
            if (argument is LambdaExpression lambda)
            {
                _movesInside |= MotionOf(lambda.Body) != Motion.Still;
            }
        }

        _lambdas--;
        var erratic = _movesInside || _found.Count > found;
        _found.RemoveRange(found, _found.Count - found);
        _movesInside = inside || (erratic && _lambdas > 0);
        return erratic ? Motion.Erratic : Motion.Still;
    }

    private static int? SignOf(Expression factor) =>
        (factor is UnaryExpression { NodeType: ExpressionType.Convert } convert ? convert.Operand : factor) is ConstantExpression { Value: { } value }
            ? Math.Sign(Convert.ToDouble(value, CultureInfo.InvariantCulture)) : null;

    private static bool IsList(MethodCallExpression node) => node.Method.DeclaringType == typeof(Enumerable);

    private static bool IsNull(Expression node) => node is ConstantExpression { Value: null };
}
