using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace TaskTracker.Rules.Expressions;

/// <summary>Names that a rule's author, or a vocabulary, may not choose, because RulesEngine reads them as words of its own language in any case.</summary>
internal static partial class Words
{
    /// <summary>Signs written as words. RulesEngine reads them even after a dot, so that no fact's member can be called so.</summary>
    public static readonly FrozenSet<string> Signs = FrozenSet.ToFrozenSet(
        ["and", "andalso", "or", "orelse", "not", "mod", "eq", "equal", "ne", "neq", "notequal", "lt", "lessthan", "le", "lessthanequal", "gt", "greaterthan", "ge", "greaterthanequal"],
        StringComparer.OrdinalIgnoreCase);

    public static readonly FrozenSet<string> Reserved = FrozenSet.ToFrozenSet(
        ["it", "parent", "root", "iif", "isnull", "np", "new", "is", "as", "cast", "true", "false", "null", "in",
         "like", "math", "convert", "uri", "guid", "string", "boolean", "object", "enum", .. Signs],
        StringComparer.OrdinalIgnoreCase);

    public static bool CanBeChosen(string name) => ChosenName().IsMatch(name) && !Reserved.Contains(name);

    [GeneratedRegex("^[a-z][A-Za-z0-9]{0,63}$")]
    private static partial Regex ChosenName();
}
