using System.CommandLine;
using TaskTracker.Domain.Plans;
using TaskTracker.Features;
using TaskTracker.Features.Plans;

namespace TaskTracker.Cli;

/// <summary>The verbs of the command line. Exit code 0: done; 2: the input or the call was wrong and nothing was changed; 3: a rehearsal broke the cap on mails; 1: anything else.</summary>
internal static class Commands
{
    private static readonly Option<string?> Decision = new("--decision")
    {
        Description = "The document (文号) by which the files are a later version of plans in the ledger: tasks are known again by what they say, and what is gone ends.",
        Validators = { result => { if (result.Tokens is not [{ Value: var value }] || string.IsNullOrWhiteSpace(value)) result.AddError("--decision is empty; give the document's number."); } },
    };

    public static RootCommand Root()
    {
        var root = new RootCommand("Keeps government plans moving: who is responsible, who is late, and who is told.") { Common.Data, Common.Rules };
        ServeCommand.AddTo(root);
        root.Subcommands.Add(OrgCommand());
        root.Subcommands.Add(PlanCommand());
        root.Subcommands.Add(LoadVerb("assign", "Assign tasks and indicators to departments.", FileKind.Assignment));
        root.Subcommands.Add(SweepCommands.Sweep());
        root.Subcommands.Add(SweepCommands.Digest());
        root.Subcommands.Add(SweepCommands.Reasons());
        root.Subcommands.Add(AuditCommand.Create());
        root.Subcommands.Add(ExplainCommand.Create());
        root.Subcommands.Add(SimulateCommand.Create());
        root.Subcommands.Add(PrintCommands.Ledger());
        root.Subcommands.Add(PrintCommands.Bulletin());
        root.Subcommands.Add(PrintCommands.Letter());
        root.Subcommands.Add(LintCommand.Create());
        root.Subcommands.Add(ImportCommand.Create());
        root.Subcommands.Add(GenerateCommand.Create());
        root.Subcommands.Add(DemoCommand.Create());
        return root;
    }

    private static Command PlanCommand()
    {
        var plan = new Command("plan", "Load plans, break them down by year, change their state.");
        plan.Subcommands.Add(LoadVerb("load", "Bring a plan file into the ledger as a draft.", FileKind.Plan, Decision));
        plan.Subcommands.Add(LoadVerb("breakdown", "Add a year's milestones and indicator targets (年度分解).", FileKind.Breakdown));

        var key = new Argument<string>("PLAN") { Description = "The plan's id." };
        var state = new Argument<PlanState>("STATE")
        {
            Description = "Draft, Trial, Active, UnderEvaluation or Archived.",

            // By name only: left to itself the parser takes a number, or two names with a comma, for a state.
            CustomParser = result =>
            {
                var word = result.Tokens[0].Value;
                if (Enum.GetNames<PlanState>().FirstOrDefault(n => n.Equals(word, StringComparison.OrdinalIgnoreCase)) is { } name)
                {
                    return Enum.Parse<PlanState>(name);
                }

                result.AddError($"\"{word}\" is no state of a plan: {string.Join(", ", Enum.GetNames<PlanState>())}.");
                return default;
            },
        };
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

    private static Command OrgCommand()
    {
        var org = new Command("org", "Bring departments, people and posts of a region into the ledger.");
        org.Subcommands.Add(LoadVerb("load", "Bring departments, people and posts of a region into the ledger.", FileKind.Org));
        return org;
    }

    private static Command LoadVerb(string verb, string description, FileKind kind, Option<string?>? decision = null)
    {
        var files = new Argument<string[]>("FILE") { Description = "One file or several; where one is wrong, none is loaded.", Arity = ArgumentArity.OneOrMore };
        var command = new Command(verb, description) { files, Common.AsOf };
        if (decision is not null)
        {
            command.Options.Add(decision);
        }

        command.SetAction((call, cancel) => Common.WithLedgerAsync(call, async (services, today) =>
        {
            await using var scope = services.CreateAsyncScope();
            var version = decision is not null && call.GetValue(decision) is { } document ? new NewVersion(document.Trim()) : null;
            var result = await scope.ServiceProvider.GetRequiredService<LoadFiles>().HandleAsync(kind, call.GetRequiredValue(files), today, cancel, version);
            if (result.Findings.Count > 0)
            {
                await Common.PrintAsync(result.Findings);
                return ExitCode.WrongInput;
            }

            foreach (var line in result.Done)
            {
                await Console.Out.WriteLineAsync(line);
            }

            return ExitCode.Done;
        }, cancel));
        return command;
    }
}
