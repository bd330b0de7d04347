using TaskTracker.Rules.Json;

namespace TaskTracker.Rules;

/// <summary>A workflow file.</summary>
/// <param name="Name">As findings shall name it.</param>
public sealed record RuleFile(string Name, string Text);

/// <param name="Book">Null where there is any finding: nothing is half-loaded.</param>
/// <param name="Findings">Of all files, in file order.</param>
public sealed record RuleBookResult(RuleBook? Book, IReadOnlyList<Finding> Findings);
