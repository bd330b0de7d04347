using System.Security.Cryptography;
using System.Text;
using TaskTracker.Domain.Calendar;
using TaskTracker.Rules;

namespace TaskTracker.Domain.Evaluation;

/// <summary>What all verdicts and their next changes rest on beside the ledger.</summary>
public static class Fingerprint
{
    private const int Length = 16;

    /// <summary>Hexadecimal digits that change when a rule, the order of rules, the calendar, or the code that asks them changes.</summary>
    public static string Of(WatchRules rules, WorkCalendar calendar)
    {
        var content = new StringBuilder();
        content.Append(typeof(Watch).Module.ModuleVersionId).Append(typeof(RuleBook).Module.ModuleVersionId).Append('\n').Append(calendar.Content).Append('\n');
        foreach (var rule in rules.Book.Rules)
        {
            content.Append(rule.Workflow).Append('\t').Append(rule.Name).Append('\t').Append(rule.Version).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString())))[..Length];
    }
}
