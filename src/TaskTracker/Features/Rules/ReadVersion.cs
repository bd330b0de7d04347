using Microsoft.EntityFrameworkCore;
using TaskTracker.Persistence;
using TaskTracker.RulesInForce;
using TaskTracker.Sweep;

namespace TaskTracker.Features.Rules;

/// <param name="Before">The version before it; null for the first.</param>
/// <param name="InForce">The number of the version in force.</param>
internal sealed record VersionModel(VersionRow Row, RuleTexts Texts, RuleTexts? Before, int InForce);

internal sealed class ReadVersion(TrackerDb db, HouseRules house, HouseClock clock)
{
    public async Task<VersionModel?> GetAsync(int number, CancellationToken cancel = default)
    {
        var found = await db.RuleVersions.AsNoTracking().Where(v => v.Number == number || v.Number == number - 1).OrderByDescending(v => v.Number).ToListAsync(cancel);
        return found.FirstOrDefault(v => v.Number == number) is { } version
            ? new(new(version.Number, version.Author, version.Reason, clock.ToLocal(version.PublishedAt), version.Origin, version.ContentOf), version.Texts(),
                found.FirstOrDefault(v => v.Number == number - 1)?.Texts(), house.InForce.Number)
            : null;
    }
}
