using TaskTracker.Features.Organisation;
using TaskTracker.Features.Plans;
using TaskTracker.Persistence;
using TaskTracker.Rules.Json;

namespace TaskTracker.Features;

/// <summary>What a file brings into the ledger.</summary>
internal enum FileKind { Org, Plan, Assignment, Breakdown }

/// <summary>Brings files of one kind into the ledger: all of them or, where any has a finding, none. All findings of all files come out together.</summary>
internal sealed class LoadFiles(TrackerDb db, ShareOutPlans shareOut, TimeProvider time)
{
    /// <param name="version">Of plans only: the files are later versions of what the ledger has.</param>
    public async Task<LoadResult> HandleAsync(FileKind kind, IEnumerable<string> files, DateOnly today, CancellationToken cancel, NewVersion? version = null)
    {
        var findings = new List<Finding>();
        var done = new List<string>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        foreach (var file in files)
        {
            var found = new Findings(file);
            if (InputFile.Read(file, found) is { } text)
            {
                var result = await LoadAsync(kind, file, text, version, today, cancel);
                findings.AddRange(result.Findings);
                done.AddRange(result.Done);
            }

            findings.AddRange(found.All);

            // What a refused file changed in memory must not be saved with the next one.
            db.ChangeTracker.Clear();
        }

        if (findings.Count > 0)
        {
            return new LoadResult(findings, []);
        }

        await transaction.CommitAsync(cancel);
        return new LoadResult([], done);
    }

    private Task<LoadResult> LoadAsync(FileKind kind, string file, string text, NewVersion? version, DateOnly today, CancellationToken cancel) => kind switch
    {
        FileKind.Org => new LoadOrg(db, shareOut, time).HandleAsync(file, text, today, cancel),
        FileKind.Plan => new LoadPlan(db, shareOut, time).HandleAsync(file, text, today, cancel, version),
        FileKind.Assignment => new AssignTasks(db, shareOut, time).HandleAsync(file, text, today, cancel),
        FileKind.Breakdown => new BreakDownYear(db, shareOut, time).HandleAsync(file, text, today, cancel),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };
}
