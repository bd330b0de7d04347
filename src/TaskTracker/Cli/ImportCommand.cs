using System.CommandLine;
using System.Text;
using TaskTracker.Documents;
using TaskTracker.Domain.Import;
using TaskTracker.Rules.Json;

namespace TaskTracker.Cli;

/// <summary>Prints draft plans read from documents, or writes them into a folder; warnings go to the error stream.</summary>
internal static class ImportCommand
{
    private const string Json = "json";
    private const string Table = "table";
    private const int MostSkipped = 50;

    public static Command Create()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = $"Plan documents ({string.Join(" ", ReadDocument.Endings)}), or folders that are searched for them, folders in them included.", Arity = ArgumentArity.OneOrMore,
        };
        var format = new Option<string>("--format") { Description = "json: the plan file, for several documents an array of them; table: to read.", DefaultValueFactory = _ => Json };
        format.AcceptOnlyFromAmong(Json, Table);
        var folder = new Option<string?>("--out") { Description = "Write each plan file into this folder instead, named after its document." };
        var force = new Option<bool>("--force") { Description = "With --out: write over plan files that are there already." };
        var command = new Command("import", "Read plan documents and print the plan files that a person then confirms.") { files, format, folder, force, Common.AsOf };
        command.Validators.Add(call =>
        {
            if (call.GetValue(folder) is not null && call.GetValue(format) == Table)
            {
                call.AddError("--out writes plan files, so --format table does not go with it; leave one of them out.");
            }

            if (call.GetValue(folder) is null && call.GetValue(force))
            {
                call.AddError("--force goes with --out; without it nothing is written.");
            }
        });
        command.SetAction((call, cancel) => Common.GuardAsync(() => ImportAsync(call, call.GetRequiredValue(files), call.GetValue(format) == Table, OutOf(call, folder, force), cancel)));
        return command;
    }

    private static PlanFolder? OutOf(ParseResult call, Option<string?> folder, Option<bool> force) => call.GetValue(folder) is { } path ? new PlanFolder(path, call.GetValue(force)) : null;

    private static async Task<int> ImportAsync(ParseResult call, string[] named, bool asTable, PlanFolder? folder, CancellationToken cancel)
    {
        var notices = new List<Finding>();
        var context = new ImportContext(Common.TodayOf(call)) { Departments = KnownDepartments.Of(Common.RulesOf(call), notices) };
        foreach (var notice in notices)
        {
            await Console.Error.WriteLineAsync(notice.ToString());
        }

        var inputs = ImportInputs.Of(named);
        if (inputs.Skipped.Count > 0)
        {
            var names = string.Join(", ", inputs.Skipped.Take(MostSkipped)) + (inputs.Skipped.Count > MostSkipped ? ", …" : "");
            await Console.Error.WriteLineAsync(Terminal.Line($"{inputs.Skipped.Count} other files skipped, for only {string.Join(" ", ReadDocument.Endings)} are taken from a folder: {names}"));
        }

        var exitCode = inputs.Missing.Count > 0 || inputs.Files.Count == 0 ? ExitCode.WrongInput : ExitCode.Done;
        foreach (var missing in inputs.Missing)
        {
            await Console.Error.WriteLineAsync(Terminal.Line($"There is no file or folder \"{missing}\"; check the name."));
        }

        if (inputs.Missing.Count == 0 && inputs.Files.Count == 0)
        {
            await Console.Error.WriteLineAsync("There is no document to import; name a file, or a folder with documents.");
        }

        var printer = new PlanPrinter(asTable, isList: named.Length > 1 || inputs.HasFolder, folder);
        using (var progress = new ProgressLine("import"))
        {
            for (var i = 0; i < inputs.Files.Count; i++)
            {
                progress.Show(Terminal.Line($"{i + 1}/{inputs.Files.Count} {Path.GetFileName(inputs.Files[i])}"));
                var (code, text) = await ImportOneAsync(inputs.Files[i], context, printer, cancel);
                exitCode = Math.Max(exitCode, code);
                progress.Dispose();
                await Console.Error.WriteAsync(text);
            }
        }

        await printer.EndAsync();
        return exitCode;
    }

    /// <summary>One file, whatever it holds; what goes wrong with it keeps no other from being read.</summary>
    /// <returns>Its exit code and what is to be said of it.</returns>
    private static async Task<(int ExitCode, string Text)> ImportOneAsync(string file, ImportContext context, PlanPrinter printer, CancellationToken cancel)
    {
        var said = new StringBuilder();
        void Say(int line, string text, string code) => said.AppendLine(Terminal.Line($"{file}:{line}: {text} [{code}]"));
        try
        {
            await using var content = File.OpenRead(file);
            var import = await ImportDocument.HandleAsync(file, content, context, cancel);
            if (import.Problem is { } problem)
            {
                Say(1, $"{problem.In(Features.Layout.Language.Chinese)} {problem.In(Features.Layout.Language.English)}", problem.Code);
            }

            foreach (var warning in import.Warnings)
            {
                Say(warning.Line, warning.Text, warning.Code);
            }

            if (import.Draft is null)
            {
                return (ExitCode.WrongInput, said.ToString());
            }

            if (await printer.PrintAsync(file, import.Draft, cancel) is { } refused)
            {
                Say(1, refused, "plan-file-exists");
                return (ExitCode.WrongInput, said.ToString());
            }

            return (ExitCode.Done, said.ToString());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Say(1, $"The file cannot be read, or its plan file not be written: {e.Message}", "unreadable");
            return (ExitCode.WrongInput, said.ToString());
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Our fault: shown whole, but the other files are still read.
            said.AppendLine(Terminal.Line($"{file}:1: The importer failed on this file. Please report it with the file: {e.GetType().Name}: {e.Message}")).AppendLine(e.StackTrace);
            return (ExitCode.Failed, said.ToString());
        }
    }
}
