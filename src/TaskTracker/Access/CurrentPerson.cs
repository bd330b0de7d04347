using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Progress;

namespace TaskTracker.Access;

/// <summary>What somebody may want with a responsibility.</summary>
public enum Act
{
    See,

    /// <summary>Accept, report, ask for an extension or for completion: the department's own liaison or head.</summary>
    Work,

    /// <summary>The step of the department's head where a plan asks for it.</summary>
    ApproveInDepartment,

    /// <summary>Review, decide, silence, order: the plan's supervision office.</summary>
    Oversee,
}

/// <summary>A post held today.</summary>
internal sealed record HeldPost(PostKind Kind, int DepartmentId, string Department, string Region);

/// <summary>A role granted today: over a plan, a region, or, where neither is named, the whole house.</summary>
internal sealed record HeldGrant(Role Role, string? Region, int? PlanId);

/// <summary>Who is at work, as of this request, and what they may. Handlers take it as "by whom".</summary>
internal sealed class CurrentPerson
{
    private CurrentPerson(int? id, string name, Role roles) => (Id, Name, Roles) = (id, name, roles);

    /// <summary>Null where no person signed in.</summary>
    public int? Id { get; }

    public string Name { get; }

    /// <summary>All roles together, whatever they are over.</summary>
    public Role Roles { get; }

    public IReadOnlyList<HeldPost> Posts { get; private init; } = [];

    public IReadOnlyList<HeldGrant> Grants { get; private init; } = [];

    /// <summary>What queries are narrowed to; null where they see everything.</summary>
    public Scope? Scope { get; private init; } = Scope.Nothing;

    /// <summary>True until the password that somebody else knows, or that is too old, is changed; until then nothing else can be done.</summary>
    public bool MustChangePassword { get; private init; }

    /// <summary>This session, to be told from the person's others.</summary>
    public int SessionId { get; private init; }

    public bool IsSignedIn => Id is not null;

    /// <summary>How entries of the history name the person, e.g. <c>区财政局 张三</c>.</summary>
    public string By => Posts.Count == 0 ? Name : $"{Posts[0].Department} {Name}";

    /// <summary>A request that nobody signed in for.</summary>
    public static CurrentPerson Nobody { get; } = new(null, "", Role.None);

    /// <summary>Jobs and the command line: whoever can start them has the ledger itself in their hands.</summary>
    public static CurrentPerson House { get; } = new(null, "", Role.None) { Scope = null };

    /// <param name="plans">Those of the regions that the posts and grants name; of other regions there may be more.</param>
    public static CurrentPerson Of(int id, string name, IReadOnlyList<HeldPost> posts, IReadOnlyList<HeldGrant> grants, IReadOnlyList<(int Id, string Region)> plans, bool mustChangePassword = false, int sessionId = 0)
    {
        var roles = posts.Select(p => RoleOf(p.Kind)).Concat(grants.Select(g => g.Role)).Aggregate(Role.None, (all, role) => all | role);
        return new(id, name, roles) { Posts = posts, Grants = grants, MustChangePassword = mustChangePassword, SessionId = sessionId, Scope = ScopeOf(id, posts, grants, plans) };
    }

    public bool Is(Role any) => (Roles & any) != 0;

    /// <summary>May the person do this to that responsibility? Its task with its plan must be loaded.</summary>
    public bool May(Act act, Responsibility responsibility) => May(act, responsibility.DepartmentId, responsibility.Task.Plan.Region, responsibility.Task.PlanId);

    /// <inheritdoc cref="May(Act, Responsibility)"/>
    public bool May(Act act, int departmentId, string region, int planId) => ReferenceEquals(this, House) || act switch
    {
        Act.Work => WorksFor(departmentId),
        Act.ApproveInDepartment => Posts.Any(p => p.DepartmentId == departmentId && p.Kind == PostKind.DepartmentHead),
        Act.Oversee => Supervises(region, planId),
        _ => WorksFor(departmentId) || Over(region, planId, Role.Supervisor | Role.Leader | Role.Evaluator),
    };

    /// <param name="planId">Null for a plan that is only to come.</param>
    public bool Supervises(string region, int? planId = null) => ReferenceEquals(this, House) || Over(region, planId, Role.Supervisor);

    /// <summary>The supervision office of at least one region, or of the whole house; not of single plans only.</summary>
    public bool SupervisesRegions => ReferenceEquals(this, House) || Posts.Any(p => p.Kind == PostKind.Supervision) || Grants.Any(g => g is { Role: Role.Supervisor, PlanId: null });

    private bool WorksFor(int departmentId) => Posts.Any(p => p.DepartmentId == departmentId && p.Kind is (PostKind.Liaison or PostKind.DepartmentHead));

    private bool Over(string region, int? planId, Role roles) =>
        Posts.Any(p => (RoleOf(p.Kind) & roles & ~Access.Roles.Department) != 0 && p.Region == region)
        || Grants.Any(g => (g.Role & roles) != 0 && (g.PlanId is { } plan ? plan == planId : g.Region is null || g.Region == region));

    private static Scope? ScopeOf(int id, IReadOnlyList<HeldPost> posts, IReadOnlyList<HeldGrant> grants, IReadOnlyList<(int Id, string Region)> plans)
    {
        var seeing = grants.Where(g => (g.Role & (Role.Supervisor | Role.Leader | Role.Evaluator)) != 0).ToList();
        if (seeing.Any(g => g is { Role: Role.Supervisor or Role.Leader, Region: null, PlanId: null }))
        {
            return null;
        }

        string[] regions = [.. posts.Where(p => (RoleOf(p.Kind) & Access.Roles.Department) == 0).Select(p => p.Region).Concat(seeing.Where(g => g.PlanId is null).Select(g => g.Region).OfType<string>()).Distinct()];
        string[] headRegions = [.. posts.Select(p => p.Region).Union(regions)];
        var granted = seeing.Select(g => g.PlanId).OfType<int>().ToList();
        return new(
            id,
            [.. posts.Where(p => (RoleOf(p.Kind) & Access.Roles.Department) != 0).Select(p => p.DepartmentId).Distinct()],
            regions,
            [.. plans.Where(p => regions.Contains(p.Region)).Select(p => p.Id).Union(granted)],
            headRegions,
            [.. plans.Where(p => headRegions.Contains(p.Region)).Select(p => p.Id).Union(granted)],
            [.. posts.Where(p => p.Kind == PostKind.Supervision).Select(p => p.Region).Concat(seeing.Where(g => g is { Role: Role.Supervisor, PlanId: null }).Select(g => g.Region).OfType<string>()).Distinct()]);
    }

    private static Role RoleOf(PostKind kind) => kind switch
    {
        PostKind.Liaison => Role.Liaison,
        PostKind.DepartmentHead => Role.DepartmentHead,
        PostKind.Supervision => Role.Supervisor,
        PostKind.Leader => Role.Leader,
        _ => Role.None,
    };
}
