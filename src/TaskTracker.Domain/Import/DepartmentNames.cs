using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>
/// Which printed names mean the same department: as the registry knows it, else as the document itself shows it, else by the abbreviations that offices
/// use everywhere. A name that the registry lacks is proposed as printed or written out; a person decides.
/// </summary>
internal sealed class DepartmentNames
{
    private const string Prefixes = "省市县区旗州镇乡";

    private readonly Dictionary<string, string> _officialOf = [];
    private readonly Dictionary<string, PlanDepartment> _known;
    private readonly bool _hasRegistry;

    public DepartmentNames(IEnumerable<string> printed, IReadOnlyList<PlanDepartment> registry)
    {
        _hasRegistry = registry.Count > 0;
        _known = [];
        foreach (var department in registry)
        {
            foreach (var name in department.Aliases.Prepend(department.Name))
            {
                _known.TryAdd(name, department);
            }
        }

        var names = printed.Distinct().ToList();
        var byKey = names.GroupBy(Stem).ToDictionary(g => g.Key, g => g.ToList());
        foreach (var name in names)
        {
            _officialOf[name] = InRegistry(name) ?? InDocument(name, names, byKey) ?? Written(name);
        }
    }

    public string OfficialOf(string printed) => _officialOf[printed];

    /// <summary>False for a name that the registry lacks; without any registry nothing is said.</summary>
    public bool IsUnknown(string printed) => _hasRegistry && !_known.ContainsKey(_officialOf[printed]);

    public IReadOnlyList<PlanDepartment> All =>
        [.. _officialOf.Values.Distinct().Select(name => new PlanDepartment(name, _known.TryGetValue(name, out var known) ? known.Group : BodyName.IsGroup(name))
        {
            Aliases = [.. _officialOf.Where(n => n.Value == name && n.Key != name).Select(n => n.Key)],
        })];

    private string? InRegistry(string name)
    {
        if (_known.TryGetValue(name, out var exact))
        {
            return exact.Name;
        }

        var same = _known.Values.Distinct().Where(d => !d.Group && d.Aliases.Prepend(d.Name).Any(n => SamePrefix(name, n) && Stem(n) == Stem(name))).ToList();
        return same is [var only] ? only.Name : null;
    }

    /// <summary>The one fuller name among those printed: the same stem with a prefix or spelt out, or a name of which this one keeps first, second and last character and some between, in order.</summary>
    private static string? InDocument(string name, List<string> names, Dictionary<string, List<string>> byStem)
    {
        var spellings = byStem[Stem(name)].Where(n => SamePrefix(name, n)).ToList();
        if (spellings.Count > 1 && spellings.Select(Prefix).Where(p => p.Length > 0).Distinct().Count() <= 1)
        {
            return spellings.MaxBy(n => n.Length)!;
        }

        var longer = names.Where(n => n.Length > name.Length && IsAbbreviation(name, n)).ToList();
        return longer.Count == 1 ? longer[0] : null;
    }

    private static string Written(string name)
    {
        var prefix = Prefix(name);
        return StandardNames.OfficialOf(name[prefix.Length..]) is { } official ? prefix + official : name;
    }

    private static string Stem(string name) => StandardNames.KeyOf(name[Prefix(name).Length..]);

    /// <summary>区 of 区卫健局; nothing where the rest would be no name.</summary>
    private static string Prefix(string name) => name.Length > 3 && Prefixes.Contains(name[0], StringComparison.Ordinal) && !(name[0] == '市' && name[1] == '场') ? name[..1] : "";

    private static bool SamePrefix(string a, string b) => Prefix(a) == Prefix(b) || Prefix(a).Length == 0 || Prefix(b).Length == 0;

    private static bool IsAbbreviation(string name, string full)
    {
        if (name.Length < 4 || name[0] != full[0] || name[^1] != full[^1] || name[1] != full[1] || BodyName.IsGroup(full) || BodyName.IsGroup(name))
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
}
