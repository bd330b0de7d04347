using TaskTracker.Domain.Calendar;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Rules;
using TaskTracker.Rules.Json;

namespace TaskTracker.Sweep;

/// <summary>The rules and the calendar in force. They are read once; a file that does not load keeps the program from starting.</summary>
internal sealed class HouseRules(RulesFolder folder)
{
    private readonly Lazy<(WatchRules Rules, WorkCalendar Calendar)> _current = new(() =>
    {
        var findings = new List<Finding>();
        var loaded = Load(folder, findings);
        return loaded ?? throw new RulesInvalidException(findings);
    });

    /// <exception cref="RulesInvalidException">A file is wrong.</exception>
    public (WatchRules Rules, WorkCalendar Calendar) Current => _current.Value;

    /// <summary>All findings of all workflow and calendar files; null where there is any.</summary>
    public static (WatchRules Rules, WorkCalendar Calendar)? Load(RulesFolder folder, List<Finding> findings)
    {
        var calendar = CalendarFile.ReadAll(folder.Files("calendars").Select(f => (f, File.ReadAllBytes(f))), out var found);
        findings.AddRange(found);
        var workflows = folder.Files("workflows").Select(f => new RuleFile(f, File.ReadAllText(f))).ToList();
        if (workflows.Count == 0)
        {
            findings.Add(new Finding(Path.Combine(folder.Path, "workflows"), 1, 1, "no-rules", "There is no workflow file here, so nothing would ever be watched."));
        }

        var rules = WatchRules.Load(workflows, findings);
        return findings.Count == 0 ? (rules!, calendar!) : null;
    }
}

/// <summary>Rule or calendar files are wrong; each finding says where.</summary>
internal sealed class RulesInvalidException(IReadOnlyList<Finding> findings) : Exception(string.Join(Environment.NewLine, findings))
{
    public IReadOnlyList<Finding> Findings { get; } = findings;
}

/// <summary>The folder with workflows, calendars and the shipped plans.</summary>
internal sealed record RulesFolder(string Path)
{
    /// <summary>The JSON files of a folder below, by name.</summary>
    public IReadOnlyList<string> Files(string subfolder)
    {
        var path = System.IO.Path.Combine(Path, subfolder);
        return Directory.Exists(path) ? [.. Directory.GetFiles(path, "*.json").Order(StringComparer.Ordinal)] : [];
    }
}
