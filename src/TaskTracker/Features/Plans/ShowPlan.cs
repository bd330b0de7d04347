using Microsoft.EntityFrameworkCore;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Plans;

/// <summary>What stands above every view of a plan.</summary>
internal sealed record PlanModel(DateOnly Today, PlanRow Plan, int Indicators, int Projects, int Tables, bool HeadApproves);

internal sealed class ShowPlan(TrackerDb db, ListPlans plans, HouseClock clock)
{
    /// <returns>Null where there is no such plan.</returns>
    public async Task<PlanModel?> GetAsync(string key, CancellationToken cancel = default)
    {
        if (await plans.RowsAsync(db.Plans.Where(p => p.Key == key), cancel) is not [var row])
        {
            return null;
        }

        var counts = await db.Plans.Where(p => p.Id == row.Id).Select(p => new { Indicators = p.Indicators.Count, Projects = p.Projects.Count, Tables = p.Tables.Count, p.HeadApproves }).SingleAsync(cancel);
        return new(clock.Today, row, counts.Indicators, counts.Projects, counts.Tables, counts.HeadApproves);
    }
}
