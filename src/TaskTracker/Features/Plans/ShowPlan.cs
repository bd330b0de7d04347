namespace TaskTracker.Features.Plans;

/// <summary>What stands above every view of a plan.</summary>
/// <param name="Shares">Responsibilities as the document prints them; a group counts once.</param>
internal sealed record PlanModel(DateOnly Today, PlanRow Plan, int Shares, int Indicators, int Projects, int Tables);

internal sealed class ShowPlan
{
    /// <returns>Null where there is no such plan.</returns>
    public Task<PlanModel?> GetAsync(string key) => Task.FromResult(Sample.Plan(key));
}
