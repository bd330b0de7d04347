using System.CommandLine;
using System.Globalization;
using TaskTracker.Features.Prints;
using TaskTracker.Features.Responsibilities;

namespace TaskTracker.Cli;

/// <summary>Prints to a file what the pages offer for download.</summary>
internal static class PrintCommands
{
    private const string Month = "--month";

    private static readonly Option<string> To = new("--to")
    {
        Description = "The file to write; one that is there is written anew.", Required = true,
        Validators = { result => { if (result.Tokens is [{ Value: var value }] && (string.IsNullOrWhiteSpace(value) || Directory.Exists(value))) result.AddError($"--to is \"{value}\"; name a file."); } },
    };

    public static Command Ledger()
    {
        var plan = Plan();
        var light = new Option<string?>("--light") { Description = "Only those that show this light." }.AcceptOnlyFromAmong("red", "yellow", "green", "grey", "blue");
        var when = new Option<string?>("--when") { Description = "Only those overdue, or due soon." }.AcceptOnlyFromAmong("overdue", "soon");
        var department = new Option<int?>("--department") { Description = "Only this department's; its number stands in its page's address." };
        var sort = new Option<string?>("--sort") { Description = "By default in the plan's order." }.AcceptOnlyFromAmong("task", "department", "due", "worst");
        var print = new Command("print", "Print a plan's responsibilities as a ledger (台账), .xlsx.") { plan, To, light, department, when, sort, Common.AsOf };
        print.SetAction((call, cancel) => Common.WithLedgerAsync(call, async (services, _) =>
        {
            await using var scope = services.CreateAsyncScope();
            var filter = ResponsibilityFilter.Parse(call.GetValue(light), call.GetRequiredValue(plan), call.GetValue(department), call.GetValue(when), call.GetValue(sort) ?? "task", null);
            FileStream? file = null;
            var refusal = await scope.ServiceProvider.GetRequiredService<PrintLedger>().HandleAsync(filter, () => file = File.Create(call.GetRequiredValue(To)), cancel);
            await using (file)
            {
                return refusal is { } why ? await RefuseAsync(why) : await DoneAsync(call.GetRequiredValue(To));
            }
        }, cancel));
        return new Command("ledger", "The ledger as a spreadsheet.") { print };
    }

    public static Command Bulletin()
    {
        var plan = Plan();
        var month = new Option<DateOnly?>(Month)
        {
            Description = "The month, e.g. 2024-11; by default the current one.",
            CustomParser = result =>
            {
                if (PrintEndpoints.Month(result.Tokens[0].Value, default) is { } day)
                {
                    return day;
                }

                result.AddError($"{Month} is \"{result.Tokens[0].Value}\"; write a month like 2024-11.");
                return null;
            },
        };
        var unranked = new Option<bool>("--no-ranking") { Description = "Departments by name, without a place." };
        var print = new Command("print", "Print a plan's month (通报), .docx.") { plan, To, month, unranked, Common.AsOf };
        print.SetAction((call, cancel) => Common.WithLedgerAsync(call, async (services, today) =>
        {
            await using var scope = services.CreateAsyncScope();
            return await SaveAsync(await scope.ServiceProvider.GetRequiredService<PrintBulletin>().HandleAsync(
                call.GetRequiredValue(plan), call.GetValue(month) ?? today, !call.GetValue(unranked), cancel), call.GetRequiredValue(To), cancel);
        }, cancel));
        return new Command("bulletin", "A month's bulletin (通报).") { print };
    }

    public static Command Letter()
    {
        var responsibility = new Argument<int>("RESPONSIBILITY") { Description = "Its number, as in its page's address." };
        var kind = new Argument<string>("KIND") { Description = "order (督办单), talk (约谈函), rectify (整改通知) or extension (延期批复)." };
        kind.AcceptOnlyFromAmong(["order", .. Enum.GetValues<LetterKind>().Select(Name)]);
        var print = new Command("print", "Print the draft of a letter about a responsibility, .docx.") { responsibility, kind, To, Common.AsOf };
        print.SetAction((call, cancel) => Common.WithLedgerAsync(call, async (services, _) =>
        {
            await using var scope = services.CreateAsyncScope();
            var (id, name) = (call.GetRequiredValue(responsibility), call.GetRequiredValue(kind));
            return await SaveAsync(name == "order"
                ? await scope.ServiceProvider.GetRequiredService<PrintOrder>().HandleAsync(id, cancel)
                : await scope.ServiceProvider.GetRequiredService<PrintLetter>().HandleAsync(id, Enum.GetValues<LetterKind>().First(k => Name(k) == name), cancel), call.GetRequiredValue(To), cancel);
        }, cancel));
        return new Command("letter", "Drafts of official letters.") { print };
    }

    private static Argument<string> Plan() => new("PLAN") { Description = "The plan's id." };

    private static string Name(LetterKind kind) => kind.ToString().ToLowerInvariant();

    private static async Task<int> SaveAsync(PrintOutcome outcome, string file, CancellationToken cancel)
    {
        if (outcome.Print is not { } print)
        {
            return await RefuseAsync(outcome.Refusal!.Value);
        }

        await File.WriteAllBytesAsync(file, print.Content, cancel);
        return await DoneAsync(file);
    }

    private static async Task<int> DoneAsync(string file)
    {
        await Console.Out.WriteLineAsync(Terminal.Line(file));
        return ExitCode.Done;
    }

    private static async Task<int> RefuseAsync(PrintRefusal refusal)
    {
        await Console.Error.WriteLineAsync(refusal switch
        {
            PrintRefusal.NoPlan => "There is no such plan in the ledger; load it first: tasktracker plan load FILE.",
            PrintRefusal.NoResponsibility => "There is no such responsibility in force; its number stands in its page's address.",
            PrintRefusal.MonthNotBegun => "That month has not begun; name an earlier one.",
            PrintRefusal.MonthBeforePlan => "That month lies before the plan's period; name a later one.",
            PrintRefusal.NoExtension => "No extension was granted for this responsibility, so there is nothing to confirm.",
            _ => string.Create(CultureInfo.InvariantCulture, $"The list has more rows than a sheet ({Letters.LedgerWorkbook.MostRows}); narrow it with --department, --light or --when."),
        });
        return ExitCode.WrongInput;
    }
}
