using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>Whether an indicator is to be expected (预期性) or binds (约束性).</summary>
internal static partial class IndicatorNature
{
    /// <returns>预期性 or 约束性 however it is printed, another word of this kind as printed, null for anything else.</returns>
    public static string? Of(string text)
    {
        var match = Nature().Match(CellText.Bare(text));
        return match.Success ? $"{match.Groups["word"].Value}性" : null;
    }

    /// <summary>Takes 【约束性】 off a name.</summary>
    public static (string Name, string Nature) TakeOff(string name) =>
        InName().Match(name) is { Success: true } match ? (name.Remove(match.Index, match.Length).Trim(), $"{match.Groups["word"].Value}性") : (name, "");

    [GeneratedRegex(@"^[【\[(]?(?<word>预期|约束|指导|引导|预警|监测)性?(?:指标)?[】\])]?$")]
    private static partial Regex Nature();

    [GeneratedRegex(@"\s*[【\[（(](?<word>预期|约束)性?(?:指标)?[】\]）)]\s*")]
    private static partial Regex InName();
}
