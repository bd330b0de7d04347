using System.Text.RegularExpressions;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>What the bracket at a task's end says.</summary>
/// <param name="Shares">Names as printed.</param>
/// <param name="Text">The bracket as it stands in the document.</param>
internal sealed record Bracket(IReadOnlyList<(string Name, ResponsibilityRole Role)> Shares, bool OpenEnded, string? Dispatch, string Text);

/// <summary>Reads the bracket that names who is responsible. A body named in running text is nobody's responsibility.</summary>
internal static partial class Responsibility
{
    public static Bracket? Read(string taskText)
    {
        var match = TrailingBracket().Match(taskText);
        if (!match.Success)
        {
            return null;
        }

        var shares = new List<(string, ResponsibilityRole)>();
        var openEnded = false;
        string? dispatch = null;
        foreach (var part in SplitParts().Split(match.Groups["body"].Value).Where(p => p.Length > 0))
        {
            if (ReadPart(part) is not { } read)
            {
                return null;
            }

            openEnded |= read.OpenEnded;
            dispatch ??= read.Dispatch;
            shares.AddRange(read.Names.Select(n => (n, read.Role)));
        }

        return shares.Count == 0 ? null : new Bracket(shares, openEnded, dispatch, match.Value.Trim());
    }

    private static (IReadOnlyList<string> Names, ResponsibilityRole Role, bool OpenEnded, string? Dispatch)? ReadPart(string part)
    {
        var match = Part().Match(part.Trim());
        var label = match.Groups["label"].Value;
        var verb = match.Groups["verb"].Value;
        if (!match.Success || (label.Length == 0 && verb.Length == 0))
        {
            return null;
        }

        var names = match.Groups["names"].Value.Split(['、', '，', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return (names, RoleOf(label + verb), match.Groups["etc"].Success, verb.Length > 0 ? verb : null);
    }

    private static ResponsibilityRole RoleOf(string words) => words switch
    {
        _ when words.Contains("牵头", StringComparison.Ordinal) => ResponsibilityRole.Lead,
        _ when Supports().IsMatch(words) => ResponsibilityRole.Support,
        _ => ResponsibilityRole.Joint,
    };

    [GeneratedRegex(@"[（(〔](?<body>[^（）()〔〕]{2,400})[）)〕]。?\s*$")]
    private static partial Regex TrailingBracket();

    [GeneratedRegex(@"[；;]|(?<=牵头)[，,、]")]
    private static partial Regex SplitParts();

    [GeneratedRegex(@"^(?:(?<label>责任单位|牵头单位|配合单位|参与单位|责任部门|牵头部门|配合部门)[：:])?(?<names>.+?)(?<etc>等)?(?<verb>按照?职责分工(?:分别)?负责|分工负责|分别负责|共同负责|牵头负责|负责|牵头|配合|参与)?$")]
    private static partial Regex Part();

    [GeneratedRegex("配合|参与")]
    private static partial Regex Supports();
}
