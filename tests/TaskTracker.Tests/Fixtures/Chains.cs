using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Audit;
using TaskTracker.Persistence;

namespace TaskTracker.Tests.Fixtures;

internal static class Chains
{
    /// <summary>What happened to a responsibility, in its order.</summary>
    public static Task<List<AuditEntry>> HistoryAsync(this TrackerDb db, int responsibility) => db.ChainAsync(AuditSubject.Responsibility(responsibility));

    public static Task<List<AuditEntry>> ChainAsync(this TrackerDb db, string chain) => db.Audit.AsNoTracking().Where(e => e.Subject == chain).OrderBy(e => e.Sequence).ToListAsync();

    public static async Task<IEnumerable<string>> KindsAsync(this TrackerDb db, int responsibility) => (await db.HistoryAsync(responsibility)).Select(e => e.Kind);
}
