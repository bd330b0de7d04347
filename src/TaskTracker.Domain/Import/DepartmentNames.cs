using System.Text.RegularExpressions;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>Which printed names mean the same department, as far as the document itself shows it.</summary>
internal sealed partial class DepartmentNames
{
    private readonly Dictionary<string, string> _officialOf = [];

    public DepartmentNames(IEnumerable<string> printed)
    {
        var names = printed.Distinct().ToList();
        foreach (var name in names)
        {
            var longer = names.Where(n => n.Length > name.Length && IsAbbreviation(name, n)).ToList();
            _officialOf[name] = longer.Count == 1 ? longer[0] : name;
        }
    }

    public string OfficialOf(string printed) => _officialOf[printed];

    public IReadOnlyList<PlanDepartment> All =>
        [.. _officialOf.Values.Distinct().Select(name => new PlanDepartment(name, Group().IsMatch(name))
        {
            Aliases = [.. _officialOf.Where(n => n.Value == name && n.Key != name).Select(n => n.Key)],
        })];

    /// <summary>区卫健局 keeps, in order, characters of 区卫生健康局, and begins and ends as it does.</summary>
    private static bool IsAbbreviation(string name, string full)
    {
        if (name.Length < 3 || name[0] != full[0] || name[^1] != full[^1] || name[1] != full[1] || Group().IsMatch(full))
        {
            return false;
        }

        var at = 0;
        foreach (var c in full)
        {
            at += at < name.Length && name[at] == c ? 1 : 0;
        }

        return at == name.Length;
    }

    [GeneratedRegex("各|成员单位|有关部门|相关部门|有关单位|相关单位")]
    private static partial Regex Group();
}
