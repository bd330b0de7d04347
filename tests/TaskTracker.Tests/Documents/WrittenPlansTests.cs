using System.Text.Json;
using TaskTracker.Documents;
using TaskTracker.Domain.Import;
using TaskTracker.Domain.Plans;
using Xunit.Abstractions;

namespace TaskTracker.Tests.Documents;

/// <summary>
/// Documents of many fields, levels and layouts in Plans/, each with what a careful reader takes from it beside it. Most were written by people who had not
/// seen the importer; where one still differs, the figures below say how far.
/// </summary>
public sealed class WrittenPlansTests(ITestOutputHelper output)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Documents", "Plans");

    private static readonly IReadOnlyList<string> Names = [.. Directory.EnumerateFiles(Folder, "*.json").Select(f => Path.GetFileName(f)[..^5]).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Documents { get; } = new(Names);

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Import_WhenGivenADocument_FindsEveryTaskAndInventsNone(string document)
    {
        var (read, expected) = await ReadAsync(document);

        read.Select(t => $"{Plain(string.Join(" > ", t.Path))} > {Plain(t.Title)}").ShouldBe(expected.Select(t => $"{Plain(string.Join(" > ", t.Path))} > {Plain(t.Title)}"));
    }

    [Fact]
    public async Task Import_WhenGivenAllDocuments_AgreesOnBodiesRolesAndDates()
    {
        var bodies = new Agreement();
        var roles = new Agreement();
        var dues = new Agreement();
        var duties = new Agreement();
        foreach (var document in Names)
        {
            var (read, expected) = await ReadAsync(document);
            foreach (var (taken, wanted) in read.Zip(expected))
            {
                var place = $"{document} {wanted.Key}";
                bodies.Compare(place, taken.Responsible.Select(r => Plain(r.AsPrinted)), wanted.Responsible.Select(r => Plain(r[(r.IndexOf(' ', StringComparison.Ordinal) + 1)..])));
                roles.Compare(place, taken.Responsible.Select(r => Plain($"{r.Role}{r.AsPrinted}")), wanted.Responsible.Select(Plain));
                dues.Compare(place, taken.Milestones.Select(m => $"{m.Due:yyyy-MM-dd}"), wanted.Due);
                duties.Compare(place, taken.Recurring.Select(r => r.ToString().ToLowerInvariant()), wanted.Recurring);
            }
        }

        foreach (var (name, agreement) in new[] { ("bodies", bodies), ("roles", roles), ("dates", dues), ("duties", duties) })
        {
            output.WriteLine($"{name}: F1 {agreement.F1:F3}");
            agreement.Differences.ForEach(output.WriteLine);
        }

        bodies.F1.ShouldBeGreaterThan(0.995);
        roles.F1.ShouldBeGreaterThan(0.98);
        dues.F1.ShouldBeGreaterThan(0.98);
        duties.F1.ShouldBeGreaterThan(0.94);
    }

    private static async Task<(IReadOnlyList<PlanFileTask> Read, IReadOnlyList<Expected> Expected)> ReadAsync(string document)
    {
        await using var file = File.OpenRead(Path.Combine(Folder, document));
        var import = await ImportDocument.HandleAsync(document, file, new ImportContext(new DateOnly(2026, 1, 1)), CancellationToken.None);
        var json = await File.ReadAllTextAsync(Path.Combine(Folder, $"{document}.json"));
        return (import.Draft?.Tasks ?? [], JsonSerializer.Deserialize<ExpectedPlan>(json, JsonSerializerOptions.Web)!.Tasks);
    }

    /// <summary>Blanks and the width of marks are the format's, not the plan's.</summary>
    private static string Plain(string text) =>
        string.Concat(text.Where(c => !char.IsWhiteSpace(c)).Select(c => c switch { '（' => '(', '）' => ')', '，' => ',', '“' or '”' => '"', _ => c }));

    private sealed record ExpectedPlan(IReadOnlyList<Expected> Tasks);

    private sealed record Expected(string Key, string Title, IReadOnlyList<string> Path, IReadOnlyList<string> Responsible, IReadOnlyList<string> Due, IReadOnlyList<string> Recurring);

    private sealed class Agreement
    {
        private int _both;
        private int _one;

        public List<string> Differences { get; } = [];
        public double F1 => _both + _one == 0 ? 1 : 2.0 * _both / ((2.0 * _both) + _one);

        public void Compare(string place, IEnumerable<string> read, IEnumerable<string> expected)
        {
            var (a, b) = (read.ToHashSet(), expected.ToHashSet());
            _both += a.Count(b.Contains);
            _one += a.Count(x => !b.Contains(x)) + b.Count(x => !a.Contains(x));
            if (!a.SetEquals(b))
            {
                Differences.Add($"  {place}: read {string.Join(' ', a)}; a reader takes {string.Join(' ', b)}");
            }
        }
    }
}
