using System.CommandLine;
using System.Globalization;
using TaskTracker.Demo;

namespace TaskTracker.Cli;

internal static class GenerateCommand
{
    public static Command Create()
    {
        var responsibilities = new Option<int>("--responsibilities") { Description = $"How many, from 1 to {GenerateLedger.MostResponsibilities}; exactly so many are made.", Required = true };
        responsibilities.Validators.Add(r =>
        {
            if (r.Tokens.Count == 1 && int.TryParse(r.Tokens[0].Value, CultureInfo.InvariantCulture, out var n) && (n < 1 || n > GenerateLedger.MostResponsibilities))
            {
                r.AddError($"--responsibilities is {n}; it must be from 1 to {GenerateLedger.MostResponsibilities}.");
            }
        });
        var seed = new Option<int>("--seed") { Description = "Another number gives another ledger, the same the same.", DefaultValueFactory = _ => 1 };
        var asOf = new Option<DateOnly?>("--as-of") { Description = $"The day up to which the histories go; by default {PlayDemo.Today:yyyy-MM-dd}.", CustomParser = Common.AsOf.CustomParser };
        var command = new Command("generate", "Fill an empty ledger with invented plans, departments, people and histories of any size.") { responsibilities, seed, asOf };
        command.SetAction((call, cancel) => Common.WithLedgerAsync(call, async (services, _) =>
        {
            var wanted = call.GetRequiredValue(responsibilities);
            using var bar = new ProgressLine("generate");
            var made = await ActivatorUtilities.CreateInstance<GenerateLedger>(services)
                .HandleAsync(wanted, call.GetValue(seed), call.GetValue(asOf) ?? PlayDemo.Today, done => bar.Show($"{done}/{wanted}"), cancel);
            bar.Dispose();
            if (made is null)
            {
                await Console.Error.WriteLineAsync("The ledger has plans already; name another folder with --data, or another database. Nothing was changed.");
                return ExitCode.WrongInput;
            }

            await Console.Out.WriteLineAsync($"{made.Responsibilities} responsibilities in {made.Plans} plans of {made.Regions} regions: {made.Tasks} tasks, {made.Milestones} milestones, "
                + $"{made.Departments} departments, {made.People} people, {made.Reports} reports, {made.HistoryEntries} history entries.");
            return ExitCode.Done;
        }, cancel));
        return command;
    }
}
