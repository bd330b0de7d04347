using System.Globalization;
using System.Linq.Expressions;
using TaskTracker.Rules.Expressions;
using TaskTracker.Rules.Facts;

namespace TaskTracker.Rules.Sentences;

/// <summary>Says in words what a condition asks, by the labels of the facts it reads.</summary>
internal sealed class Phrases(Vocabulary vocabulary)
{
    public Sentence Of(ConditionShape shape) => shape.Kind switch
    {
        ConditionKind.Test => Condition(shape.Code!),
        ConditionKind.Not => Negated(shape.Parts[0]),
        _ when shape.Parts.Count == 0 => new("永不成立", "never"),
        ConditionKind.All => Sentence.Join("，且", " and ", [.. shape.Parts.Select(p => Grouped(p, ConditionKind.Any))]),
        _ => Sentence.Join("，或", " or ", [.. shape.Parts.Select(p => Grouped(p, ConditionKind.All))]),
    };

    private Sentence Grouped(ConditionShape part, ConditionKind other) =>
        part.Kind == other && part.Parts.Count > 1 ? Of(part).InBrackets() : Of(part);

    private Sentence Negated(ConditionShape part) =>
        part is { Kind: ConditionKind.Test, Code: MemberExpression flag } ? Not(Value(flag)) : Of(part).Denied();

    private static Sentence Not(Sentence flag) => new($"“{flag.Chinese}”不成立", $"not {flag.English}");

    private Sentence Condition(Expression code) => code switch
    {
        BinaryExpression { NodeType: ExpressionType.AndAlso } both => Both(both, "，且", " and "),
        BinaryExpression { NodeType: ExpressionType.OrElse } one => Both(one, "，或", " or "),
        BinaryExpression { Right: ConstantExpression { Value: null } } check => Missing(check),
        BinaryExpression { Left: ConstantExpression { Value: null } } check => Missing(check.Update(check.Right, null, check.Left)),
        BinaryExpression comparison when Signs(comparison) is { } signs => Compared(comparison, signs),
        UnaryExpression { NodeType: ExpressionType.Not } not => Condition(not.Operand).Denied(),
        ConstantExpression { Value: bool flag } => flag ? new("总是", "always") : new("从不", "never"),
        _ => Value(code),
    };

    private Sentence Both(BinaryExpression node, string chinese, string english) =>
        Sentence.Join(chinese, english, Condition(node.Left).InBrackets(), Condition(node.Right).InBrackets());

    private Sentence Missing(BinaryExpression check)
    {
        var value = Value(check.Left);
        return check.NodeType == ExpressionType.Equal ? new($"无{value.Chinese}", $"{value.English} is missing") : new($"有{value.Chinese}", $"{value.English} is there");
    }

    private Sentence Compared(BinaryExpression node, Sentence signs)
    {
        var (left, right) = (Side(node.Left, node.Right), Side(node.Right, node.Left));
        return new($"{left.Chinese}{signs.Chinese}{right.Chinese}", $"{left.English} {signs.English} {right.English}");
    }

    /// <summary>A number beside a fact has the fact's unit, a text its name.</summary>
    private Sentence Side(Expression side, Expression other)
    {
        if (side.Type == typeof(bool) && side is not (MemberExpression or ConstantExpression))
        {
            return Condition(side).InBrackets();
        }

        var words = FactIn(other)?.Words;
        return (Bare(side), words) switch
        {
            (ConstantExpression { Value: string text }, { Values: var values, ChineseValues: var chinese }) when Array.IndexOf(values, text) is >= 0 and var at && at < chinese.Length =>
                new($"“{chinese[at]}”", $"\"{text}\""),
            (ConstantExpression { Value: not string and not bool and not null } number, not null) => Amount(Number(number.Value!), words),
            _ => Value(side),
        };
    }

    public static Sentence Amount(string number, FactAttribute words) =>
        new(WithUnit(number, words.Unit, ""), WithUnit(number, words.EnglishUnit.Length > 0 || words.Unit != "%" ? words.EnglishUnit : "%", " "));

    private static string WithUnit(string number, string unit, string space) => unit switch
    {
        "" => number,
        "%" => number + unit,
        [>= '0' and <= '9', ..] => $"{number}（{unit}）",
        _ => number + space + unit,
    };

    private Sentence Value(Expression code)
    {
        switch (Bare(code))
        {
            case ConstantExpression { Value: string text }:
                return new($"“{text}”", $"\"{text}\"");
            case ConstantExpression { Value: { } value }:
                return Sentence.Plain(value is bool flag ? flag ? "true" : "false" : Number(value));
            case MemberExpression { Member.Name: "Value", Expression: { } owner } when Nullable.GetUnderlyingType(owner.Type) is not null:
                return Value(owner);
            case MemberExpression member when vocabulary.PropertyOf(member.Member) is { } property:
                return new(property.Words.Chinese, property.Words.English);
            case ParameterExpression:
                return new("该项", "the item");
            case UnaryExpression { NodeType: ExpressionType.Negate } minus:
                return Value(minus.Operand).Map(s => $"-({s})");
            case BinaryExpression { NodeType: ExpressionType.Coalesce } otherwise:
                var (left, right) = (Value(otherwise.Left), Value(otherwise.Right));
                return new($"{left.Chinese}（无则按{right.Chinese}）", $"{left.English} ({right.English} if missing)");
            case BinaryExpression sum when SignOf(sum.NodeType) is { } sign:
                return Sentence.Join($" {sign} ", $" {sign} ", Operand(sum.Left), Operand(sum.Right));
            case ConditionalExpression choice:
                var (test, yes, no) = (Condition(choice.Test), Value(choice.IfTrue), Value(choice.IfFalse));
                return new($"（若{test.Chinese}，则{yes.Chinese}，否则{no.Chinese}）", $"(if {test.English}, then {yes.English}, else {no.English})");
            case MethodCallExpression call:
                return call.Object is null ? OfList(call) : OfText(call);
            case var condition:
                return Condition(condition);
        }
    }

    private Sentence Operand(Expression code) => Bare(code) is BinaryExpression { NodeType: not ExpressionType.Coalesce } ? Value(code).Map(s => $"({s})") : Value(code);

    private Sentence OfText(MethodCallExpression call)
    {
        var (text, part) = (Value(call.Object!), Value(call.Arguments[0]));
        return call.Method.Name switch
        {
            "Contains" => new($"{text.Chinese}包含{part.Chinese}", $"{text.English} contains {part.English}"),
            "StartsWith" => new($"{text.Chinese}以{part.Chinese}开头", $"{text.English} starts with {part.English}"),
            _ => new($"{text.Chinese}以{part.Chinese}结尾", $"{text.English} ends with {part.English}"),
        };
    }

    private Sentence OfList(MethodCallExpression call)
    {
        var list = Value(call.Arguments[0]);
        var each = call.Arguments is [_, LambdaExpression lambda] ? lambda.Body : null;
        var (zh, en) = each is null ? ("", "") : (Condition(each).Chinese, Condition(each).English);
        return (call.Method.Name, each) switch
        {
            ("Any", null) => new($"有{list.Chinese}", $"there are {list.English}"),
            ("Any", _) => new($"{list.Chinese}中至少一项：{zh}", $"at least one of {list.English}: {en}"),
            ("All", _) => new($"{list.Chinese}中每一项：{zh}", $"each of {list.English}: {en}"),
            ("Count", null) => new($"{list.Chinese}的数目", $"the number of {list.English}"),
            ("Count", _) => new($"{list.Chinese}中“{zh}”的数目", $"the number of {list.English} where {en}"),
            ("Sum", _) => new($"{list.Chinese}各项“{zh}”之和", $"the sum of {en} over {list.English}"),
            ("Min", _) => new($"{list.Chinese}各项“{zh}”的最小值", $"the least {en} of {list.English}"),
            _ => new($"{list.Chinese}各项“{zh}”的最大值", $"the greatest {en} of {list.English}"),
        };
    }

    private FactProperty? FactIn(Expression code) => Bare(code) switch
    {
        MemberExpression { Member.Name: "Value", Expression: { } owner } when Nullable.GetUnderlyingType(owner.Type) is not null => FactIn(owner),
        MemberExpression member => vocabulary.PropertyOf(member.Member),
        BinaryExpression { NodeType: ExpressionType.Coalesce or ExpressionType.Add or ExpressionType.Subtract } sum => FactIn(sum.Left) ?? FactIn(sum.Right),
        _ => null,
    };

    private static Expression Bare(Expression code) => code is UnaryExpression { NodeType: ExpressionType.Convert } convert ? Bare(convert.Operand) : code;

    private static string Number(object value) => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture);

    private static string? SignOf(ExpressionType kind) => kind switch
    {
        ExpressionType.Add => "+",
        ExpressionType.Subtract => "-",
        ExpressionType.Multiply => "×",
        ExpressionType.Divide => "÷",
        ExpressionType.Modulo => "mod",
        _ => null,
    };

    private static Sentence? Signs(BinaryExpression node)
    {
        var ordered = Kinds.IsNumber(Kinds.Bare(node.Left.Type));
        return node.NodeType switch
        {
            ExpressionType.Equal => ordered ? new("等于", "is") : new("为", "is"),
            ExpressionType.NotEqual => ordered ? new("不等于", "is not") : new("不为", "is not"),
            ExpressionType.LessThan => ordered ? new("少于", "is less than") : new("早于", "is before"),
            ExpressionType.LessThanOrEqual => ordered ? new("不超过", "is at most") : new("不晚于", "is not after"),
            ExpressionType.GreaterThan => ordered ? new("超过", "is more than") : new("晚于", "is after"),
            ExpressionType.GreaterThanOrEqual => ordered ? new("不少于", "is at least") : new("不早于", "is not before"),
            _ => null,
        };
    }
}
