using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskTracker.Domain.Calendar;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Persistence;
using TaskTracker.Rules.Json;
using TaskTracker.RulesInForce;

namespace TaskTracker.Sweep;

/// <summary>
/// The rules and the calendar in force: the ledger's newest version, compiled once. Every use looks whether another node has published a
/// newer one. Only a ledger that has no version yet is served from the folder.
/// </summary>
internal sealed class HouseRules(RulesFolder folder, IDbContextFactory<TrackerDb> databases, IOptions<RulesOptions> options)
{
    private readonly ConcurrentDictionary<int, Lazy<LoadedRules?>> _versions = new();
    private readonly Lazy<LoadedRules> _folder = new(() => Load(folder, options.Value));
    private LoadedRules? _inForce;

    /// <exception cref="RulesInvalidException">The ledger has no version yet, and a file of the folder is wrong.</exception>
    public (WatchRules Rules, WorkCalendar Calendar) Current => (InForce.Rules, InForce.Calendar);

    /// <inheritdoc cref="Current"/>
    public LoadedRules InForce
    {
        get
        {
            using var db = databases.CreateDbContext();
            var newest = db.RuleVersions.Max(v => (int?)v.Number);
            return newest is not { } number ? _folder.Value
                : _inForce is { } known && known.Number == number ? known
                : _inForce = Newest(db, number);
        }
    }

    /// <summary>The rules among which a rule was as a running notice knows it.</summary>
    /// <param name="ruleVersion">As the engine tells it.</param>
    /// <returns>Null where no version of the ledger has the rule so.</returns>
    public LoadedRules? Earlier(string workflow, string rule, string ruleVersion)
    {
        using var db = databases.CreateDbContext();
        return db.PublishedRules.Where(r => r.Workflow == workflow && r.Rule == rule && r.RuleVersion == ruleVersion).Max(r => (int?)r.VersionNumber) is { } number
            ? Version(number) : null;
    }

    /// <summary>What running signals began with, where <paramref name="rules"/> have another version of it.</summary>
    /// <param name="running">As in <see cref="KeptRules.Of"/>.</param>
    public KeptRules Kept(WatchRules rules, IEnumerable<(string Subject, string Workflow, string Rule, string Version)> running) =>
        KeptRules.Of(rules, running, (workflow, rule, version) => Earlier(workflow, rule, version)?.Rules);

    /// <summary>The same for the signals of one responsibility that run since a day or longer.</summary>
    public async Task<KeptRules> KeptAsync(TrackerDb db, WatchRules rules, int responsibilityId, DateOnly since, CancellationToken cancel)
    {
        var signals = await db.Signals.Where(s => s.ResponsibilityId == responsibilityId && s.Since <= since)
            .Select(s => new { s.Subject, s.Workflow, s.Rule, s.RuleVersion }).AsNoTracking().ToListAsync(cancel);
        return Kept(rules, signals.Select(s => (s.Subject, s.Workflow, s.Rule, s.RuleVersion)));
    }

    /// <returns>Null where there is no such version, or where this program can no longer read its files.</returns>
    public LoadedRules? Version(int number) => _versions.GetOrAdd(number, n => new Lazy<LoadedRules?>(() =>
    {
        using var db = databases.CreateDbContext();
        return db.RuleVersions.AsNoTracking().SingleOrDefault(v => v.Number == n)?.Texts().Load(n, []) is { } loaded ? options.Value.Decide(loaded) : null;
    })).Value;

    // A later program may refuse what an earlier one took; then the last version counts that it takes.
    private LoadedRules Newest(TrackerDb db, int newest) =>
        Version(newest) ?? db.RuleVersions.Where(v => v.Number < newest).OrderByDescending(v => v.Number).Select(v => v.Number).AsEnumerable().Select(Version).FirstOrDefault(v => v is not null)
            ?? _folder.Value;

    /// <summary>All findings of all workflow and calendar files, by their paths; null where there is any.</summary>
    public static LoadedRules? Load(RulesFolder folder, List<Finding> findings, RulesOptions? options = null)
    {
        var found = new List<Finding>();
        var loaded = RuleTexts.Read(folder, found).Load(0, found);
        loaded = options is null ? loaded : options.Check(loaded, found);
        findings.AddRange(folder.WithPaths(found));
        return loaded is null || options is null ? loaded : options.Decide(loaded);
    }

    private static LoadedRules Load(RulesFolder folder, RulesOptions options)
    {
        var findings = new List<Finding>();
        return Load(folder, findings, options) ?? throw new RulesInvalidException(findings);
    }
}

/// <summary>Rule or calendar files are wrong; each finding says where.</summary>
internal sealed class RulesInvalidException(IReadOnlyList<Finding> findings) : Exception(string.Join(Environment.NewLine, findings))
{
    public IReadOnlyList<Finding> Findings { get; } = findings;
}

/// <summary>The folder with workflows, calendars and the shipped plans.</summary>
/// <param name="IsShipped">It came with the program, and nobody has named it: it counts only while the ledger has no rules of its own.</param>
internal sealed record RulesFolder(string Path, bool IsShipped = false)
{
    /// <summary>The JSON files of a folder below, by name.</summary>
    public IReadOnlyList<string> Files(string subfolder)
    {
        var path = System.IO.Path.Combine(Path, subfolder);
        return Directory.Exists(path) ? [.. Directory.GetFiles(path, "*.json").Order(StringComparer.Ordinal)] : [];
    }

    public IEnumerable<Finding> WithPaths(IEnumerable<Finding> findings) =>
        findings.Select(f => f with { File = System.IO.Path.Combine(Path, f.File.Replace('/', System.IO.Path.DirectorySeparatorChar)) });
}
