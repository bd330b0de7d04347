using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskTracker.Persistence;
using TaskTracker.Rules.Json;
using TaskTracker.Sweep;

namespace TaskTracker.RulesInForce;

/// <summary>
/// Makes a version of what the operators' folder holds, if it is not what was last read from a folder. A folder with a fault changes
/// nothing: what was published last stays in force, and the supervision office is told.
/// </summary>
internal sealed class TakeInFolder(RulesFolder folder, IDbContextFactory<TrackerDb> databases, TellOfFault fault, HouseClock clock, IOptions<RulesOptions> options, ILogger<TakeInFolder> log) : IDisposable
{
    private const int NamesInReason = 8;

    private readonly SemaphoreSlim _one = new(1);

    // A process answers only for changes of its own folder: two nodes with unlike folders do not take turns.
    private string? _taken;
    private string? _lastSeen;

    /// <summary>Once in the life of a process, before rules are used.</summary>
    /// <returns>The findings, by their paths, where the folder cannot be taken in.</returns>
    /// <exception cref="RulesInvalidException">There are findings, and the ledger has no earlier rules to go on with.</exception>
    public Task<IReadOnlyList<Finding>> AtStartAsync(CancellationToken cancel) => AloneAsync(async () => _taken is null ? await TakeInAsync(cancel) : [], cancel);

    /// <summary>While the service runs: a content counts once it is seen twice in a row, since a folder that is being copied to is neither old nor new.</summary>
    public Task LookAgainAsync(CancellationToken cancel) => AloneAsync(async () =>
    {
        var (texts, findings) = Read();
        var fingerprint = FingerprintOf(texts, findings);
        if (fingerprint == _lastSeen)
        {
            await (fingerprint == _taken ? fault.StillThereAsync(fingerprint, cancel) : TakeInAsync(cancel));
        }

        _lastSeen = fingerprint;
        return [];
    }, cancel);

    public void Dispose() => _one.Dispose();

    private async Task<IReadOnlyList<Finding>> TakeInAsync(CancellationToken cancel)
    {
        var (texts, findings) = Read();
        var fingerprint = FingerprintOf(texts, findings);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var newest = await db.RuleVersions.MaxAsync(v => (int?)v.Number, cancel) ?? 0;
        if (folder.IsShipped && newest > 0 && _taken is null)
        {
            await fault.MendedAsync(cancel);
            _taken = fingerprint;
            return [];
        }

        if (options.Value.Check(texts.Load(newest + 1, findings), findings) is not { } loaded)
        {
            if (newest == 0)
            {
                throw new RulesInvalidException([.. folder.WithPaths(findings)]);
            }

            await fault.HandleAsync(fingerprint, findings, folder.Path, cancel);
            _taken = fingerprint;
            return [.. folder.WithPaths(findings)];
        }

        var last = await db.RuleVersions.AsNoTracking().Where(v => v.Origin == RuleOrigin.Folder).OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancel);
        if (last?.Fingerprint != fingerprint)
        {
            db.RuleVersions.Add(RuleVersion.Of(loaded, RuleOrigin.Folder, Author(), Reason(texts, last?.Texts()), clock.UtcNow));
            try
            {
                await db.SaveChangesAsync(cancel);
                log.LogInformation("The rules of {Folder} are version {Version}.", folder.Path, loaded.Number);
            }
            catch (DbUpdateException) when (!cancel.IsCancellationRequested && db.RuleVersions.AsNoTracking().Any(v => v.Number == loaded.Number))
            {
                // Another node was first, probably with the same content; the next look tells.
                return await TakeInAsync(cancel);
            }
        }

        await fault.MendedAsync(cancel);
        _taken = fingerprint;
        return [];
    }

    private async Task<IReadOnlyList<Finding>> AloneAsync(Func<Task<IReadOnlyList<Finding>>> step, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            return await step();
        }
        finally
        {
            _one.Release();
        }
    }

    private (RuleTexts Texts, List<Finding> Findings) Read()
    {
        var findings = new List<Finding>();
        return (RuleTexts.Read(folder, findings), findings);
    }

    /// <summary>A file that cannot be read counts by what keeps it from being read.</summary>
    private static string FingerprintOf(RuleTexts texts, IReadOnlyList<Finding> unreadable) =>
        new RuleTexts([.. texts.All, .. unreadable.Select(f => new RuleText(f.File, f.ToString()))]).Fingerprint;

    private string Author()
    {
        var path = Path.GetFullPath(folder.Path);
        return path.Length <= RuleVersion.LongestAuthor ? path : "…" + path[^(RuleVersion.LongestAuthor - 1)..];
    }

    private static string Reason(RuleTexts texts, RuleTexts? before)
    {
        var names = texts.DifferentFrom(before ?? new RuleTexts([]));
        var listed = string.Join("、", names.Take(NamesInReason)) + (names.Count > NamesInReason ? $" …（{names.Count}）" : "");
        return listed.Length <= RuleVersion.LongestReason ? listed : listed[..(RuleVersion.LongestReason - 1)] + "…";
    }
}
