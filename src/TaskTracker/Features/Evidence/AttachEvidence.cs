using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskTracker.Access;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Import;
using TaskTracker.Features.Progress;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Evidence;

/// <param name="Refusal">Null where it was taken.</param>
/// <param name="Id">0 where it was refused.</param>
internal sealed record Attached(string FileName, int Id, EvidenceRefusal? Refusal);

/// <summary>Takes files in as evidence: looked at, scanned, kept under their hash, and written into the responsibility's chain. A refused one leaves nothing.</summary>
internal sealed class AttachEvidence(
    [WholeLedger] TrackerDb db, EvidenceStore store, VirusScanner scanner, IOptions<EvidenceOptions> options, HouseClock clock, CurrentPerson me, ILogger<AttachEvidence> log)
{
    private const int MostTries = 20;

    /// <summary>Each holds its file in memory while it is looked at.</summary>
    private static readonly SemaphoreSlim AtOnce = new(4);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The department itself, and its plan's supervision office.</summary>
    public static bool May(CurrentPerson person, int departmentId, Plan plan) => person.May(Act.Work, departmentId, plan.Region, plan.Id) || person.May(Act.Oversee, departmentId, plan.Region, plan.Id);

    /// <summary>Whether it is there for the person at work to put a file to.</summary>
    public async Task<bool> MayAsync(int responsibilityId, CancellationToken cancel) =>
        await db.Responsibilities.IgnoreQueryFilters(TrackerDb.Ended).Where(r => r.Id == responsibilityId).Select(r => new { r.DepartmentId, r.Task.Plan }).AsNoTracking().SingleOrDefaultAsync(cancel) is { } found
        && May(me, found.DepartmentId, found.Plan);

    /// <param name="name">As the browser gave it; only its last part is used, and only as a name.</param>
    public async Task<Attached> HandleAsync(int responsibilityId, int? reportId, EvidencePurpose purpose, string by, string name, Func<Stream> open, CancellationToken cancel)
    {
        var (file, refused) = await ReceiveAsync(responsibilityId, reportId, purpose, by, name, open, cancel);
        return file is null ? refused! : await SaveAsync(file, cancel);
    }

    /// <summary>Looks at the files of a form that says something more. They are in the ledger only once <see cref="RecordProgress"/> takes them up with the form's command.</summary>
    /// <returns>All of them, or none and the first that was refused.</returns>
    public async Task<(IReadOnlyList<EvidenceFile> Files, Attached? Refused)> LookAtAsync(int responsibilityId, EvidencePurpose purpose, IReadOnlyList<IFormFile> files, CancellationToken cancel)
    {
        var taken = new List<EvidenceFile>();
        foreach (var given in files)
        {
            var (file, refused) = taken.Count < options.Value.MostFiles ? await ReceiveAsync(responsibilityId, null, purpose, me.By, given.FileName, given.OpenReadStream, cancel)
                : (null, new Attached(UploadPlan.CleanName(given.FileName), 0, EvidenceRefusal.TooMany));
            if (file is null)
            {
                return ([], refused);
            }

            taken.Add(file);
        }

        return (taken, null);
    }

    /// <summary>Puts files that were looked at beside what their form asks for, in the caller's transaction. Saves, so that they have ids.</summary>
    /// <returns>Their ids; null, and nothing is changed, where they are more than one person may put in within a day.</returns>
    internal async Task<IReadOnlyList<int>?> AddAsync(Responsibility responsibility, IReadOnlyList<EvidenceFile> files, CancellationToken cancel)
    {
        if (await PutInTodayAsync(me.By, cancel) + files.Sum(f => f.Bytes) > (long)options.Value.LargestDay << 20)
        {
            return null;
        }

        var rows = files.Select(CopyOf).ToList();
        db.Evidence.AddRange(rows);
        foreach (var file in rows)
        {
            RecordProgress.Write(responsibility, AttachedEvent(file), clock.UtcNow);
        }

        await db.SaveChangesAsync(cancel);
        return [.. rows.Select(r => r.Id)];
    }

    /// <returns>The file, kept but not in the ledger; or why not.</returns>
    private async Task<(EvidenceFile? File, Attached? Refused)> ReceiveAsync(int responsibilityId, int? reportId, EvidencePurpose purpose, string by, string name, Func<Stream> open, CancellationToken cancel)
    {
        var fileName = UploadPlan.CleanName(name);
        (EvidenceFile?, Attached?) No(EvidenceRefusal reason) => (null, new(fileName, 0, reason));
        if (!await MayAsync(responsibilityId, cancel))
        {
            return No(EvidenceRefusal.NoResponsibility);
        }

        if (!await AtOnce.WaitAsync(Patience, cancel))
        {
            return No(EvidenceRefusal.Busy);
        }

        try
        {
            await using var content = open();
            using var incoming = await store.ReceiveAsync(content, (long)options.Value.LargestFile << 20, cancel);
            var (kind, refusal) = incoming.Content is null ? (default, EvidenceRefusal.TooLarge) : EvidenceKinds.Of(fileName, incoming.Content);
            refusal ??= await scanner.ScanAsync(incoming.Path, cancel);
            if (refusal is { } reason)
            {
                return No(reason);
            }

            var file = new EvidenceFile
            {
                ResponsibilityId = responsibilityId, ReportId = reportId, Purpose = purpose, Sha256 = incoming.Sha256, FileName = fileName, Kind = kind, Bytes = incoming.Content!.Length, By = by, At = clock.UtcNow,
            };
            store.Keep(incoming);
            return (file, null);
        }
        catch (IOException e)
        {
            log.LogError(e, "The folder of evidence files {Folder} cannot be written to.", store.Folder);
            return No(EvidenceRefusal.NoRoom);
        }
        finally
        {
            AtOnce.Release();
        }
    }

    private async Task<Attached> SaveAsync(EvidenceFile file, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TrySaveAsync(file, cancel);
            }
            catch (DbUpdateConcurrencyException) when (attempt < MostTries)
            {
                // Somebody reported or reviewed at the same moment; a file takes nothing from that.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<Attached> TrySaveAsync(EvidenceFile file, CancellationToken cancel)
    {
        if (await db.Responsibilities.IgnoreQueryFilters(TrackerDb.Ended).SingleOrDefaultAsync(r => r.Id == file.ResponsibilityId, cancel) is not { } responsibility)
        {
            return Refused(file, EvidenceRefusal.NoResponsibility);
        }

        if (responsibility.EndedOn is not null)
        {
            return Refused(file, EvidenceRefusal.NotInForce);
        }

        if (file.ReportId is { } report && !await db.Reports.AnyAsync(r => r.Id == report && r.ResponsibilityId == file.ResponsibilityId, cancel))
        {
            return Refused(file, EvidenceRefusal.NoReport);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var saved = CopyOf(file);
        db.Evidence.Add(saved);
        RecordProgress.Write(responsibility, AttachedEvent(file), clock.UtcNow);
        await db.SaveChangesAsync(cancel);

        // Looked at with the file counted, so that of many at once none slips through on SQLite, and at most those under way on PostgreSQL.
        if (await OverLimitAsync(saved, cancel) is { } refusal)
        {
            await transaction.RollbackAsync(cancel);
            return Refused(file, refusal);
        }

        await transaction.CommitAsync(cancel);
        return new(saved.FileName, saved.Id, null);
    }

    private async Task<EvidenceRefusal?> OverLimitAsync(EvidenceFile file, CancellationToken cancel)
    {
        return await db.Evidence.CountAsync(e => e.ResponsibilityId == file.ResponsibilityId && e.ReportId == file.ReportId && e.Purpose == file.Purpose, cancel) > options.Value.MostFiles ? EvidenceRefusal.TooMany
            : await PutInTodayAsync(file.By, cancel) > (long)options.Value.LargestDay << 20 ? EvidenceRefusal.TooMuchToday : null;
    }

    private async Task<long> PutInTodayAsync(string by, CancellationToken cancel)
    {
        var midnight = clock.ToUtc(clock.Today.ToDateTime(TimeOnly.MinValue));
        return await db.Evidence.Where(e => e.By == by && e.At >= midnight).SumAsync(e => e.Bytes, cancel);
    }

    /// <summary>A row anew for every try to save it.</summary>
    private static EvidenceFile CopyOf(EvidenceFile file) => new()
    {
        ResponsibilityId = file.ResponsibilityId, ReportId = file.ReportId, Purpose = file.Purpose, Sha256 = file.Sha256, FileName = file.FileName, Kind = file.Kind, Bytes = file.Bytes, By = file.By, At = file.At,
    };

    private EvidenceAttached AttachedEvent(EvidenceFile file) => new(clock.Today, file.By, file.FileName, file.Kind.ToString(), file.Bytes, file.Sha256);

    private static Attached Refused(EvidenceFile file, EvidenceRefusal refusal) => new(file.FileName, 0, refusal);
}
