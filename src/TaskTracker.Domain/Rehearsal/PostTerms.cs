using TaskTracker.Domain.Organisation;

namespace TaskTracker.Domain.Rehearsal;

/// <summary>A person's time in a post; both days belong to it.</summary>
/// <param name="Until">Null: still holds it.</param>
public sealed record PostTerm(int PostId, int DepartmentId, PostKind Kind, int PersonId, DateOnly From, DateOnly? Until)
{
    public bool HoldsOn(DateOnly day) => From <= day && (Until is null || day <= Until);
}

/// <summary>Who holds a region's posts on any day.</summary>
public sealed class PostTerms(IEnumerable<PostTerm> terms)
{
    private readonly ILookup<(PostKind Kind, int? DepartmentId), PostTerm> _byConcern = terms.ToLookup(t => (t.Kind, IsOfRegion(t.Kind) ? (int?)null : t.DepartmentId));
    private readonly ILookup<int, PostTerm> _byPost = terms.ToLookup(t => t.PostId);

    /// <summary>Liaison and head are those of the department; supervision office and leaders are the region's.</summary>
    public IReadOnlyList<int> Of(PostKind kind, int? departmentId, DateOnly day) => [.. Concerning(kind, departmentId).Where(t => t.HoldsOn(day)).Select(t => t.PostId).Distinct()];

    /// <summary>The first day after <paramref name="day"/> on which somebody takes up a post of the kind; null where nobody does.</summary>
    public DateOnly? HeldFrom(PostKind kind, int? departmentId, DateOnly day) =>
        Concerning(kind, departmentId).Where(t => t.From > day).Min(t => (DateOnly?)t.From);

    public IEnumerable<int> Holders(int postId, DateOnly day) => _byPost[postId].Where(t => t.HoldsOn(day)).Select(t => t.PersonId).Distinct();

    private IEnumerable<PostTerm> Concerning(PostKind kind, int? departmentId) =>
        IsOfRegion(kind) ? _byConcern[(kind, null)] : departmentId is null ? [] : _byConcern[(kind, departmentId)];

    private static bool IsOfRegion(PostKind kind) => kind is PostKind.Supervision or PostKind.Leader;
}
