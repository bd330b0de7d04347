using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TaskTracker.Rules.Expressions;

/// <summary>
/// The first wall: refuses what cannot belong to a rule before any parser recurses into it. Reading tokens is linear,
/// so a thousand parentheses cost a finding and no stack.
/// </summary>
internal static class Tokens
{
    public const int MaxLength = 4000;
    public const int MaxCount = 1000;
    public const int MaxNesting = 32;

    /// <summary>With parameters written out: a few dozen that double one another would be more than any machine holds.</summary>
    public const int MaxWrittenOut = 3000;

    /// <summary>Parameters of parameters: each adds its own nesting to the stack that reading and explaining need.</summary>
    public const int MaxParametersDeep = 16;

    private const int MaxRefused = 5;

    private static readonly HashSet<SyntaxKind> Allowed =
    [
        SyntaxKind.IdentifierToken, SyntaxKind.NumericLiteralToken, SyntaxKind.StringLiteralToken,
        SyntaxKind.TrueKeyword, SyntaxKind.FalseKeyword, SyntaxKind.NullKeyword,
        SyntaxKind.OpenParenToken, SyntaxKind.CloseParenToken, SyntaxKind.DotToken, SyntaxKind.CommaToken,
        SyntaxKind.PlusToken, SyntaxKind.MinusToken, SyntaxKind.AsteriskToken, SyntaxKind.SlashToken, SyntaxKind.PercentToken,
        SyntaxKind.LessThanToken, SyntaxKind.GreaterThanToken, SyntaxKind.LessThanEqualsToken, SyntaxKind.GreaterThanEqualsToken,
        SyntaxKind.EqualsEqualsToken, SyntaxKind.ExclamationEqualsToken, SyntaxKind.AmpersandAmpersandToken, SyntaxKind.BarBarToken,
        SyntaxKind.ExclamationToken, SyntaxKind.QuestionToken, SyntaxKind.QuestionQuestionToken, SyntaxKind.ColonToken,
        SyntaxKind.EqualsGreaterThanToken,
    ];

    public static bool Pass(ExpressionSource source)
    {
        if (string.IsNullOrWhiteSpace(source.Text))
        {
            source.Refuse(0, "empty-expression", "The expression is empty.");
            return false;
        }

        if (source.Text.Length > MaxLength)
        {
            source.Refuse(0, "expression-too-long", $"The expression has {source.Text.Length} characters; at most {MaxLength} are read. Split it into nested rules.");
            return false;
        }

        // Roslyn reads nested interpolated texts recursively even as tokens, so they must not reach it.
        if (source.Text.IndexOf('$', StringComparison.Ordinal) is >= 0 and var dollar)
        {
            source.Refuse(dollar, "not-in-the-language", "There are no interpolated texts in rules, and no $ in a text.");
            return false;
        }

        return PassEach(source);
    }

    private static bool PassEach(ExpressionSource source)
    {
        var (count, depth, prefixes, refused) = (0, 0, 0, 0);
        foreach (var token in SyntaxFactory.ParseTokens(source.Text))
        {
            var kind = token.Kind();
            if (Objection(token) is { } objection)
            {
                source.Refuse(objection.Index, objection.Code, objection.Message);
                if (++refused == MaxRefused)
                {
                    return false;
                }
            }

            depth += kind switch { SyntaxKind.OpenParenToken => 1, SyntaxKind.CloseParenToken => -1, _ => 0 };
            prefixes = kind is SyntaxKind.ExclamationToken or SyntaxKind.MinusToken ? prefixes + 1 : 0;
            if (depth > MaxNesting || prefixes > MaxNesting || ++count > MaxCount)
            {
                source.Refuse(token.SpanStart, "expression-too-deep", $"The expression is nested more than {MaxNesting} deep, or has more than {MaxCount} words and signs. Split it into nested rules.");
                return false;
            }
        }

        return refused == 0;
    }

    private static (int Index, string Code, string Message)? Objection(SyntaxToken token)
    {
        foreach (var trivia in token.LeadingTrivia.Concat(token.TrailingTrivia))
        {
            if (trivia.ToString().All(c => c is ' ' or '\t' or '\r' or '\n'))
            {
                continue;
            }

            if (trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia))
            {
                return (trivia.SpanStart, "not-in-the-language", "Between words stand plain spaces, tabs and line ends.");
            }

            return (trivia.SpanStart, "not-in-the-language", "Comments and directives do not belong into an expression.");
        }

        if (token.IsKind(SyntaxKind.EndOfFileToken))
        {
            return null;
        }

        var message = token.Kind() switch
        {
            SyntaxKind.IdentifierToken when token.Text != token.ValueText => "Names are written plainly, without @, escapes or invisible characters.",
            SyntaxKind.IdentifierToken => Replacement(token.Text),
            SyntaxKind.EqualsToken => "A rule reads and changes nothing: there is no assignment. Compare with ==.",
            SyntaxKind.AmpersandToken => "Write && for \"and\".",
            SyntaxKind.BarToken => "Write || for \"or\".",
            SyntaxKind.CharacterLiteralToken => "Texts stand in double quotes.",
            SyntaxKind.BadToken when token.Text.Any(c => c is >= '\uFF01' and <= '\uFF5E') => $"{token.Text} is a full-width sign; write it half-width.",
            var kind when !Allowed.Contains(kind) => $"{Shown(token.Text)} does not belong to the language of rules.",
            _ => null,
        };
        return message is null ? null : (token.SpanStart, "not-in-the-language", message);
    }

    private static string? Replacement(string word) => word.ToUpperInvariant() switch
    {
        "AND" => "Write && for \"and\".",
        "OR" => "Write || for \"or\".",
        "NOT" => "Write ! for \"not\".",
        _ => null,
    };

    private static string Shown(string text) => text.Length <= 20 ? $"\"{text}\"" : $"\"{text[..20]}…\"";
}
