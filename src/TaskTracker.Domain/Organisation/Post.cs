namespace TaskTracker.Domain.Organisation;

/// <summary>联络员, 部门主要负责人, 督查室, 分管领导. A post, not a person, is responsible.</summary>
public enum PostKind { Liaison, DepartmentHead, Supervision, Leader }

/// <summary>The words that files use for posts.</summary>
internal static class PostWords
{
    public static readonly IReadOnlyDictionary<string, PostKind> Kinds = new Dictionary<string, PostKind>
    {
        ["liaison"] = PostKind.Liaison,
        ["departmentHead"] = PostKind.DepartmentHead,
        ["supervision"] = PostKind.Supervision,
        ["leader"] = PostKind.Leader,
    };
}

public sealed class Post
{
    public int Id { get; init; }
    public int DepartmentId { get; init; }
    public Department Department { get; init; } = null!;
    public PostKind Kind { get; init; }
    public List<PostHolder> Holders { get; } = [];
}

public sealed class PostHolder
{
    public int Id { get; init; }
    public int PostId { get; init; }
    public int PersonId { get; init; }
    public Person Person { get; init; } = null!;

    /// <summary>The first day in the post.</summary>
    public DateOnly From { get; init; }

    /// <summary>The last day in the post; null: still holds it.</summary>
    public DateOnly? Until { get; set; }

    public bool HoldsOn(DateOnly day) => From <= day && (Until is null || day <= Until);
}

public sealed class Person
{
    public int Id { get; init; }

    /// <summary>The name that the org file calls the person by; unique in the ledger.</summary>
    public required string Key { get; init; }

    public required string Name { get; set; }
    public required string Email { get; set; }
}
