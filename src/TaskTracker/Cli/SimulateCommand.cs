using System.CommandLine;
using Microsoft.Extensions.Options;
using TaskTracker.Domain.Calendar;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Features.Rehearsal;
using TaskTracker.Rules.Json;
using TaskTracker.Sweep;

namespace TaskTracker.Cli;

/// <summary>Rehearses rules over a span of days and prints what they would write to whom; changes nothing.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        var from = Common.Day("--from", "The first day, e.g. 2024-11-20.");
        var to = Common.Day("--to", "The last day.");
        (from.Required, to.Required) = (true, true);
        var against = new Option<string?>("--against") { Description = "A rules folder that might take the place of that of --rules: tells what would appear, vanish, move." };
        var format = new Option<string>("--format") { Description = "json or table.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("json", "table");
        var language = new Option<string>("--lang") { Description = "The language of the table: zh or en.", DefaultValueFactory = _ => "zh" };
        language.AcceptOnlyFromAmong("zh", "en");
        var command = new Command("simulate", "Rehearse the rules over past or coming days: who would get what. Writes nothing, sends nothing. Exit code 3: by the rules named here somebody would get more mails in a week than Rules:MailsPerPersonAndWeek allows, and more than by those in force.")
        {
            from, to, against, format, language, Common.AsOf,
        };
        command.SetAction((call, cancel) => Common.LookAtLedgerAsync(call, async services =>
        {
            var options = services.GetRequiredService<IOptions<RulesOptions>>().Value;
            var inForce = services.GetRequiredService<HouseRules>().Current;
            var rules = call.GetValue(Common.Rules) is { } named ? Load(named, inForce.Calendar, options) : inForce;
            (WatchRules, WorkCalendar)? others = call.GetValue(against) is { } folder ? Load(folder, rules.Calendar, options) : null;
            var rehearsed = await services.GetRequiredService<RehearseRules>().HandleAsync(call.GetRequiredValue(from)!.Value, call.GetRequiredValue(to)!.Value, rules, others, cancel);
            await Console.Out.WriteLineAsync(call.GetValue(format) == "json"
                ? RehearsalJson.Write(rehearsed)
                : RehearsalTable.Write(rehearsed, call.GetValue(language) == "en" ? Words.LedgerWords.English : Words.LedgerWords.Chinese, Terminal.Width));
            return rehearsed.IsWithinCap ? ExitCode.Done : ExitCode.OverCap;
        }, cancel));
        return command;
    }

    /// <summary>A folder without calendars goes by those of the rules in force.</summary>
    /// <exception cref="RulesInvalidException">A file is wrong, or there is no such folder.</exception>
    private static (WatchRules Rules, WorkCalendar Calendar) Load(string path, WorkCalendar calendar, RulesOptions options)
    {
        var (folder, findings) = (new RulesFolder(path), new List<Finding>());
        return HouseRules.Load(folder, findings, options) is { } loaded
            ? (loaded.Rules, folder.Files("calendars").Count == 0 ? calendar : loaded.Calendar)
            : throw new RulesInvalidException(findings);
    }
}
