using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Review;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Import;

/// <summary>Title, region, period and id as their form has them.</summary>
/// <param name="LaterVersionOf">The id of the plan in the ledger of which this is a later version; empty for a plan of its own.</param>
internal sealed record HeadInput(int Version, string Id, string Title, string Region, string Start, string End, string LaterVersionOf)
{
    private const int LongestTitle = 300;
    private const int LongestRegion = 100;

    public static HeadInput Of(DraftReview review, string? laterVersionOf) => new(
        review.Marks.HeadVersion, review.Plan.Id, review.Plan.Title, review.Plan.Region, $"{review.Plan.Period.Start:yyyy-MM-dd}", $"{review.Plan.Period.End:yyyy-MM-dd}", laterVersionOf ?? "");

    public static HeadInput Of(IFormCollection form)
    {
        string One(string name) => form[name].ToString().Trim();
        return new(int.TryParse(One("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1, One("id"), One("title"), One("region"), One("start"), One("end"), One("later"));
    }

    /// <returns>Null where something is wrong; then the errors name the fields.</returns>
    public PlanPeriod? Check(Dictionary<string, string> errors)
    {
        var (knowsStart, knowsEnd) = (Day(Start, out var start), Day(End, out var end));
        if (Title.Length is 0 or > LongestTitle) errors["title"] = Title.Length == 0 ? "Input.Missing" : "Input.TooLong";
        if (Region.Length is 0 or > LongestRegion) errors["region"] = Region.Length == 0 ? "Input.Missing" : "Input.TooLong";
        if (LaterVersionOf.Length == 0 && !Hindrances.IsUsableId(Id)) errors["id"] = "Input.IdUnusable";
        if (!knowsStart) errors["start"] = "Input.NoDate";
        if (!knowsEnd) errors["end"] = "Input.NoDate";
        if (knowsStart && knowsEnd && end < start) errors["end"] = "Input.PeriodReversed";
        return errors.Count == 0 ? new PlanPeriod(start, end) : null;
    }

    private static bool Day(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}

internal sealed record KnownPlan(string Key, string Title, string Region);

/// <summary>Puts right what stands above the tasks, and says of which plan in the ledger the draft is a later version.</summary>
internal sealed class CorrectHead(TrackerDb db, ChangeDraft draft)
{
    public async Task<IReadOnlyList<KnownPlan>> PlansAsync(CancellationToken cancel) =>
        await db.Plans.AsNoTracking().OrderBy(p => p.Id).Select(p => new KnownPlan(p.Key, p.Title, p.Region)).ToListAsync(cancel);

    /// <summary>A later version bears the id and the region of the plan that it goes on with.</summary>
    public async Task<DraftRefusal?> HandleAsync(int draftId, HeadInput input, PlanPeriod period, CancellationToken cancel)
    {
        var plan = input.LaterVersionOf.Length == 0 ? null : (await PlansAsync(cancel)).FirstOrDefault(p => p.Key == input.LaterVersionOf);
        return await draft.HandleAsync(
            draftId, review => review.Marks.HeadVersion == input.Version ? review.CorrectHead(plan?.Key ?? input.Id, input.Title, plan?.Region ?? input.Region, period) : null, cancel);
    }
}
