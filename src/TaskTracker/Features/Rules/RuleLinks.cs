using TaskTracker.Features.Parts;
using TaskTracker.Resources;
using TaskTracker.RulesInForce;

namespace TaskTracker.Features.Rules;

internal static class RuleLinks
{
    public static string Edit(string file) => Address.To("/rules/edit", ("file", file));

    public static string Origin(PageText text, VersionRow version) =>
        version.Origin == RuleOrigin.RollBack ? text["Rules.Origin.RollBack", version.ContentOf ?? 0] : text[$"Rules.Origin.{version.Origin}"];
}
