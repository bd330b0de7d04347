using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Evidence;
using TaskTracker.Persistence;
using TaskTracker.Resources;

namespace TaskTracker.Features.Progress;

internal enum WaitingKind { Head, Report, Extension, Completion, Rectification }

/// <summary>Something that waits for the person's decision.</summary>
/// <param name="Since">The day on which it was asked or filed.</param>
/// <param name="Key">The milestone's key; null where it is about the whole.</param>
internal sealed record Waiting(WaitingKind Kind, Responsibility Of, DateOnly Since, string? Key)
{
    /// <summary>As the form names it.</summary>
    public string Name => $"{Kind}:{Of.Id}:{Key}";

    /// <summary>What was reported, asked or stated, in the words of who did.</summary>
    public string Text => Kind switch
    {
        WaitingKind.Head => Of.Reports.Last(r => r.Review == ReviewState.AwaitingHead).Done,
        WaitingKind.Report => Of.Reports.Last(r => r.Review == ReviewState.Submitted).Done,
        WaitingKind.Extension => Of.Extensions.Last(e => e.State == RequestState.Waiting && e.MilestoneKey == Key).Reason,
        WaitingKind.Completion => Of.Completions.Last(e => e.State == RequestState.Waiting && e.MilestoneKey == Key).Statement,
        _ => Of.Rectifications.Last(e => e.State == RectificationState.Reported).Report,
    };

    /// <param name="until">Of an extension that is granted.</param>
    /// <returns>Null where that day is missing.</returns>
    public static ProgressCommand? Decision(WaitingKind kind, string? key, bool yes, DateOnly on, string by, string reason, DateOnly? until, PageText text) => kind switch
    {
        WaitingKind.Head => yes ? new ApproveReport(on, by) : new RejectReport(on, by, reason),
        WaitingKind.Report => yes ? new AcceptReport(on, by) : new ReturnReport(on, by, reason),
        WaitingKind.Completion => yes ? new AcceptCompletion(on, by, key) : new ReturnCompletion(on, by, key, reason),
        WaitingKind.Rectification => yes ? new CloseRectification(on, by, reason) : new ReturnRectification(on, by, reason),
        _ => !yes ? new RefuseExtension(on, by, key!, reason) : until is { } day ? new GrantExtension(on, by, key!, day, reason.Length > 0 ? reason : text["Extension.AsAsked"]) : null,
    };
}

/// <param name="Evidence">The files of each responsibility.</param>
internal sealed record WaitingModel(IReadOnlyList<Waiting> Items, IReadOnlyDictionary<WaitingKind, int> Counts, ILookup<int, EvidenceRow> Evidence);

/// <summary>What waits to be reviewed or decided by the person at work, oldest first.</summary>
internal sealed class ListWaiting(TrackerDb db, ListEvidence evidence, CurrentPerson me)
{
    public const int Most = 50;

    public async Task<int> CountAsync(CancellationToken cancel)
    {
        if (!me.Is(Role.Supervisor | Role.DepartmentHead))
        {
            return 0;
        }

        var count = 0;
        foreach (var which in Ids().Values)
        {
            count += await which.CountAsync(cancel);
        }

        return count;
    }

    public async Task<WaitingModel> GetAsync(WaitingKind? only, CancellationToken cancel)
    {
        var (items, counts) = (new List<Waiting>(), new Dictionary<WaitingKind, int>());
        foreach (var (kind, which) in Ids())
        {
            counts[kind] = await which.CountAsync(cancel);
            if (counts[kind] > 0 && (only is null || only == kind))
            {
                var some = await which.OrderBy(id => id).Take(Most).ToListAsync(cancel);
                var found = await db.Responsibilities.AsNoTracking().Whole().Include(r => r.Department).Where(r => some.Contains(r.Id)).ToListAsync(cancel);
                items.AddRange(found.Where(r => me.May(kind == WaitingKind.Head ? Act.ApproveInDepartment : Act.Oversee, r)).SelectMany(r => Of(kind, r)));
            }
        }

        List<Waiting> shown = [.. items.OrderBy(i => i.Since).ThenBy(i => i.Of.Id).Take(Most)];
        return new(shown, counts, await evidence.GetAsync([.. shown.Select(i => i.Of.Id).Distinct()], cancel));
    }

    /// <summary>The responsibilities concerned, by what of them waits.</summary>
    private Dictionary<WaitingKind, IQueryable<int>> Ids()
    {
        var heads = me.Posts.Where(p => p.Kind == PostKind.DepartmentHead).Select(p => p.DepartmentId).ToList();
        var oversees = me.Is(Role.Supervisor);
        var open = db.Responsibilities.AsNoTracking().Where(r => r.ClosedOn == null);
        return new()
        {
            [WaitingKind.Head] = open.Where(r => heads.Contains(r.DepartmentId) && r.Reports.Any(p => p.Review == ReviewState.AwaitingHead)).Select(r => r.Id),
            [WaitingKind.Report] = open.Where(r => oversees && r.Reports.Any(p => p.Review == ReviewState.Submitted)).Select(r => r.Id),
            [WaitingKind.Extension] = open.Where(r => oversees && r.Extensions.Any(p => p.State == RequestState.Waiting)).Select(r => r.Id),
            [WaitingKind.Completion] = open.Where(r => oversees && r.Completions.Any(p => p.State == RequestState.Waiting)).Select(r => r.Id),
            [WaitingKind.Rectification] = open.Where(r => oversees && r.Rectifications.Any(p => p.State == RectificationState.Reported)).Select(r => r.Id),
        };
    }

    private static IEnumerable<Waiting> Of(WaitingKind kind, Responsibility r) => kind switch
    {
        WaitingKind.Head => [new(kind, r, r.Reports.Last(p => p.Review == ReviewState.AwaitingHead).ReportedOn, null)],
        WaitingKind.Report => [new(kind, r, r.Reports.Last(p => p.Review == ReviewState.Submitted).ReportedOn, null)],
        WaitingKind.Extension => r.Extensions.Where(e => e.State == RequestState.Waiting).Select(e => new Waiting(kind, r, e.RequestedOn, e.MilestoneKey)),
        WaitingKind.Completion => r.Completions.Where(e => e.State == RequestState.Waiting).Select(e => new Waiting(kind, r, e.RequestedOn, e.MilestoneKey)),
        _ => [new(kind, r, r.Rectifications.Last(e => e.State == RectificationState.Reported).ReportedOn!.Value, null)],
    };
}
