using System.Text.Json.Nodes;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Sweep;

/// <summary>Folders of rules: the shipped ones, and some that differ.</summary>
internal static class OtherRules
{
    public static IReadOnlyList<string> In(string folder) =>
    [
        Copy(folder, "shipped", _ => { }),
        Copy(folder, "stricter", f =>
        {
            Replace(f, "acceptance.json", "WorkdaysWaiting > 5", "WorkdaysWaiting > 3");
            Replace(f, "milestone-deadline.json", "\"repeatWorkdays\": [5]", "\"repeatWorkdays\": [2, 3]");
            Replace(f, "milestone-deadline.json", "WorkdaysOverdue >= 5", "WorkdaysOverdue >= 3");
        }),
        Copy(folder, "looser", f =>
        {
            Replace(f, "acceptance.json", "WorkdaysWaiting > 5", "WorkdaysWaiting > 8");
            Replace(f, "acceptance.json", "\"to\": [\"liaison\"]", "\"to\": [\"supervision\"]");
            Replace(f, "milestone-deadline.json", "milestone.DaysLeft > 7 && milestone.DaysLeft <= 30", "milestone.DaysLeft >= 3 && milestone.DaysLeft <= 20");
            Replace(f, "milestone-deadline.json", "\"RuleName\": \"due-within-7-days\",", "\"RuleName\": \"due-within-7-days\", \"Enabled\": false,");
        }),
        Copy(folder, "fewer", f =>
        {
            File.Delete(Path.Combine(f, "workflows", "progress.json"));
            Replace(f, "reporting.json", "\"report-late\"", "\"report-is-late\"");
        }),
        Copy(folder, "filed", f => File.WriteAllText(Path.Combine(f, "workflows", "filed.json"), """
            { "WorkflowName": "filed", "Rules": [
              { "RuleName": "filed-early", "Expression": "report.IsFiled && report.WorkdaysLeft >= 1", "Properties": { "level": 2 },
                "Actions": { "OnSuccess": { "Name": "Notify", "Context": { "to": ["departmentHead"], "template": "urge", "repeatWorkdays": [1, 1] } } } },
              { "RuleName": "quiet-for-30-days", "Expression": "!responsibility.IsClosed && (responsibility.DaysSinceReport ?? 0) > 30", "Properties": { "light": "Yellow" } } ] }
            """)),
        Copy(folder, "no-holidays", f => File.Delete(Path.Combine(f, "calendars", "2024.json"))),
        Copy(folder, "more-work", f =>
        {
            var file = Path.Combine(f, "calendars", "2024.json");
            var year = JsonNode.Parse(File.ReadAllText(file))!;
            year["workdays"]!.AsArray().Add("2024-11-23");
            File.WriteAllText(file, year.ToJsonString());
        }),
    ];

    public static string Copy(string folder, string name, Action<string> change)
    {
        var to = Path.Combine(folder, "rules", name);
        foreach (var part in new[] { "workflows", "calendars" })
        {
            Directory.CreateDirectory(Path.Combine(to, part));
            foreach (var file in Ledger.ShippedRules.Files(part))
            {
                File.Copy(file, Path.Combine(to, part, Path.GetFileName(file)));
            }
        }

        change(to);
        return to;
    }

    private static void Replace(string folder, string file, string old, string by)
    {
        var path = Path.Combine(folder, "workflows", file);
        var text = File.ReadAllText(path);
        text.ShouldContain(old);
        File.WriteAllText(path, text.Replace(old, by, StringComparison.Ordinal));
    }
}
