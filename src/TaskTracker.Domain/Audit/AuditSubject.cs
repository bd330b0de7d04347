using System.Globalization;

namespace TaskTracker.Domain.Audit;

/// <summary>The names of the chains. What concerns no one of these gets a name of the same form: <c>word:key</c>.</summary>
public static class AuditSubject
{
    /// <summary>What concerns the ledger as a whole: its upgrade, its keys.</summary>
    public const string Ledger = "ledger";

    private const string ResponsibilityPrefix = "responsibility:";
    private const string OrderPrefix = "order:";
    private const string IndicatorPrefix = "indicator:";
    private const string PlanPrefix = "plan:";
    private const string RegionPrefix = "org:";

    public static string Responsibility(int id) => string.Create(CultureInfo.InvariantCulture, $"{ResponsibilityPrefix}{id}");

    /// <summary>A supervision order (督办单).</summary>
    public static string Order(int id) => string.Create(CultureInfo.InvariantCulture, $"{OrderPrefix}{id}");

    /// <summary>Targets, values and reporting department of an indicator.</summary>
    public static string Indicator(int id) => string.Create(CultureInfo.InvariantCulture, $"{IndicatorPrefix}{id}");

    public static string Plan(string key) => PlanPrefix + key;

    /// <summary>Departments, people and posts of a region.</summary>
    public static string Region(string name) => RegionPrefix + name;

    /// <returns>Null where the subject is no responsibility.</returns>
    public static int? ResponsibilityOf(string subject) => NumberOf(subject, ResponsibilityPrefix);

    /// <returns>Null where the subject is no supervision order.</returns>
    public static int? OrderOf(string subject) => NumberOf(subject, OrderPrefix);

    /// <returns>Null where the subject is no indicator.</returns>
    public static int? IndicatorOf(string subject) => NumberOf(subject, IndicatorPrefix);

    /// <returns>Null where the subject is no plan.</returns>
    public static string? PlanOf(string subject) => subject.StartsWith(PlanPrefix, StringComparison.Ordinal) ? subject[PlanPrefix.Length..] : null;

    private static int? NumberOf(string subject, string prefix) => subject.StartsWith(prefix, StringComparison.Ordinal)
        && int.TryParse(subject.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
