using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace TaskTracker.Rules.Expressions;

/// <summary>Names that a rule's author, or a vocabulary, may not choose, because RulesEngine reads them as words of its own language in any case.</summary>
internal static partial class Words
{
    public static readonly FrozenSet<string> Reserved = FrozenSet.ToFrozenSet(
        ["it", "parent", "root", "iif", "isnull", "np", "new", "is", "as", "cast", "true", "false", "null", "and", "or", "not", "in", "mod",
         "eq", "ne", "neq", "lt", "le", "gt", "ge", "equal", "notequal", "lessthan", "lessthanequal", "greaterthan", "greaterthanequal", "andalso", "orelse", "like", "math", "convert", "uri", "guid", "string", "boolean", "object", "enum"],
        StringComparer.OrdinalIgnoreCase);

    public static bool CanBeChosen(string name) => ChosenName().IsMatch(name) && !Reserved.Contains(name);

    [GeneratedRegex("^[a-z][A-Za-z0-9]{0,63}$")]
    private static partial Regex ChosenName();
}
