using System.Globalization;
using System.Linq.Expressions;
using TaskTracker.Rules.Expressions;

namespace TaskTracker.Rules.Logic;

/// <summary>A condition as far as logic can see: of what it says about single values, and how that is put together.</summary>
internal abstract record Proposition
{
    public sealed record Known(bool Holds) : Proposition;

    public sealed record Both(Proposition Left, Proposition Right) : Proposition;

    public sealed record OneOf(Proposition Left, Proposition Right) : Proposition;

    /// <summary>Something that holds or does not; what it means is not looked into.</summary>
    public sealed record Flag(string Key, bool Holds) : Proposition;

    public sealed record Text(string Key, string Value, bool Equal) : Proposition;

    /// <param name="Sign">One of the six comparisons; the number stands on its right.</param>
    public sealed record Number(string Key, ExpressionType Sign, decimal Value, bool IsWhole, Range? Range) : Proposition;

    public static Proposition Of(Expression code, Vocabulary vocabulary) => new Reader(vocabulary).Read(code, true);

    private sealed class Reader(Vocabulary vocabulary)
    {
        public Proposition Read(Expression code, bool positive) => code switch
        {
            ConstantExpression { Value: bool flag } => new Known(flag == positive),
            UnaryExpression { NodeType: ExpressionType.Not } not => Read(not.Operand, !positive),
            BinaryExpression { NodeType: ExpressionType.AndAlso } both => Joined(positive, Read(both.Left, positive), Read(both.Right, positive)),
            BinaryExpression { NodeType: ExpressionType.OrElse } one => Joined(!positive, Read(one.Left, positive), Read(one.Right, positive)),
            ConditionalExpression choice => new OneOf(
                new Both(Read(choice.Test, true), Read(choice.IfTrue, positive)), new Both(Read(choice.Test, false), Read(choice.IfFalse, positive))),
            BinaryExpression { Left.Type: var type, NodeType: ExpressionType.Equal or ExpressionType.NotEqual } equal when type == typeof(bool) => OfFlags(equal, positive == (equal.NodeType == ExpressionType.Equal)),
            BinaryExpression { NodeType: ExpressionType.Equal or ExpressionType.NotEqual, Right: ConstantExpression { Value: null } } missing =>
                new Flag($"{KeyOf(missing.Left)} is missing", positive == (missing.NodeType == ExpressionType.Equal)),
            BinaryExpression { Right: ConstantExpression { Value: string text } } equal => new Text(KeyOf(equal.Left), text, positive == (equal.NodeType == ExpressionType.Equal)),
            BinaryExpression { Left: ConstantExpression { Value: string text } } equal => new Text(KeyOf(equal.Right), text, positive == (equal.NodeType == ExpressionType.Equal)),
            BinaryExpression comparison when Kinds.IsNumber(Kinds.Bare(comparison.Left.Type)) => OfNumbers(comparison, positive),
            _ => new Flag(KeyOf(code), positive),
        };

        private static Proposition Joined(bool both, Proposition left, Proposition right) => both ? new Both(left, right) : new OneOf(left, right);

        private Proposition OfFlags(BinaryExpression node, bool alike)
        {
            if (node.Right is ConstantExpression { Value: bool right })
            {
                return Read(node.Left, right == alike);
            }

            if (node.Left is ConstantExpression { Value: bool left })
            {
                return Read(node.Right, left == alike);
            }

            return new OneOf(new Both(Read(node.Left, true), Read(node.Right, alike)), new Both(Read(node.Left, false), Read(node.Right, !alike)));
        }

        private Proposition OfNumbers(BinaryExpression node, bool positive)
        {
            var sign = positive ? node.NodeType : Opposite(node.NodeType);
            if (Literal(node.Right) is { } right)
            {
                return Literal(node.Left) is { } left
                    ? new Known(Holds(left, sign, right))
                    : new Number(KeyOf(node.Left), sign, right, Kinds.IsWhole(Kinds.Bare(Bare(node.Left).Type)), Range.Of(node.Left, vocabulary, undeclared: true));
            }

            if (Literal(node.Left) is { } number)
            {
                return new Number(KeyOf(node.Right), Mirrored(sign), number, Kinds.IsWhole(Kinds.Bare(Bare(node.Right).Type)), Range.Of(node.Right, vocabulary, undeclared: true));
            }

            var (one, other) = (Range.Of(node.Left, vocabulary, undeclared: true), Range.Of(node.Right, vocabulary, undeclared: true));
            return one is { } l && other is { } r && CannotHold(l, sign, r) ? new Known(false) : new Flag($"{KeyOf(node.Left)} {node.NodeType} {KeyOf(node.Right)}", positive);
        }

        private static bool CannotHold(Range left, ExpressionType sign, Range right) => sign switch
        {
            ExpressionType.LessThan => left.Low >= right.High,
            ExpressionType.LessThanOrEqual => left.Low > right.High,
            ExpressionType.GreaterThan => left.High <= right.Low,
            ExpressionType.GreaterThanOrEqual => left.High < right.Low,
            ExpressionType.Equal => left.Low > right.High || left.High < right.Low,
            _ => false,
        };

        private static bool Holds(decimal left, ExpressionType sign, decimal right) => sign switch
        {
            ExpressionType.LessThan => left < right,
            ExpressionType.LessThanOrEqual => left <= right,
            ExpressionType.GreaterThan => left > right,
            ExpressionType.GreaterThanOrEqual => left >= right,
            ExpressionType.Equal => left == right,
            _ => left != right,
        };

        private static ExpressionType Opposite(ExpressionType sign) => sign switch
        {
            ExpressionType.LessThan => ExpressionType.GreaterThanOrEqual,
            ExpressionType.LessThanOrEqual => ExpressionType.GreaterThan,
            ExpressionType.GreaterThan => ExpressionType.LessThanOrEqual,
            ExpressionType.GreaterThanOrEqual => ExpressionType.LessThan,
            ExpressionType.Equal => ExpressionType.NotEqual,
            _ => ExpressionType.Equal,
        };

        private static ExpressionType Mirrored(ExpressionType sign) => sign switch
        {
            ExpressionType.LessThan => ExpressionType.GreaterThan,
            ExpressionType.LessThanOrEqual => ExpressionType.GreaterThanOrEqual,
            ExpressionType.GreaterThan => ExpressionType.LessThan,
            ExpressionType.GreaterThanOrEqual => ExpressionType.LessThanOrEqual,
            _ => sign,
        };

        private static decimal? Literal(Expression side)
        {
            if (Bare(side) is not ConstantExpression { Value: int or long or double or decimal } constant)
            {
                return null;
            }

            try
            {
                return Convert.ToDecimal(constant.Value, CultureInfo.InvariantCulture);
            }
            catch (OverflowException)
            {
                return null;
            }
        }

        private static Expression Bare(Expression side) => side switch
        {
            UnaryExpression { NodeType: ExpressionType.Convert } convert => Bare(convert.Operand),
            MemberExpression { Member.Name: "Value", Expression: { } owner } when Nullable.GetUnderlyingType(owner.Type) is not null => owner,
            _ => side,
        };

        private static string KeyOf(Expression side) => Bare(side).ToString();
    }
}
