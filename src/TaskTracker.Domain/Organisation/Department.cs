namespace TaskTracker.Domain.Organisation;

/// <summary>A body that can be responsible. Its name is unique within its region while it is in force; a group stands for its members.</summary>
public sealed class Department
{
    public int Id { get; init; }
    public required string Region { get; init; }
    public required string Name { get; set; }
    public bool IsGroup { get; set; }

    /// <summary>The first day on which it exists; null: always has.</summary>
    public DateOnly? From { get; set; }

    /// <summary>The last day on which it exists; null: still does.</summary>
    public DateOnly? Until { get; set; }

    public List<DepartmentAlias> Aliases { get; } = [];

    /// <summary>Who took over when it was renamed, merged or split.</summary>
    public List<DepartmentSuccessor> Successors { get; } = [];

    public List<GroupMember> Members { get; } = [];
    public List<Post> Posts { get; } = [];

    public bool InForceOn(DateOnly day) => (From is null || From <= day) && (Until is null || day <= Until);
}

public sealed class DepartmentAlias
{
    public int Id { get; init; }
    public int DepartmentId { get; init; }
    public required string Alias { get; init; }
}

public sealed class DepartmentSuccessor
{
    public int DepartmentId { get; init; }
    public int SuccessorId { get; init; }
    public Department Successor { get; init; } = null!;
}

public sealed class GroupMember
{
    public int GroupId { get; init; }
    public int MemberId { get; init; }
    public Department Member { get; init; } = null!;
}
