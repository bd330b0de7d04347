using System.Security.Cryptography;
using System.Text;
using TaskTracker.Domain.Calendar;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Rules;
using TaskTracker.Rules.Json;
using TaskTracker.Sweep;

namespace TaskTracker.RulesInForce;

/// <param name="Name">Within the rules folder, e.g. <c>workflows/progress.json</c>.</param>
public sealed record RuleText(string Name, string Text);

/// <summary>The texts of the workflow and calendar files that count together, in the order of their names.</summary>
public sealed class RuleTexts(IEnumerable<RuleText> files)
{
    private const string Workflows = "workflows/";
    private const string Calendars = "calendars/";

    public IReadOnlyList<RuleText> All { get; } = [.. files.OrderBy(f => f.Name, StringComparer.Ordinal)];

    public IEnumerable<RuleText> OfWorkflows => All.Where(f => IsWorkflow(f.Name));

    /// <summary>64 hexadecimal digits that are the same for the same texts only.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(All.Select(f => $"{f.Name}\n{f.Text.Length}\n{f.Text}")))));

    public RuleTexts With(RuleText file) => new(All.Where(f => f.Name != file.Name).Append(file));

    public RuleTexts Without(string name) => new(All.Where(f => f.Name != name));

    /// <summary>The names of files that are in one and not in the other, or read otherwise there.</summary>
    public IReadOnlyList<string> DifferentFrom(RuleTexts other) => [.. All.Except(other.All).Concat(other.All.Except(All)).Select(f => f.Name).Distinct().Order(StringComparer.Ordinal)];

    public static bool IsWorkflow(string name) => name.StartsWith(Workflows, StringComparison.Ordinal);

    /// <summary>Reads the folder. A file that cannot be read is a finding and lacks a text.</summary>
    internal static RuleTexts Read(RulesFolder folder, List<Finding> findings)
    {
        var texts = new List<RuleText>();
        foreach (var (path, name) in new[] { Workflows, Calendars }.SelectMany(sub => folder.Files(sub.TrimEnd('/')).Select(path => (path, sub + Path.GetFileName(path)))))
        {
            var found = new Findings(name);
            if (InputFile.Read(path, found) is { } text)
            {
                texts.Add(new RuleText(name, text));
            }

            findings.AddRange(found.All);
        }

        return new RuleTexts(texts);
    }

    /// <returns>Null where <paramref name="findings"/> has any, also from before.</returns>
    public LoadedRules? Load(int number, List<Finding> findings)
    {
        var calendar = CalendarFile.ReadAll([.. All.Where(f => !IsWorkflow(f.Name)).Select(f => (f.Name, Encoding.UTF8.GetBytes(f.Text)))], out var wrong);
        findings.AddRange(wrong);
        if (!OfWorkflows.Any() && !findings.Any(f => IsWorkflow(f.File)))
        {
            findings.Add(new Finding("workflows", 1, 1, "no-rules", "There is no workflow file here, so nothing would ever be watched."));
        }

        var rules = WatchRules.Load([.. OfWorkflows.Select(f => new RuleFile(f.Name, f.Text))], findings);
        return findings.Count == 0 ? new LoadedRules(number, this, rules!, calendar!) : null;
    }
}

/// <param name="Number">Of the published version; 0 while the ledger has none.</param>
public sealed record LoadedRules(int Number, RuleTexts Texts, WatchRules Rules, WorkCalendar Calendar);
