using TaskTracker.Domain.Plans;

namespace TaskTracker.Cli;

/// <summary>Draft plans to standard output: one plan file, an array of them, tables, or a line each where they go into a folder.</summary>
internal sealed class PlanPrinter(bool asTable, bool isList, PlanFolder? folder)
{
    private int _printed;

    /// <returns>What keeps the plan file from being written; null where it was.</returns>
    public async Task<string?> PrintAsync(string file, PlanFile draft, CancellationToken cancel)
    {
        if (folder is not null)
        {
            var (path, refused) = await folder.WriteAsync(draft.Id, PlanFileWriter.Write(draft), cancel);
            if (refused is null)
            {
                await Console.Out.WriteLineAsync(Terminal.Line($"{path}: {draft.Title}（{PlanTable.Counts(draft)}）"));
            }

            return refused;
        }

        if (asTable)
        {
            await Console.Out.WriteAsync((_printed > 0 ? "\n" : "") + PlanTable.Write(file, draft, Terminal.Width));
        }
        else
        {
            await Console.Out.WriteAsync((isList ? _printed > 0 ? ",\n" : "[\n" : "") + PlanFileWriter.Write(draft));
        }

        _printed++;
        return null;
    }

    public async Task EndAsync()
    {
        if (isList && !asTable && folder is null)
        {
            await Console.Out.WriteAsync(_printed > 0 ? "]\n" : "[]\n");
        }
    }
}
