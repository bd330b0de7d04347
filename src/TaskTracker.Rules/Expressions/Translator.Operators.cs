using System.Collections.Immutable;
using System.Linq.Expressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TaskTracker.Rules.Json;
using Range = TaskTracker.Rules.Logic.Range;

namespace TaskTracker.Rules.Expressions;

internal sealed partial class Translator
{
    private Term? Prefix(PrefixUnaryExpressionSyntax node)
    {
        switch (node.Kind())
        {
            case SyntaxKind.UnaryMinusExpression when node.Operand is LiteralExpressionSyntax literal && literal.IsKind(SyntaxKind.NumericLiteralExpression):
                return Literal(literal, negative: true);
            case SyntaxKind.UnaryMinusExpression:
                return ReadPresent(node.Operand) is not { } number ? null
                    : Kinds.IsNumber(number.Type) ? new Term(Expression.Negate(number.Code)) { Lifted = number.Lifted, Reads = number.Reads }
                    : Refuse(node, "unlike-types", $"{Shown(node.Operand)} is a {Kinds.InWords(number.Type)}; - needs a number.");
            case SyntaxKind.LogicalNotExpression:
                return ReadCondition(node.Operand) is not { } condition ? null : new Term(Expression.Not(condition.Code))
                {
                    WhenTrue = condition.WhenFalse,
                    WhenFalse = condition.WhenTrue,
                    Reads = condition.Reads,
                    Shape = new ConditionShape(ConditionKind.Not, Text(node), null, [], [ShapeOf(node.Operand, condition)]),
                };
            default:
                return Refuse(node, "not-in-the-language", $"{node.OperatorToken.Text} does not belong to the language of rules.");
        }
    }

    private Term? Binary(BinaryExpressionSyntax node) => node.Kind() switch
    {
        SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression => Logical(node),
        SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression => Equality(node),
        SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression
            or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression => Comparison(node),
        SyntaxKind.AddExpression or SyntaxKind.SubtractExpression or SyntaxKind.MultiplyExpression
            or SyntaxKind.DivideExpression or SyntaxKind.ModuloExpression => Arithmetic(node),
        SyntaxKind.CoalesceExpression => Otherwise(node),
        _ => Refuse(node.OperatorToken, "not-in-the-language", $"{node.OperatorToken.Text} does not belong to the language of rules."),
    };

    private Term? Logical(BinaryExpressionSyntax node)
    {
        var and = node.IsKind(SyntaxKind.LogicalAndExpression);
        var left = ReadCondition(node.Left);
        var right = ReadCondition(node.Right, left is null ? null : and ? left.WhenTrue : left.WhenFalse);
        if (left is null || right is null)
        {
            return null;
        }

        var kind = and ? ConditionKind.All : ConditionKind.Any;
        var parts = new[] { ShapeOf(node.Left, left), ShapeOf(node.Right, right) }
            .SelectMany(p => p.Kind == kind ? p.Parts : [p])
            .ToImmutableList();
        return new Term(and ? Expression.AndAlso(left.Code, right.Code) : Expression.OrElse(left.Code, right.Code))
        {
            WhenTrue = and ? left.WhenTrue.Union(right.WhenTrue) : left.WhenTrue.Intersect(right.WhenTrue),
            WhenFalse = and ? left.WhenFalse.Intersect(right.WhenFalse) : left.WhenFalse.Union(right.WhenFalse),
            Reads = left.Reads.AddRange(right.Reads),
            Shape = new ConditionShape(kind, Text(node), null, [], parts),
        };
    }

    private Term? Equality(BinaryExpressionSyntax node)
    {
        var equal = node.IsKind(SyntaxKind.EqualsExpression);
        if (IsNull(node.Left) || IsNull(node.Right))
        {
            return NullCheck(node, IsNull(node.Left) ? node.Right : node.Left, equal);
        }

        if (Operands(node) is not var (left, right) || !IsAmongValues(node.Right, left, right) || !IsAmongValues(node.Left, right, left))
        {
            return null;
        }

        var code = equal ? Expression.Equal(left.Code, right.Code) : Expression.NotEqual(left.Code, right.Code);
        return WithCertainty(node, new Term(code) { Reads = left.Reads.AddRange(right.Reads) }, left, right);
    }

    /// <summary>A text that a fact never has is a slip of the pen.</summary>
    private bool IsAmongValues(ExpressionSyntax node, Term fact, Term text)
    {
        if (text.Code is not ConstantExpression { Value: string value } || fact.Path is null || _scope.Vocabulary.Find(fact.Path)?.Words.Values is not { Length: > 0 } values || values.Contains(value))
        {
            return true;
        }

        var near = NearestName.Of(value, values) is { } other ? $"Did you mean \"{other}\"?" : $"It is one of {string.Join(", ", values)}.";
        Refuse(node, "unknown-value", $"{fact.Path} is never {Shown(node)}. {near}");
        return false;
    }

    private Term? NullCheck(BinaryExpressionSyntax node, ExpressionSyntax operand, bool equal)
    {
        if (ReadUnchecked(operand) is not { } term)
        {
            return null;
        }

        if (!term.MayBeMissing)
        {
            return Refuse(operand, "never-missing", $"{Shown(operand)} is never missing; the check has no effect.");
        }

        var nothing = Expression.Constant(null, term.Type);
        ImmutableHashSet<string> present = term.Key is null ? [] : [Certain.Present(term.Key)];
        return new Term(equal ? Expression.Equal(term.Code, nothing) : Expression.NotEqual(term.Code, nothing))
        {
            WhenTrue = equal ? [] : present,
            WhenFalse = equal ? present : [],
            Reads = term.Reads,
        };
    }

    private Term? Comparison(BinaryExpressionSyntax node)
    {
        if (Operands(node) is not var (left, right))
        {
            return null;
        }

        if (!Kinds.IsNumber(left.Type) && left.Type != typeof(DateOnly))
        {
            return Refuse(node.OperatorToken, "unlike-types", $"{node.OperatorToken.Text} compares numbers or dates, not a {Kinds.InWords(left.Type)}.");
        }

        var code = Expression.MakeBinary(OperatorOf(node), left.Code, right.Code);
        return WithCertainty(node, new Term(code) { Reads = left.Reads.AddRange(right.Reads) }, left, right);
    }

    private Term? Arithmetic(BinaryExpressionSyntax node)
    {
        if (Operands(node) is not var (left, right))
        {
            return null;
        }

        if (!Kinds.IsNumber(left.Type))
        {
            return Refuse(node.OperatorToken, "unlike-types", $"{node.OperatorToken.Text} computes with numbers, not with a {Kinds.InWords(left.Type)}.");
        }

        var divides = node.IsKind(SyntaxKind.DivideExpression) || node.IsKind(SyntaxKind.ModuloExpression);
        return (divides && !CanDivide(node.Right, right)) || Overflows(node, left, right)
            ? null
            : new Term(Expression.MakeBinary(OperatorOf(node), left.Code, right.Code)) { Lifted = left.Lifted || right.Lifted, Reads = left.Reads.AddRange(right.Reads) };
    }

    /// <summary>Whole numbers wrap around when they grow too large, decimals fail. Where that is known to be possible the author meant something else.</summary>
    private bool Overflows(BinaryExpressionSyntax node, Term left, Term right)
    {
        var isDecimal = left.Type == typeof(decimal);
        if (Range.OfType(left.Type) is not { } most
            || Range.Of(left.Code, _scope.Vocabulary, isDecimal) is not { } l || Range.Of(right.Code, _scope.Vocabulary, isDecimal) is not { } r
            || Range.Computed(OperatorOf(node), l, r) is not { } result || result.IsIn(most))
        {
            return false;
        }

        Refuse(node.OperatorToken, "overflow", $"{Shown(node)} can grow beyond what its kind of number holds. {(left.Type == typeof(int) ? "Compute with L (64 bits) or with a decimal point." : "Compute with smaller numbers.")}");
        return true;
    }

    private bool CanDivide(ExpressionSyntax node, Term divisor)
    {
        if (divisor.Literal is { } number ? number is not (0 or -1) : divisor.Key is { } key && _certain.Contains(Certain.NotZero(key)))
        {
            return true;
        }

        Refuse(node, "division-by-zero", divisor.Literal switch
        {
            0 => "This divides by zero.",
            -1 => "Dividing by -1 can overflow; write a minus instead.",
            _ => $"{Shown(node)} may be zero. Check it first: {Shown(node)} != 0 && …, or {Shown(node)} == 0 ? … : ….",
        });
        return false;
    }

    private Term? Otherwise(BinaryExpressionSyntax node)
    {
        var left = ReadUnchecked(node.Left);
        var right = Read(node.Right);
        if (left is null || right is null)
        {
            return null;
        }

        if (!left.MayBeMissing)
        {
            return Refuse(node.Left, "never-missing", $"{Shown(node.Left)} is never missing; ?? has no effect.");
        }

        if (Kinds.Wider(Kinds.Bare(left.Type), Kinds.Bare(right.Type)) is not { } type)
        {
            return Refuse(node.Right, "unlike-types", $"{Shown(node.Right)} cannot stand for a missing {Shown(node.Left)}; write for example ?? {Example(left.Type)}.");
        }

        if ((right.Lifted || right.MayBeMissing) && Kinds.Bare(left.Type) != Kinds.Bare(right.Type))
        {
            return Refuse(node.Right, "not-shared", $"{Shown(node.Left)} and {Shown(node.Right)} are different kinds of number, and both can be missing; RulesEngine cannot bring them together.");
        }

        return new Term(Expression.Coalesce(Widen(left, Kinds.Missable(type)).Code, Widen(right, right.MayBeMissing ? Kinds.Missable(type) : type).Code))
        {
            MayBeMissing = right.MayBeMissing,
            Lifted = right.Lifted,
            Reads = left.Reads.AddRange(right.Reads),
        };
    }

    private Term? Choice(ConditionalExpressionSyntax node)
    {
        if (node.Condition.IsKind(SyntaxKind.CoalesceExpression))
        {
            return Refuse(node.Condition, "ambiguous", "Put parentheses around the condition: RulesEngine reads ?? before ?: otherwise than C#.");
        }

        if (node.WhenTrue is ParenthesizedExpressionSyntax && node.Condition.GetLastToken() is { RawKind: (int)SyntaxKind.StringLiteralToken } text && text.ValueText.Contains('.', StringComparison.Ordinal))
        {
            return Refuse(node.Condition, "ambiguous", "Put parentheses around the condition: RulesEngine may read a text before ?( as the name of a type.");
        }

        var condition = ReadCondition(node.Condition);
        var yes = ReadBranch(node.WhenTrue, condition?.WhenTrue);
        var no = ReadBranch(node.WhenFalse, condition?.WhenFalse);
        if (condition is null || yes is null || no is null || Unify(node, node.WhenTrue, yes, node.WhenFalse, no) is not var (left, right))
        {
            return null;
        }

        if (yes.Type != no.Type && (yes.Lifted || no.Lifted))
        {
            return Refuse(node, "not-shared", $"{Shown(node.WhenTrue)} and {Shown(node.WhenFalse)} are different kinds of number; RulesEngine cannot choose one for both. Write both in the same way.");
        }

        return new Term(Expression.Condition(condition.Code, left.Code, right.Code))
        {
            Lifted = left.Lifted || right.Lifted,
            Reads = condition.Reads.AddRange(left.Reads).AddRange(right.Reads),
        };
    }

    /// <summary>RulesEngine reads the literal 5L as an int beside an int, and a larger one as unsigned beside a literal int.</summary>
    private static bool IsLongBesideInt(Term literal, Term other) =>
        literal.Type == typeof(long) && other.Type == typeof(int) && (literal.Literal is >= int.MinValue and <= int.MaxValue || (literal.Literal is not null && other.Literal is not null));

    private static bool IsNarrowerLifted(Term term, Term other) =>
        term.Lifted && Kinds.IsNumber(term.Type) && Kinds.IsNumber(other.Type) && term.Type != other.Type && Kinds.Wider(term.Type, other.Type) != term.Type;

    private Term? ReadBranch(ExpressionSyntax node, ImmutableHashSet<string>? certain) =>
        ReadWhere(certain ?? [], node) is { } term ? Present(node, term) : null;

    private (Term Left, Term Right)? Operands(BinaryExpressionSyntax node)
    {
        foreach (var side in new[] { node.Left, node.Right })
        {
            if (IsComparison(node) && IsComparison(side))
            {
                Refuse(side, "ambiguous", "Put parentheses around the inner comparison: RulesEngine reads a chain of comparisons otherwise than C#.");
                return null;
            }
        }

        var left = ReadPresent(node.Left);
        var right = ReadPresent(node.Right);
        return left is null || right is null ? null : Unify(node, node.Left, left, node.Right, right);
    }

    /// <summary>Brings two values to one type as RulesEngine does: int to long to double or decimal, and a literal such as 0.5 to decimal beside a decimal.</summary>
    private (Term Left, Term Right)? Unify(ExpressionSyntax node, ExpressionSyntax leftNode, Term left, ExpressionSyntax rightNode, Term right)
    {
        if (IsNarrowerLifted(left, right) || IsNarrowerLifted(right, left))
        {
            _source.Refuse(node.SpanStart, "not-shared", $"{Shown(leftNode)} and {Shown(rightNode)} are different kinds of number, and one of them can be missing; RulesEngine cannot bring them together. Use ?? to say what missing means.");
            return null;
        }

        if (!IsComparison(node) && (IsLongBesideInt(left, right) || IsLongBesideInt(right, left)))
        {
            _source.Refuse(node.SpanStart, "not-shared", $"RulesEngine counts {Shown(node)} otherwise than it looks, in spite of the L; write whole numbers up to 2147483647 without it, and no two numbers where one will do.");
            return null;
        }

        (left, right) = (AsDecimalBeside(right, left), AsDecimalBeside(left, right));
        if (Kinds.Wider(left.Type, right.Type) is { } type)
        {
            return (Widen(left, type), Widen(right, type));
        }

        var place = node is BinaryExpressionSyntax binary ? binary.OperatorToken.SpanStart : node.SpanStart;
        _source.Refuse(place, "unlike-types", Kinds.IsNumber(left.Type) && Kinds.IsNumber(right.Type)
            ? $"{Shown(leftNode)} and {Shown(rightNode)} do not mix: one is exact (decimal), the other is not (double)."
            : $"{Shown(leftNode)} is a {Kinds.InWords(left.Type)}, {Shown(rightNode)} a {Kinds.InWords(right.Type)}; they cannot stand together.");
        return null;
    }

    private static Term AsDecimalBeside(Term neighbour, Term term) =>
        term.Literal is { } value && term.Type == typeof(double) && neighbour.Type == typeof(decimal)
            ? term with { Code = Expression.Constant(value) }
            : term;

    private static Term Widen(Term term, Type type) =>
        term.Type == type ? term : term with { Code = Expression.Convert(term.Code, type) };

    private ConditionShape ShapeOf(ExpressionSyntax node, Term condition) =>
        condition.Shape is { } shape ? shape with { Text = Text(Bare(node)) }
            : new ConditionShape(ConditionKind.Test, Text(Bare(node)), condition.Code, condition.Reads, []);

    private static ExpressionSyntax Bare(ExpressionSyntax node) =>
        node is ParenthesizedExpressionSyntax inner ? Bare(inner.Expression) : node;

    private static bool IsNull(ExpressionSyntax node) => Bare(node).IsKind(SyntaxKind.NullLiteralExpression);

    private static bool IsComparison(ExpressionSyntax node) => node.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression
        or SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression
        or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression;

    private static ExpressionType OperatorOf(BinaryExpressionSyntax node) => node.Kind() switch
    {
        SyntaxKind.EqualsExpression => ExpressionType.Equal,
        SyntaxKind.NotEqualsExpression => ExpressionType.NotEqual,
        SyntaxKind.LessThanExpression => ExpressionType.LessThan,
        SyntaxKind.LessThanOrEqualExpression => ExpressionType.LessThanOrEqual,
        SyntaxKind.GreaterThanExpression => ExpressionType.GreaterThan,
        SyntaxKind.GreaterThanOrEqualExpression => ExpressionType.GreaterThanOrEqual,
        SyntaxKind.AddExpression => ExpressionType.Add,
        SyntaxKind.SubtractExpression => ExpressionType.Subtract,
        SyntaxKind.MultiplyExpression => ExpressionType.Multiply,
        SyntaxKind.DivideExpression => ExpressionType.Divide,
        _ => ExpressionType.Modulo,
    };
}
