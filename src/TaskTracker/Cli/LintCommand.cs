using System.CommandLine;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Plans;
using TaskTracker.Features;
using TaskTracker.Features.Plans;
using TaskTracker.Persistence;
using TaskTracker.Rules.Json;
using TaskTracker.Sweep;

namespace TaskTracker.Cli;

/// <summary>Checks every file of the rules folder, those of plans, breakdowns, assignments and organisation included, and prints all that is wrong.</summary>
internal static class LintCommand
{
    public static Command Create()
    {
        var folder = new Argument<string?>("FOLDER") { Description = "A rules folder; by default that of --rules.", Arity = ArgumentArity.ZeroOrOne };
        var language = new Option<string>("--lang") { Description = "The language in which the rules are told: zh or en.", DefaultValueFactory = _ => "zh" };
        language.AcceptOnlyFromAmong("zh", "en");
        var command = new Command("lint", "Check all rule, calendar, plan, breakdown, assignment and org files, and say what each rule means.") { folder, language };
        command.SetAction((call, cancel) => Common.GuardAsync(async () =>
        {
            var named = call.GetValue(folder);
            if (named is not null && !Directory.Exists(named))
            {
                await Console.Error.WriteLineAsync($"There is no folder \"{named}\".");
                return ExitCode.WrongInput;
            }

            var rules = named is null ? Common.RulesOf(call) : new RulesFolder(named);
            var findings = new List<Finding>();
            var loaded = HouseRules.Load(rules, findings, RulesOptions.Of(Common.Configuration(Common.PlaceOf(call))));
            await CheckLedgerFilesAsync(rules, findings, cancel);
            if (findings.Count > 0)
            {
                await Common.PrintAsync(findings);
                return ExitCode.WrongInput;
            }

            foreach (var rule in loaded!.Rules.Book.Rules)
            {
                var meaning = RuleMeaning.Of(rule, loaded.Rules.Of(rule));
                await Console.Out.WriteLineAsync($"{rule.Workflow}/{rule.Name}: {(call.GetValue(language) == "en" ? meaning.English : meaning.Chinese)}");
            }

            var files = Folders.Sum(f => rules.Files(f.Folder).Count) + rules.Files("calendars").Count;
            await Console.Out.WriteLineAsync($"{loaded.Rules.Book.Rules.Count} rules and {files} other files in {rules.Path}: no error.");
            return ExitCode.Done;
        }));
        return command;
    }

    /// <summary>In the order in which they build on one another.</summary>
    private static readonly IReadOnlyList<(string Folder, FileKind Kind)> Folders =
    [
        ("org", FileKind.Org), ("demo", FileKind.Plan), ("plans", FileKind.Plan), ("assignments", FileKind.Assignment), ("breakdown", FileKind.Breakdown),
    ];

    /// <summary>
    /// Loads them all into a ledger in memory, so that what one file says of another is held against it exactly as loading would. Where plans
    /// or departments are wrong, the files that build on them are only read, lest every name in them be called unknown.
    /// </summary>
    internal static async Task CheckLedgerFilesAsync(RulesFolder rules, List<Finding> findings, CancellationToken cancel)
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync(cancel);
        await using var db = new SqliteTrackerDb(new DbContextOptionsBuilder<SqliteTrackerDb>().UseSqlite(connection).Options);
        await db.Database.EnsureCreatedAsync(cancel);
        var load = new LoadFiles(db, new ShareOutPlans(db, TimeProvider.System), TimeProvider.System);
        var whole = true;
        foreach (var (folder, kind) in Folders)
        {
            var found = whole || kind is FileKind.Org or FileKind.Plan
                ? (await load.HandleAsync(kind, rules.Files(folder), DateOnly.MinValue, cancel)).Findings
                : [.. rules.Files(folder).SelectMany(f => ReadAlone(kind, f))];
            whole &= found.Count == 0;
            findings.AddRange(found);
        }
    }

    private static IReadOnlyList<Finding> ReadAlone(FileKind kind, string file)
    {
        var found = new Findings(file);
        if (InputFile.Read(file, found) is { } text)
        {
            _ = kind == FileKind.Assignment ? AssignmentFileReader.Read(text, found) : (object?)BreakdownFileReader.Read(text, found);
        }

        return found.All;
    }
}
