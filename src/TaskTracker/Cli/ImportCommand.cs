using System.CommandLine;
using TaskTracker.Domain.Import;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Cli;

/// <summary>Prints a draft plan read from a document; warnings go to the error stream.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A plan document as text (UTF-8 or GB18030)." };
        var format = new Option<string>("--format") { Description = "json", DefaultValueFactory = _ => "json" };
        format.AcceptOnlyFromAmong("json");
        var command = new Command("import", "Read a plan document and print the plan file that a person then confirms.") { file, format };
        command.SetAction(async (call, cancel) =>
        {
            var name = call.GetRequiredValue(file);
            if (!File.Exists(name))
            {
                await Console.Error.WriteLineAsync($"There is no file \"{name}\".");
                return ExitCode.WrongInput;
            }

            var result = PlanImporter.Import(SourceText.Read(Path.GetFileName(name), await File.ReadAllBytesAsync(name, cancel)), new ImportContext(DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime)));
            foreach (var warning in result.Warnings)
            {
                await Console.Error.WriteLineAsync($"{name}:{warning.Line}: {warning.Text} [{warning.Code}]");
            }

            if (result.Draft is null)
            {
                return ExitCode.WrongInput;
            }

            await Console.Out.WriteAsync(PlanFileWriter.Write(result.Draft));
            return ExitCode.Done;
        });
        return command;
    }
}
