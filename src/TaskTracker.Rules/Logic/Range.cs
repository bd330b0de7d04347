using System.Globalization;
using System.Linq.Expressions;
using TaskTracker.Rules.Expressions;

namespace TaskTracker.Rules.Logic;

/// <summary>The least and the most that a number can be.</summary>
internal readonly record struct Range(double Low, double High)
{
    public static Range Int => new(int.MinValue, int.MaxValue);

    private static Range Long => new(long.MinValue, long.MaxValue);

    /// <summary>The range of an exact number; a little less than decimal's own, since it is held in doubles.</summary>
    private static Range Decimal => new(-7.9e28, 7.9e28);

    public bool IsIn(Range other) => Low >= other.Low && High <= other.High;

    /// <returns>The range that a number must not leave, lest it wrap around or fail; null where it can do neither.</returns>
    public static Range? OfType(Type type) => type == typeof(int) ? Int : type == typeof(long) ? Long : type == typeof(decimal) ? Decimal : null;

    /// <param name="undeclared">True to take what their type can hold for bounds that are not declared.</param>
    /// <returns>Null where nothing is known.</returns>
    public static Range? Of(Expression code, Vocabulary vocabulary, bool undeclared)
    {
        return code switch
        {
            ConstantExpression { Value: int or long or double or decimal } number => Point(Convert.ToDouble(number.Value, CultureInfo.InvariantCulture)),
            MemberExpression { Member.Name: "Value", Expression: { } owner } when Nullable.GetUnderlyingType(owner.Type) is not null => Inner(owner),
            MemberExpression member => OfFact(member),
            UnaryExpression { NodeType: ExpressionType.Convert } convert => Inner(convert.Operand),
            UnaryExpression { NodeType: ExpressionType.Negate } minus => Inner(minus.Operand) is { } r ? new Range(-r.High, -r.Low) : null,
            BinaryExpression { NodeType: ExpressionType.Coalesce } other => Union(Inner(other.Left), Inner(other.Right)),
            ConditionalExpression choice => Union(Inner(choice.IfTrue), Inner(choice.IfFalse)),
            BinaryExpression node when Inner(node.Left) is { } left && Inner(node.Right) is { } right => Computed(node.NodeType, left, right) is { } range ? Wrapped(Kinds.IsWhole(node.Type) ? range.Truncated() : range.Widened(), node.Type) : Known(null, node.Type),
            MethodCallExpression { Method.Name: "Count" } when undeclared => new Range(0, int.MaxValue),
            _ => Known(null, code.Type),
        };

        Range? Inner(Expression part) => Of(part, vocabulary, undeclared);

        Range? Known(Range? range, Type type) => range ?? (undeclared && Kinds.IsWhole(Kinds.Bare(type)) ? OfType(Kinds.Bare(type)) : null);

        Range? OfFact(MemberExpression member) => Known(
            vocabulary.PropertyOf(member.Member)?.Words is not { } words || (double.IsNaN(words.Minimum) && double.IsNaN(words.Maximum)) ? null
                : Bounded(words.Minimum, words.Maximum, undeclared ? Kinds.Bare(member.Type) : typeof(decimal)),
            member.Type);

        static Range? Bounded(double low, double high, Type type) => (double.IsNaN(low) || double.IsNaN(high), type) switch
        {
            (false, _) => new Range(low, high),
            (_, var whole) when Kinds.IsWhole(whole) && OfType(whole) is { } most => new Range(double.IsNaN(low) ? most.Low : low, double.IsNaN(high) ? most.High : high),
            (_, var inexact) when inexact == typeof(double) => new Range(double.IsNaN(low) ? Decimal.Low : low, double.IsNaN(high) ? Decimal.High : high),
            _ => null,
        };

        static Range? Wrapped(Range range, Type type) => OfType(type) is { } most && !range.IsIn(most) ? type == typeof(decimal) ? null : most : range;
    }

    /// <summary>Of a sum and the like; of what has no bounds, null.</summary>
    public static Range? Computed(ExpressionType kind, Range left, Range right) => kind switch
    {
        ExpressionType.Add => new Range(left.Low + right.Low, left.High + right.High),
        ExpressionType.Subtract => new Range(left.Low - right.High, left.High - right.Low),
        ExpressionType.Multiply => Spanning(left.Low * right.Low, left.Low * right.High, left.High * right.Low, left.High * right.High),
        ExpressionType.Divide when right.Low == right.High && right.Low != 0 => Spanning(left.Low / right.Low, left.High / right.Low),
        ExpressionType.Modulo when right.Low == right.High => new Range(-Math.Abs(right.Low), Math.Abs(right.Low)),
        _ => null,
    };

    /// <summary>Whole numbers divide towards zero.</summary>
    private Range Truncated() => new(Math.Truncate(Low), Math.Truncate(High));

    /// <summary>Room for what doubles round.</summary>
    private Range Widened() => new(Low - (Math.Abs(Low) * 1e-12) - 1e-20, High + (Math.Abs(High) * 1e-12) + 1e-20);

    private static Range Point(double value) => new(value, value);

    private static Range Spanning(params double[] ends) => new(ends.Min(), ends.Max());

    private static Range? Union(Range? a, Range? b) => a is { } x && b is { } y ? new Range(Math.Min(x.Low, y.Low), Math.Max(x.High, y.High)) : null;
}
