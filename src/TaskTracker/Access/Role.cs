namespace TaskTracker.Access;

/// <summary>What a person can be in the house. Liaisons, heads, supervisors and leaders are so by a post held or by a grant; evaluators and administrators by a grant.</summary>
[Flags]
public enum Role
{
    None = 0,

    /// <summary>联络员 of a department.</summary>
    Liaison = 1,

    /// <summary>部门主要负责人.</summary>
    DepartmentHead = 2,

    /// <summary>督查室, of a region or of single plans.</summary>
    Supervisor = 4,

    /// <summary>分管领导: sees all of a region's or of single plans, changes nothing.</summary>
    Leader = 8,

    /// <summary>第三方评估: sees given plans, changes nothing.</summary>
    Evaluator = 16,

    /// <summary>系统管理员: settings and operations, no plan's data.</summary>
    SystemAdministrator = 32,

    /// <summary>安全管理员: accounts, posts and grants, no plan's data.</summary>
    SecurityAdministrator = 64,

    /// <summary>审计管理员: what was done by whom.</summary>
    AuditAdministrator = 128,
}

internal static class Roles
{
    public const Role Department = Role.Liaison | Role.DepartmentHead;

    /// <summary>Whoever works with plans.</summary>
    public const Role Plans = Department | Role.Supervisor | Role.Leader | Role.Evaluator;

    public const Role Administrators = Role.SystemAdministrator | Role.SecurityAdministrator | Role.AuditAdministrator;

    public const Role Anybody = Plans | Administrators;

    public static IReadOnlyList<Role> Each { get; } = [.. Enum.GetValues<Role>().Where(r => r != Role.None)];
}
