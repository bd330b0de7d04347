using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Import;
using TaskTracker.Features.Progress;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Evidence;

/// <param name="Refusal">Null where it was taken.</param>
/// <param name="Id">0 where it was refused.</param>
internal sealed record Attached(string FileName, int Id, EvidenceRefusal? Refusal);

/// <summary>Takes a file in as evidence: looked at, scanned, kept under its hash, and written into the responsibility's chain. A refused one leaves nothing.</summary>
internal sealed class AttachEvidence(TrackerDb db, EvidenceStore store, VirusScanner scanner, IOptions<EvidenceOptions> options, HouseClock clock, ILogger<AttachEvidence> log)
{
    private const int MostTries = 5;

    /// <summary>Each holds its file in memory while it is looked at.</summary>
    private static readonly SemaphoreSlim AtOnce = new(4);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <param name="name">As the browser gave it; only its last part is used, and only as a name.</param>
    public async Task<Attached> HandleAsync(int responsibilityId, int? reportId, EvidencePurpose purpose, string by, string name, Func<Stream> open, CancellationToken cancel)
    {
        var fileName = UploadPlan.CleanName(name);
        if (!await AtOnce.WaitAsync(Patience, cancel))
        {
            return new(fileName, 0, EvidenceRefusal.Busy);
        }

        try
        {
            await using var content = open();
            using var incoming = await store.ReceiveAsync(content, (long)options.Value.LargestFile << 20, cancel);
            var (kind, refusal) = incoming.Content is null ? (default, EvidenceRefusal.TooLarge) : EvidenceKinds.Of(fileName, incoming.Content);
            refusal ??= await scanner.ScanAsync(incoming.Path, cancel);
            if (refusal is not null)
            {
                return new(fileName, 0, refusal);
            }

            var file = new EvidenceFile
            {
                ResponsibilityId = responsibilityId, ReportId = reportId, Purpose = purpose, Sha256 = incoming.Sha256, FileName = fileName, Kind = kind, Bytes = incoming.Content!.Length, By = by, At = clock.UtcNow,
            };
            store.Keep(incoming);
            return await SaveAsync(file, cancel);
        }
        catch (IOException e)
        {
            log.LogError(e, "The folder of evidence files {Folder} cannot be written to.", store.Folder);
            return new(fileName, 0, EvidenceRefusal.NoRoom);
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
        if (await db.Responsibilities.IgnoreQueryFilters().SingleOrDefaultAsync(r => r.Id == file.ResponsibilityId, cancel) is not { } responsibility)
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
        var saved = new EvidenceFile
        {
            ResponsibilityId = file.ResponsibilityId, ReportId = file.ReportId, Purpose = file.Purpose, Sha256 = file.Sha256, FileName = file.FileName, Kind = file.Kind, Bytes = file.Bytes, By = file.By, At = file.At,
        };
        db.Evidence.Add(saved);
        RecordProgress.Write(responsibility, new EvidenceAttached(clock.Today, file.By, file.FileName, file.Kind.ToString(), file.Bytes, file.Sha256), clock.UtcNow);
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
        var midnight = clock.ToUtc(clock.Today.ToDateTime(TimeOnly.MinValue));
        return await db.Evidence.CountAsync(e => e.ResponsibilityId == file.ResponsibilityId && e.ReportId == file.ReportId && e.Purpose == file.Purpose, cancel) > options.Value.MostFiles ? EvidenceRefusal.TooMany
            : await db.Evidence.Where(e => e.By == file.By && e.At >= midnight).SumAsync(e => e.Bytes, cancel) > (long)options.Value.LargestDay << 20 ? EvidenceRefusal.TooMuchToday : null;
    }

    private static Attached Refused(EvidenceFile file, EvidenceRefusal refusal) => new(file.FileName, 0, refusal);
}
