using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Tests.Plans;
using FactMember = TaskTracker.Rules.Facts.FactMember;

namespace TaskTracker.Domain.Tests.Evaluation;

public sealed class FactVocabularyTests
{
    [Fact]
    public void RulesReadme_WhenReadForFacts_HasTheVocabularyAndNothingElse()
    {
        var written = File.ReadLines(Path.Combine(ShippedPlanFiles.RepositoryRoot, "rules", "README.md")).Where(IsFactRow);

        string.Join('\n', written).ShouldBe(string.Join('\n', FactVocabulary.Current.Members.Select(Row)));
    }

    private static bool IsFactRow(string line) => FactVocabulary.Current.Members.Select(m => m.Fact).Distinct().Any(f => line.StartsWith($"| `{f}.", StringComparison.Ordinal));

    private static string Row(FactMember member) =>
        $"| `{member.Path}` | {member.Words.Chinese} | {member.TypeInWords}{(member.MayBeMissing ? ", may be missing" : "")} | {member.Words.Unit} | {member.Words.Description} |";
}
