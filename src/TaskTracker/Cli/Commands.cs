using System.CommandLine;
using TaskTracker.Domain.Plans;
using TaskTracker.Features.Organisation;
using TaskTracker.Features.Plans;

namespace TaskTracker.Cli;

/// <summary>The verbs of the command line. Exit code 0: done; 2: the input or the call was wrong and nothing was changed; 1: anything else.</summary>
internal static class Commands
{
    public static RootCommand Root()
    {
        var root = new RootCommand("Keeps government plans moving: who is responsible, who is late, and who is told.") { Common.Data, Common.Rules };
        ServeCommand.AddTo(root);
        root.Subcommands.Add(Load("org", "load", "Bring departments, people and posts of a region into the ledger.", (s, f, t, d, c) => s.GetRequiredService<LoadOrg>().HandleAsync(f, t, d, c)));
        root.Subcommands.Add(PlanCommand());
        root.Subcommands.Add(LoadVerb("assign", "Assign tasks and indicators to departments.", (s, f, t, d, c) => s.GetRequiredService<AssignTasks>().HandleAsync(f, t, d, c)));
        root.Subcommands.Add(SweepCommands.Sweep());
        root.Subcommands.Add(SweepCommands.Digest());
        root.Subcommands.Add(SweepCommands.Reasons());
        root.Subcommands.Add(LintCommand.Create());
        root.Subcommands.Add(ImportCommand.Create());
        root.Subcommands.Add(GenerateCommand.Create());
        root.Subcommands.Add(DemoCommand.Create());
        return root;
    }

    private static Command PlanCommand()
    {
        var plan = new Command("plan", "Load plans, break them down by year, change their state.");
        plan.Subcommands.Add(LoadVerb("load", "Bring a plan file into the ledger as a draft.", (s, f, t, d, c) => s.GetRequiredService<LoadPlan>().HandleAsync(f, t, d, c)));
        plan.Subcommands.Add(LoadVerb("breakdown", "Add a year's milestones and indicator targets (年度分解).", (s, f, t, d, c) => s.GetRequiredService<BreakDownYear>().HandleAsync(f, t, d, c)));

        var key = new Argument<string>("PLAN") { Description = "The plan's id." };
        var state = new Argument<PlanState>("STATE") { Description = "Draft, Trial, Active, UnderEvaluation or Archived." };
        var change = new Command("state", "Move a plan to another state; only Active and UnderEvaluation send mail.") { key, state, Common.AsOf };
        change.SetAction((call, cancel) => Common.WithLedgerAsync(call, async (services, today) =>
        {
            await using var scope = services.CreateAsyncScope();
            if (await scope.ServiceProvider.GetRequiredService<ChangePlanState>().HandleAsync(call.GetRequiredValue(key), call.GetRequiredValue(state), today, cancel) is { } done)
            {
                await Console.Out.WriteLineAsync(done);
                return ExitCode.Done;
            }

            await Console.Error.WriteLineAsync($"There is no plan \"{call.GetRequiredValue(key)}\" in the ledger; load it first: tasktracker plan load FILE.");
            return ExitCode.WrongInput;
        }, cancel));
        plan.Subcommands.Add(change);
        return plan;
    }

    private static Command Load(string noun, string verb, string description, Loading load)
    {
        var command = new Command(noun, description);
        command.Subcommands.Add(LoadVerb(verb, description, load));
        return command;
    }

    private static Command LoadVerb(string verb, string description, Loading load)
    {
        var files = new Argument<string[]>("FILE") { Description = "One file or several.", Arity = ArgumentArity.OneOrMore };
        var command = new Command(verb, description) { files, Common.AsOf };
        command.SetAction((call, cancel) => Common.WithLedgerAsync(call, async (services, today) =>
        {
            foreach (var file in call.GetRequiredValue(files))
            {
                if (!File.Exists(file))
                {
                    await Console.Error.WriteLineAsync($"There is no file \"{file}\".");
                    return ExitCode.WrongInput;
                }

                await using var scope = services.CreateAsyncScope();
                var result = await load(scope.ServiceProvider, file, await File.ReadAllTextAsync(file, cancel), today, cancel);
                if (result.Findings.Count > 0)
                {
                    await Common.PrintAsync(result.Findings);
                    return ExitCode.WrongInput;
                }

                foreach (var line in result.Done)
                {
                    await Console.Out.WriteLineAsync(line);
                }
            }

            return ExitCode.Done;
        }, cancel));
        return command;
    }

    private delegate Task<Features.LoadResult> Loading(IServiceProvider services, string file, string text, DateOnly today, CancellationToken cancel);
}
