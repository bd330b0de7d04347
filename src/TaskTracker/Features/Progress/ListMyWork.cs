using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Calendar;
using TaskTracker.Domain.Orders;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Indicators;
using TaskTracker.Features.Responsibilities;
using TaskTracker.Persistence;
using TaskTracker.Sweep;

namespace TaskTracker.Features.Progress;

internal enum WantKind { Accept, Redo, Rectify, Order, Approve, Report, Milestone, Nothing }

/// <summary>What is wanted of the department.</summary>
/// <param name="By">The last day in time; null: at once, or no day was set.</param>
internal sealed record Want(WantKind Kind, DateOnly? By, string? Text, string Href);

/// <param name="Wants">The most pressing first; never empty.</param>
internal sealed record MyRow(ResponsibilityRow Row, int Version, IReadOnlyList<Want> Wants)
{
    public bool CanAccept => Wants.Any(w => w.Kind == WantKind.Accept);
}

/// <param name="Indicators">What the departments report of each plan.</param>
internal sealed record MyWorkModel(DateOnly Today, IReadOnlyList<MyRow> Rows, int Total, IReadOnlyList<OwnIndicators> Indicators);

/// <summary>The responsibilities of the departments for which a person works, worst first, with what each is waiting for.</summary>
internal sealed class ListMyWork(TrackerDb db, ReadRows rows, ReadIndicators indicators, HouseRules house, HouseClock clock, CurrentPerson me)
{
    public const int PageSize = 50;

    /// <param name="page">From 1.</param>
    public async Task<MyWorkModel> GetAsync(int page, CancellationToken cancel)
    {
        var today = clock.Today;
        var lines = Mine();
        var total = await lines.CountAsync(cancel);
        var list = await rows.GetAsync(lines.InOrder(ResponsibilitySort.Worst).Skip((page - 1) * PageSize).Take(PageSize), cancel);
        var ids = list.Select(r => r.Id).ToList();
        var known = await db.Responsibilities.AsNoTracking().Whole().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancel);
        var orders = (await db.OrderItems.AsNoTracking().Where(i => ids.Contains(i.ResponsibilityId))
            .Join(db.Orders.Where(o => o.State == OrderState.Issued || o.State == OrderState.SignedFor), i => i.OrderId, o => o.Id, (i, o) => new { i.ResponsibilityId, o.Id, o.Number, o.ReplyBy }).ToListAsync(cancel))
            .ToLookup(o => o.ResponsibilityId, o => new Want(WantKind.Order, o.ReplyBy, o.Number, $"/orders/{o.Id}"));
        var calendar = house.Current.Calendar;
        return new(today, [.. list.Select(row => new MyRow(row, known[row.Id].Version, WantsOf(known[row.Id], orders[row.Id], calendar, today)))], total, await indicators.OwnAsync(cancel));
    }

    /// <returns>The ids of at most so many, worst first.</returns>
    public Task<List<int>> IdsAsync(int most, CancellationToken cancel) => Mine().InOrder(ResponsibilitySort.Worst).Select(l => l.Of.Id).Take(most).ToListAsync(cancel);

    private IQueryable<Line> Mine()
    {
        var mine = me.Posts.Where(p => p.Kind is PostKind.Liaison or PostKind.DepartmentHead).Select(p => p.DepartmentId).Distinct().ToList();
        return Lines.Of(db).Watched().Where(l => mine.Contains(l.Of.DepartmentId) && l.Of.ClosedOn == null);
    }

    private static List<Want> WantsOf(Responsibility it, IEnumerable<Want> orders, WorkCalendar calendar, DateOnly today)
    {
        var wants = Pressing(it, calendar, today).Concat(orders).OrderBy(w => w.Kind == WantKind.Milestone ? 1 : 0).ThenBy(w => w.By ?? DateOnly.MinValue).ToList();
        return wants.Count == 0 ? [new Want(WantKind.Nothing, null, null, $"/responsibilities/{it.Id}")] : wants;
    }

    private static IEnumerable<Want> Pressing(Responsibility it, WorkCalendar calendar, DateOnly today)
    {
        if (it.State == ResponsibilityState.Suspended)
        {
            yield break;
        }

        var at = $"/responsibilities/{it.Id}";
        if (it.AcceptedOn is null)
        {
            yield return new(WantKind.Accept, null, null, at);
        }

        if (it.Reports is [.., { Review: ReviewState.Returned } returned])
        {
            yield return new(WantKind.Redo, null, returned.ReviewReason, $"{at}/report");
        }

        if (it.Completions is [.., { State: RequestState.Refused } refused] && it.State == ResponsibilityState.Returned)
        {
            yield return new(WantKind.Redo, null, refused.Answer, $"{at}/completion");
        }

        if (it.Reports.Exists(r => r.Review == ReviewState.AwaitingHead))
        {
            yield return new(WantKind.Approve, null, null, "/review");
        }

        foreach (var open in it.Rectifications.Where(r => r.State == RectificationState.Open))
        {
            yield return new(WantKind.Rectify, open.Due, open.Requirement, $"{at}/rectification");
        }

        var plan = it.Task.Plan;
        var rhythm = ReportRhythm.Of(plan, it.Task);
        var period = rhythm.LastEnded(today);
        if (rhythm.Asks(plan, period, it.AssignedOn) && !it.Reports.Exists(r => r.Period == period.Name && r.Review != ReviewState.Returned))
        {
            yield return new(WantKind.Report, calendar.AddWorkdays(period.End, plan.ReportDueWorkday), period.Name, $"{at}/report");
        }

        if (it.Milestones.Where(m => m.MetOn is null).MinBy(m => m.Due) is { } next)
        {
            yield return new(WantKind.Milestone, next.Due, next.Milestone.Text, $"{at}/completion");
        }
    }
}
