using System.Text;
using Microsoft.Extensions.Options;
using TaskTracker.Domain.Calendar;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Rules;
using TaskTracker.Rules.Json;

namespace TaskTracker.Sweep;

/// <summary>The rules and the calendar in force. They are read once; a file that does not load keeps the program from starting.</summary>
internal sealed class HouseRules(RulesFolder folder, IOptions<RulesOptions>? options = null)
{
    private readonly Lazy<(WatchRules Rules, WorkCalendar Calendar)> _current = new(() =>
    {
        var findings = new List<Finding>();
        var loaded = Load(folder, findings, options?.Value);
        return loaded ?? throw new RulesInvalidException(findings);
    });

    /// <exception cref="RulesInvalidException">A file is wrong.</exception>
    public (WatchRules Rules, WorkCalendar Calendar) Current => _current.Value;

    /// <summary>All findings of all workflow and calendar files; null where there is any.</summary>
    public static (WatchRules Rules, WorkCalendar Calendar)? Load(RulesFolder folder, List<Finding> findings, RulesOptions? options = null)
    {
        var calendar = LoadCalendar(folder, findings);
        var workflows = new List<RuleFile>();
        foreach (var file in folder.Files("workflows"))
        {
            var found = new Findings(file);
            workflows.AddRange(InputFile.Read(file, found) is { } text ? [new RuleFile(file, text)] : Array.Empty<RuleFile>());
            findings.AddRange(found.All);
        }

        if (folder.Files("workflows").Count == 0)
        {
            findings.Add(new Finding(Path.Combine(folder.Path, "workflows"), 1, 1, "no-rules", "There is no workflow file here, so nothing would ever be watched."));
        }

        var rules = WatchRules.Load(workflows, findings);
        rules = rules is null ? null : (options ?? new RulesOptions()).Apply(rules, findings);
        return findings.Count == 0 ? (rules!, calendar!) : null;
    }

    private static WorkCalendar? LoadCalendar(RulesFolder folder, List<Finding> findings)
    {
        var files = new List<(string Name, byte[] Utf8)>();
        foreach (var file in folder.Files("calendars"))
        {
            var found = new Findings(file);
            files.AddRange(InputFile.Read(file, found) is { } text ? [(file, Encoding.UTF8.GetBytes(text))] : Array.Empty<(string, byte[])>());
            findings.AddRange(found.All);
        }

        var calendar = CalendarFile.ReadAll(files, out var wrong);
        findings.AddRange(wrong);
        return calendar;
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
