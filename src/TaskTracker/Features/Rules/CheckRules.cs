using TaskTracker.Domain.Evaluation;
using TaskTracker.Rules.Json;
using TaskTracker.RulesInForce;
using TaskTracker.Sweep;

namespace TaskTracker.Features.Rules;

/// <summary>What the files in force would be with one of them rewritten.</summary>
/// <param name="Texts">All files, the rewritten one among them.</param>
/// <param name="Rules">Null where there are findings.</param>
/// <param name="Findings">Of the rewritten file first.</param>
internal sealed record CheckedRules(RuleTexts Texts, LoadedRules? Rules, IReadOnlyList<Finding> Findings)
{
    /// <summary>What each rule of a file means, in file order.</summary>
    public IEnumerable<(string Name, TaskTracker.Rules.Sentences.Sentence Meaning)> Meanings(string file) =>
        Rules is null ? [] : Rules.Rules.Book.Rules.Where(r => r.File == file).Select(r => (r.Name, RuleMeaning.Of(r, Rules.Rules.Of(r))));
}

/// <summary>Reads a workflow file as typed on the page, together with all others in force. What is too large is a finding like any other.</summary>
internal sealed class CheckRules(HouseRules house)
{
    /// <summary>In characters; the largest shipped file has two thousand.</summary>
    public const int LongestText = 200_000;

    public const int MostRules = 300;

    public CheckedRules Check(string file, string text)
    {
        var inForce = house.InForce;
        var texts = inForce.Texts.With(new RuleText(file, text));
        if (TooMuch(file, text) is { } finding)
        {
            return new(texts, null, [finding]);
        }

        var findings = new List<Finding>();
        var loaded = texts.Load(inForce.Number + 1, findings);
        return new(texts, loaded, [.. findings.OrderBy(f => f.File != file)]);
    }

    /// <summary>Browsers send line ends as CR LF, whatever stood in the file.</summary>
    public static string Unified(string text) => text.ReplaceLineEndings("\n");

    private static Finding? TooMuch(string file, string text)
    {
        if (text.Length > LongestText)
        {
            return new(file, 1, 1, "too-large", $"The text has {text.Length} characters; a file written here may have {LongestText}.");
        }

        var rules = text.AsSpan().Count("\"RuleName\"");
        return rules > MostRules ? new(file, 1, 1, "too-many-rules", $"The text has {rules} rules; a file written here may have {MostRules}.") : null;
    }
}
