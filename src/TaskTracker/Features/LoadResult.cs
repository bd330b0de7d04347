using TaskTracker.Rules.Json;

namespace TaskTracker.Features;

/// <summary>What came of loading a file: either findings and nothing changed, or what was done, in words.</summary>
internal sealed record LoadResult(IReadOnlyList<Finding> Findings, IReadOnlyList<string> Done)
{
    public static LoadResult Refused(Findings findings) => new(findings.All, []);

    public static LoadResult Loaded(params string[] done) => new([], done);
}
