using System.CommandLine;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Plans;
using TaskTracker.Rules.Json;
using TaskTracker.Sweep;

namespace TaskTracker.Cli;

/// <summary>Checks every file of the rules folder, those of plans, breakdowns, assignments and organisation included, and prints all that is wrong.</summary>
internal static class LintCommand
{
    public static Command Create()
    {
        var folder = new Argument<string?>("FOLDER") { Description = "A rules folder; by default that of --rules.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("lint", "Check all rule, calendar, plan, breakdown, assignment and org files.") { folder };
        command.SetAction(async (call, _) =>
        {
            var named = call.GetValue(folder);
            if (named is not null && !Directory.Exists(named))
            {
                await Console.Error.WriteLineAsync($"There is no folder \"{named}\".");
                return ExitCode.WrongInput;
            }

            var rules = named is null ? Common.RulesOf(call) : new RulesFolder(named);
            var findings = new List<Finding>();
            var loaded = HouseRules.Load(rules, findings);
            var files = CheckFiles(rules, findings);
            if (findings.Count > 0)
            {
                await Common.PrintAsync(findings);
                return ExitCode.WrongInput;
            }

            await Console.Out.WriteLineAsync($"{loaded!.Value.Rules.Book.Rules.Count} rules and {files} other files in {rules.Path}: no error.");
            return ExitCode.Done;
        });
        return command;
    }

    private static int CheckFiles(RulesFolder rules, List<Finding> findings)
    {
        var checks = new (string Folder, Action<string, string, Findings> Read)[]
        {
            ("plans", (file, text, found) => PlanFileReader.Read(file, text, found)),
            ("demo", (file, text, found) => PlanFileReader.Read(file, text, found)),
            ("org", (_, text, found) => OrgFileReader.Read(text, found)),
            ("assignments", (_, text, found) => AssignmentFileReader.Read(text, found)),
            ("breakdown", (_, text, found) => BreakdownFileReader.Read(text, found)),
        };
        var count = rules.Files("calendars").Count;
        foreach (var (folder, read) in checks)
        {
            foreach (var file in rules.Files(folder))
            {
                var found = new Findings(file);
                read(file, File.ReadAllText(file), found);
                findings.AddRange(found.All);
                count++;
            }
        }

        return count;
    }
}
