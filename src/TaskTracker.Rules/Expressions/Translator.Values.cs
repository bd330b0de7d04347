using System.Collections.Immutable;
using System.Globalization;
using System.Linq.Expressions;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TaskTracker.Rules.Json;

namespace TaskTracker.Rules.Expressions;

internal sealed partial class Translator
{
    private static readonly string[] OnText = ["Contains", "StartsWith", "EndsWith"];
    private static readonly string[] OnList = ["Any", "All", "Count", "Sum", "Min", "Max"];

    private Term? Literal(LiteralExpressionSyntax node, bool negative) => node.Kind() switch
    {
        SyntaxKind.TrueLiteralExpression => new Term(Expression.Constant(true)),
        SyntaxKind.FalseLiteralExpression => new Term(Expression.Constant(false)),
        SyntaxKind.NullLiteralExpression => Refuse(node, "missing-value", "null stands only beside == or !=."),
        SyntaxKind.StringLiteralExpression when !PlainText().IsMatch(node.Token.Text) =>
            Refuse(node, "not-in-the-language", "A text stands in plain double quotes; the only escapes are \\\" and \\\\."),
        SyntaxKind.StringLiteralExpression => new Term(Expression.Constant(node.Token.ValueText)),
        SyntaxKind.NumericLiteralExpression => Number(node, negative),
        _ => Refuse(node, "not-in-the-language", $"\"{Shown(node)}\" does not belong to the language of rules."),
    };

    private Term? Number(LiteralExpressionSyntax node, bool negative)
    {
        if (!PlainNumber().IsMatch(node.Token.Text))
        {
            return Refuse(node, "not-in-the-language", $"Write numbers plainly, like 5, 0.5, 5L (very large) or 0.5M (exact), not {Shown(node)}.");
        }

        var digits = node.Token.Text.TrimEnd('L', 'M', 'm');
        if (node.Token.Value is decimal large && large > long.MaxValue && !digits.Contains('.', StringComparison.Ordinal))
        {
            return Refuse(node, "number-too-large", $"{Shown(node)} is too large for RulesEngine; write {digits}.0M if it is meant.");
        }

        object? value = node.Token.Value switch
        {
            int number => negative ? -number : number,
            long number when node.Token.Text != digits => negative ? -number : number,
            double number => negative ? -number : number,
            decimal number => negative ? -number : number,
            _ => null,
        };
        if (value is null || !decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var literal))
        {
            return Refuse(node, "number-too-large", $"{Shown(node)} is too large for a whole number of 32 bits; write {Shown(node)}L if it is meant.");
        }

        return new Term(Expression.Constant(value)) { Literal = negative ? -literal : literal };
    }

    private Term? Call(InvocationExpressionSyntax node)
    {
        if (node.Expression is not MemberAccessExpressionSyntax { Name: IdentifierNameSyntax name } access
            || !access.IsKind(SyntaxKind.SimpleMemberAccessExpression))
        {
            return Refuse(node, "unknown-function", $"There is no function \"{Shown(node.Expression)}\"; functions follow a dot: text.Contains(…), list.Any(…).");
        }

        if (node.ArgumentList.Arguments.FirstOrDefault(a => a.NameColon is not null) is { } named)
        {
            return Refuse(named, "not-in-the-language", "Arguments are not named.");
        }

        if (Read(access.Expression) is not { } owner)
        {
            return null;
        }

        return ItemTypeOf(owner.Type) is { } item ? OnListCall(node, access, owner, item)
            : owner.Type == typeof(string) ? OnTextCall(node, access, owner)
            : Refuse(name, "unknown-function", $"{Shown(access.Expression)} is a {Kinds.InWords(owner.Type)} and has no functions.");
    }

    private Term? OnTextCall(InvocationExpressionSyntax node, MemberAccessExpressionSyntax access, Term owner)
    {
        if (!IsKnown(access, OnText))
        {
            return null;
        }

        var arguments = node.ArgumentList.Arguments;
        if (Present(access.Expression, owner) is null || arguments.Count != 1)
        {
            return arguments.Count == 1 ? null : Refuse(access.Name, "wrong-arguments", $"{access.Name.Identifier.Text} takes one text.");
        }

        if (ReadPresent(arguments[0].Expression) is not { } argument)
        {
            return null;
        }

        if (argument.Type != typeof(string))
        {
            return Refuse(arguments[0], "unlike-types", $"{access.Name.Identifier.Text} takes a text; {Shown(arguments[0])} is a {Kinds.InWords(argument.Type)}.");
        }

        // StartsWith and EndsWith compare as the culture of the process does, as in RulesEngine; Contains compares characters in both.
        var method = typeof(string).GetMethod(access.Name.Identifier.Text, [typeof(string)])!;
        return new Term(Expression.Call(owner.Code, method, argument.Code))
        {
            Reads = owner.Reads.AddRange(argument.Reads),
        };
    }

    private Term? OnListCall(InvocationExpressionSyntax node, MemberAccessExpressionSyntax access, Term list, Type item)
    {
        if (!IsKnown(access, OnList))
        {
            return null;
        }

        var function = access.Name.Identifier.Text;
        var arguments = node.ArgumentList.Arguments;
        if (arguments.Count == 0)
        {
            return function switch
            {
                "Any" => ListTerm("Any", [item], list.Code) with { Reads = list.Reads, WhenTrue = [Certain.NotZero(Certain.CountOf(list.Key!))] },
                "Count" => ListTerm("Count", [item], list.Code) with { Reads = list.Reads, Key = Certain.CountOf(list.Key!) },
                _ => Refuse(access.Name, "wrong-arguments", $"{function} takes a lambda: {Shown(access)}(x => …)."),
            };
        }

        if (arguments.Count > 1 || arguments[0].Expression is not SimpleLambdaExpressionSyntax { ExpressionBody: { } body, Modifiers.Count: 0 } lambda)
        {
            return Refuse(arguments.Count > 1 ? arguments[1] : arguments[0], "wrong-arguments", $"{function} takes one lambda written x => ….");
        }

        var name = lambda.Parameter.Identifier.Text;
        if (!Words.CanBeChosen(name) || _scope.Takes(name) || _items.Keys.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            return Refuse(lambda.Parameter, "name-taken", $"\"{Shown(lambda.Parameter)}\" cannot name the item: choose a short name in small letters that means nothing else here.");
        }

        var parameter = Expression.Parameter(item, name);
        var outer = _items;
        _items = _items.Add(name, new Term(parameter) { Key = name, Path = $"{list.Path}[]" });
        var value = function is "Sum" or "Min" or "Max" ? ReadPresent(body) : ReadCondition(body);
        _items = outer;
        if (value is null)
        {
            return null;
        }

        var reads = list.Reads.AddRange(value.Reads.Where(r => r.Code is not null));
        var selector = Expression.Lambda(value.Code, parameter);
        return function switch
        {
            "Any" => ListTerm("Any", [item], list.Code, selector) with { Reads = reads, WhenTrue = [Certain.NotZero(Certain.CountOf(list.Key!))] },
            "All" or "Count" => ListTerm(function, [item], list.Code, selector) with { Reads = reads },
            _ when !Kinds.IsNumber(value.Type) && (function == "Sum" || value.Type != typeof(DateOnly)) =>
                Refuse(body, "unlike-types", $"{function} needs a number; {Shown(body)} is a {Kinds.InWords(value.Type)}."),
            "Sum" => ListTerm("Sum", [item], list.Code, selector) with { Reads = reads, Lifted = value.Lifted },
            _ when !_certain.Contains(Certain.NotZero(Certain.CountOf(list.Key!))) =>
                Refuse(node, "missing-value", $"{Shown(access.Expression)} may be empty and has no {function} then. Check it first: {Shown(access.Expression)}.Any() && …."),
            _ => ListTerm(function, [item, value.Type], list.Code, selector) with { Reads = reads, Lifted = value.Lifted },
        };
    }

    private static Term ListTerm(string function, Type[] types, params Expression[] arguments) =>
        new(Expression.Call(typeof(Enumerable), function, types, arguments));

    private bool IsKnown(MemberAccessExpressionSyntax access, string[] functions)
    {
        var name = access.Name.Identifier.Text;
        if (functions.Contains(name))
        {
            return true;
        }

        var near = NearestName.Of(name, functions) is { } other ? $"Did you mean \"{other}\"?" : $"Known here: {string.Join(", ", functions)}.";
        Refuse(access.Name, "unknown-function", $"There is no function \"{Shown(access.Name)}\". {near}");
        return false;
    }

    private static Type? ItemTypeOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    /// <summary>Adds what a comparison with a literal says about zero: after <c>x &gt; 0</c>, x can divide.</summary>
    private static Term WithCertainty(BinaryExpressionSyntax node, Term condition, Term left, Term right)
    {
        var (key, literal, sign) = left.Key is not null ? (left.Key, right.Literal, OperatorOf(node)) : (right.Key, left.Literal, Mirror(OperatorOf(node)));
        if (key is null || literal is not { } number)
        {
            return condition;
        }

        ImmutableHashSet<string> notZero = [Certain.NotZero(key)];
        return condition with
        {
            WhenTrue = HoldsForZero(sign, number) ? [] : notZero,
            WhenFalse = HoldsForZero(sign, number) ? notZero : [],
        };
    }

    private static bool HoldsForZero(ExpressionType sign, decimal number) => sign switch
    {
        ExpressionType.Equal => number == 0,
        ExpressionType.NotEqual => number != 0,
        ExpressionType.LessThan => 0 < number,
        ExpressionType.LessThanOrEqual => 0 <= number,
        ExpressionType.GreaterThan => 0 > number,
        _ => 0 >= number,
    };

    private static ExpressionType Mirror(ExpressionType sign) => sign switch
    {
        ExpressionType.LessThan => ExpressionType.GreaterThan,
        ExpressionType.LessThanOrEqual => ExpressionType.GreaterThanOrEqual,
        ExpressionType.GreaterThan => ExpressionType.LessThan,
        ExpressionType.GreaterThanOrEqual => ExpressionType.LessThanOrEqual,
        _ => sign,
    };

    [GeneratedRegex("^[0-9]+(\\.[0-9]+)?[LMm]?$")]
    private static partial Regex PlainNumber();

    [GeneratedRegex("^\"([^\"\\\\\\p{Cc}]|\\\\[\"\\\\])*\"$")]
    private static partial Regex PlainText();
}
