using System.Collections.Immutable;
using System.Globalization;
using System.Linq.Expressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TaskTracker.Rules.Json;

namespace TaskTracker.Rules.Expressions;

/// <summary>
/// Turns the allowed syntax into an expression tree over the facts. What it does not know it refuses, so nothing outside
/// the vocabulary can be reached. A null result means that a finding has been reported; its neighbours are still looked at.
/// </summary>
internal sealed partial class Translator
{
    private readonly ExpressionSource _source;
    private readonly Scope _scope;
    private readonly HashSet<string> _pathsRead;

    /// <summary>What earlier conditions have made certain at the place being translated.</summary>
    private ImmutableHashSet<string> _certain = [];

    private int _size, _depth;
    private ImmutableDictionary<string, Term> _items = ImmutableDictionary<string, Term>.Empty;

    private Translator(ExpressionSource source, Scope scope, HashSet<string> pathsRead)
    {
        _source = source;
        _scope = scope;
        _pathsRead = pathsRead;
    }

    /// <param name="pathsRead">Collects the facts and members that the expression reads.</param>
    public static Term? Translate(JsonAt at, Findings findings, Scope scope, HashSet<string> pathsRead) => Translate(at, findings, scope, pathsRead, out _, out _);

    /// <param name="size">Words and signs, with parameters written out.</param>
    /// <param name="depth">How many parameters stand in one another; 0 where it uses none.</param>
    public static Term? Translate(JsonAt at, Findings findings, Scope scope, HashSet<string> pathsRead, out int size, out int depth)
    {
        (size, depth) = (0, 0);
        var source = new ExpressionSource(at, findings);
        if (!Tokens.Pass(source))
        {
            return null;
        }

        var parsed = SyntaxFactory.ParseExpression(source.Text, consumeFullText: true);
        if (!IsWellFormed(parsed, source))
        {
            return null;
        }

        var translator = new Translator(source, scope, pathsRead) { _size = parsed.DescendantTokens().Count() };
        var term = translator.Read(parsed);
        (size, depth) = (translator._size, translator._depth);
        return term;
    }

    /// <summary>The parser's first objection is enough: the others tend to follow from it.</summary>
    private static bool IsWellFormed(ExpressionSyntax parsed, ExpressionSource source)
    {
        if (parsed.GetDiagnostics().FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is not { } fault)
        {
            return true;
        }

        // What is left over after the expression is reported by the parser at the beginning of the text.
        var rest = parsed.DescendantTrivia().FirstOrDefault(t => t.IsKind(SyntaxKind.SkippedTokensTrivia));
        if (rest.IsKind(SyntaxKind.SkippedTokensTrivia))
        {
            source.Refuse(rest.SpanStart, "malformed-expression", $"\"{Shortened(rest.ToString())}\" is not expected here.");
            return false;
        }

        source.Refuse(
            fault.Location.SourceSpan.Start,
            fault.Id is "CS1021" or "CS0594" ? "number-too-large" : "malformed-expression",
            fault.GetMessage(CultureInfo.InvariantCulture) + ".");
        return false;
    }

    private Term? Read(ExpressionSyntax node) => node switch
    {
        ParenthesizedExpressionSyntax inner => Read(inner.Expression),
        LiteralExpressionSyntax literal => Literal(literal, negative: false),
        IdentifierNameSyntax name => Name(name),
        MemberAccessExpressionSyntax access when access.IsKind(SyntaxKind.SimpleMemberAccessExpression) => Member(access),
        PrefixUnaryExpressionSyntax prefix => Prefix(prefix),
        BinaryExpressionSyntax binary => Binary(binary),
        ConditionalExpressionSyntax choice => Choice(choice),
        InvocationExpressionSyntax call => Call(call),
        SimpleLambdaExpressionSyntax or ParenthesizedLambdaExpressionSyntax =>
            Refuse(node, "not-in-the-language", "A lambda stands only inside Any, All, Count, Sum, Min or Max of a list."),
        _ => Refuse(node, "not-in-the-language", $"\"{Shown(node)}\" does not belong to the language of rules."),
    };

    /// <summary>Reads a part with what is certain there.</summary>
    private Term? ReadWhere(ImmutableHashSet<string> certain, ExpressionSyntax node)
    {
        var before = _certain;
        _certain = _certain.Union(certain);
        var term = Read(node);
        _certain = before;
        return term;
    }

    /// <summary>Reads a part whose value must be present.</summary>
    private Term? ReadPresent(ExpressionSyntax node) => Read(node) is { } term ? Present(node, term) : null;

    private Term? Present(ExpressionSyntax node, Term term)
    {
        if (term.MayBeMissing)
        {
            return Refuse(node, "missing-value", $"{Shown(node)} may be missing. Say what missing means: {Shown(node)} ?? {Example(term.Type)}, or check {Shown(node)} != null first.");
        }

        if (!Kinds.IsScalar(term.Type))
        {
            return Refuse(node, "unlike-types", $"{Shown(node)} is a {Kinds.InWords(term.Type)}, not a value.");
        }

        return term;
    }

    /// <summary>Reads a part that may be missing, whatever earlier conditions say: to check twice is no fault.</summary>
    private Term? ReadUnchecked(ExpressionSyntax node) => Read(node) is { } term ? term.Unchecked ?? term : null;

    private Term? ReadCondition(ExpressionSyntax node, ImmutableHashSet<string>? certain = null)
    {
        if (ReadWhere(certain ?? [], node) is not { } term || Present(node, term) is null)
        {
            return null;
        }

        if (term.Lifted)
        {
            return Refuse(node, "not-shared", AskIfTrue(Shown(node)));
        }

        return term.Type == typeof(bool)
            ? term
            : Refuse(node, "unlike-types", $"{Shown(node)} is a {Kinds.InWords(term.Type)}; a condition (true/false) is expected here.");
    }

    private Term? Name(IdentifierNameSyntax node)
    {
        var name = node.Identifier.Text;
        if (_items.TryGetValue(name, out var item))
        {
            return item;
        }

        if (_scope.Parameters.TryGetValue(name, out var parameter))
        {
            if (parameter is null)
            {
                return null;
            }

            // Each use stands for the parameter's whole expression.
            var before = _size;
            _size += parameter.Size;
            if (_size > Tokens.MaxWrittenOut)
            {
                return before > Tokens.MaxWrittenOut ? null : Refuse(node, "expression-too-long", $"With its parameters written out the expression has more than {Tokens.MaxWrittenOut} words and signs. Use fewer parameters of parameters.");
            }

            if (parameter.Depth > Tokens.MaxParametersDeep)
            {
                return Refuse(node, "expression-too-deep", $"More than {Tokens.MaxParametersDeep} parameters stand in one another.");
            }

            _depth = Math.Max(_depth, parameter.Depth);
            _pathsRead.UnionWith(parameter.PathsRead);
            return Narrowed(parameter.Term);
        }

        if (_scope.Facts.TryGetValue(name, out var fact))
        {
            return new Term(fact) { Key = name, Path = name };
        }

        var near = NearestName.Of(name, [.. _scope.Facts.Keys, .. _scope.Parameters.Keys, .. _items.Keys]);
        return Refuse(node, "unknown-name", $"There is no fact \"{Shown(node)}\". {(near is null ? $"Known: {string.Join(", ", _scope.Facts.Keys)}." : $"Did you mean \"{near}\"?")}");
    }

    private Term? Member(MemberAccessExpressionSyntax node)
    {
        if (Read(node.Expression) is not { } owner)
        {
            return null;
        }

        if (!_scope.Vocabulary.IsRecord(owner.Type) || node.Name is not IdentifierNameSyntax)
        {
            return Refuse(node.Name, "unknown-member", $"{Shown(node.Expression)} is a {Kinds.InWords(owner.Type)} and has no \"{Shown(node.Name)}\" that a rule could read.");
        }

        var name = node.Name.Identifier.Text;
        var members = _scope.Vocabulary.PropertiesOfRecord(owner.Type);
        if (!members.TryGetValue(name, out var property))
        {
            var near = NearestName.Of(name, members.Keys);
            return Refuse(node.Name, "unknown-member", $"{Shown(node.Expression)} has no \"{Shown(node.Name)}\". {(near is null ? $"It has {string.Join(", ", members.Keys)}." : $"Did you mean \"{near}\"?")}");
        }

        var path = $"{owner.Path}.{name}";
        _pathsRead.Add(path);
        var code = Expression.Property(owner.Code, property.Property);
        return Narrowed(new Term(code)
        {
            Key = $"{owner.Key}.{name}",
            Path = path,
            MayBeMissing = property.MayBeMissing,
            Reads = [new Read(path, IsInsideList(owner) ? null : code)],
        });
    }

    /// <summary>A value of which an earlier condition has made certain that it is present.</summary>
    private Term Narrowed(Term term)
    {
        if (!term.MayBeMissing || term.Key is null || !_certain.Contains(Certain.Present(term.Key)))
        {
            return term;
        }

        var code = Nullable.GetUnderlyingType(term.Type) is null ? term.Code : Expression.Property(term.Code, "Value");
        return term with { Code = code, MayBeMissing = false, Lifted = code != term.Code, Unchecked = term };
    }

    internal static string AskIfTrue(string shown) => $"{shown} can be missing, so RulesEngine takes it for no condition even after a check; write {shown} == true.";

    private static bool IsInsideList(Term owner) => owner.Path!.Contains("[]", StringComparison.Ordinal);

    private Term? Refuse(SyntaxNode node, string code, string message)
    {
        _source.Refuse(node.SpanStart, code, message);
        return null;
    }

    private Term? Refuse(SyntaxToken token, string code, string message)
    {
        _source.Refuse(token.SpanStart, code, message);
        return null;
    }

    private string Text(SyntaxNode node) => _source.Text.Substring(node.SpanStart, node.Span.Length);

    private string Shown(SyntaxNode node) => Shortened(Text(node));

    private static string Shortened(string text) => text.Length > 60 ? text[..60] + "…" : text;

    private static string Example(Type type) => Kinds.Bare(type) switch
    {
        var t when t == typeof(bool) => "false",
        var t when t == typeof(long) => "0L",
        var t when t == typeof(double) => "0.0",
        var t when t == typeof(decimal) => "0M",
        var t when t == typeof(string) => "\"\"",
        var t when t == typeof(DateOnly) => "another date",
        _ => "0",
    };
}
