using TaskTracker.Features.Rules;

namespace TaskTracker.Tests.Features.Rules;

public sealed class LineDiffTests
{
    [Fact]
    public void Diff_OfAnyTwoTexts_HoldsBothAndNumbersTheirLines()
    {
        var random = new Random(20);
        for (var round = 0; round < 2000; round++)
        {
            Check(Text(random), Text(random));
        }
    }

    private static void Check(string a, string b)
    {
        var lines = LineDiff.Between(a, b);
        Joined(lines.Where(l => l.Change != LineChange.New)).ShouldBe(a);
        Joined(lines.Where(l => l.Change != LineChange.Gone)).ShouldBe(b);
        lines.Select(l => l.Before).OfType<int>().ShouldBe(Enumerable.Range(1, a.Split('\n').Length));
        lines.Select(l => l.After).OfType<int>().ShouldBe(Enumerable.Range(1, b.Split('\n').Length));
    }

    [Fact]
    public void Diff_OfOneChangedLine_KeepsAllOthers() =>
        LineDiff.Between("a\nb\nc", "a\nx\nc").Select(l => l.Change).ShouldBe([LineChange.Same, LineChange.Gone, LineChange.New, LineChange.Same]);

    [Fact]
    public void Diff_OfTextsTooLongToCompare_ReplacesWhatLiesBetween()
    {
        var lines = LineDiff.Between("begin\n" + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i}\n")) + "end", "begin\n" + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{-i - 1}\n")) + "end");
        lines.Count(l => l.Change == LineChange.Same).ShouldBe(2);
        lines.Count.ShouldBe(200_002);
    }

    [Fact]
    public void Excerpt_OfALongText_LeavesOutWhatIsFarFromAChange()
    {
        var before = string.Join('\n', Enumerable.Range(1, 100));
        var excerpt = LineDiff.Excerpt(LineDiff.Between(before, before.Replace("\n50\n", "\nx\n", StringComparison.Ordinal))).ToList();
        excerpt.Count(l => l is null).ShouldBe(2);
        excerpt.OfType<DiffLine>().Count().ShouldBe(8);
    }

    private static string Text(Random random) => string.Join('\n', Enumerable.Range(0, random.Next(12)).Select(_ => random.Next(4)));

    private static string Joined(IEnumerable<DiffLine> lines) => string.Join('\n', lines.Select(l => l.Text));
}
