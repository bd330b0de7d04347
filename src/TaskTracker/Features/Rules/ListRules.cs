using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Persistence;
using TaskTracker.Rules;
using TaskTracker.RulesInForce;
using TaskTracker.Sweep;

namespace TaskTracker.Features.Rules;

/// <param name="Fault">The newest fault in the rules folder that is not mended; null where there is none.</param>
internal sealed record RulesModel(int Number, IReadOnlyList<RuleFileRows> Files, IReadOnlyList<VersionRow> Versions, int VersionsInAll, FaultNote? Fault);

internal sealed record RuleFileRows(string File, IReadOnlyList<RuleRow> Rules);

/// <param name="Notices">Of the last 30 days, as are the subjects they are about, and those of them whose reason has gone.</param>
/// <param name="Holds">For how many subjects it holds by the last sweep.</param>
public sealed record RuleRow(Rule Rule, Consequence Consequence, int Notices, int Subjects, int Cured, int Holds)
{
    public string Href => Parts.Address.To("/rules/signals", ("workflow", Rule.Workflow), ("rule", Rule.Name));
}

/// <param name="At">At the house.</param>
internal sealed record VersionRow(int Number, string Author, string Reason, DateTime At, RuleOrigin Origin, int? ContentOf);

public sealed record FaultNote(DateTime At, string Folder, IReadOnlyList<TaskTracker.Rules.Json.Finding> Findings, int InAll);

/// <summary>The rules in force with what each did lately, and the versions.</summary>
internal sealed class ListRules(TrackerDb db, HouseRules house, HouseClock clock)
{
    public const int Days = 30;
    public const int VersionsPerPage = 10;

    public async Task<RulesModel> GetAsync(int page, CancellationToken cancel = default)
    {
        var inForce = house.InForce;
        var since = clock.Today.AddDays(1 - Days);
        var told = (await db.Notices.Where(n => n.IssuedOn >= since).GroupBy(n => new { n.Workflow, n.Rule })
            .Select(g => new { g.Key, Notices = g.Count(), Subjects = g.Select(n => n.Subject).Distinct().Count(), Cured = g.Where(n => n.CuredOn != null).Select(n => n.Subject).Distinct().Count() })
            .ToListAsync(cancel)).ToDictionary(g => (g.Key.Workflow, g.Key.Rule));
        var holds = (await db.Signals.GroupBy(s => new { s.Workflow, s.Rule }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel)).ToDictionary(g => (g.Key.Workflow, g.Key.Rule), g => g.Count);
        var files = inForce.Rules.Book.Rules.GroupBy(r => r.File).Select(g => new RuleFileRows(g.Key, [.. g.Select(rule =>
        {
            var did = told.GetValueOrDefault((rule.Workflow, rule.Name));
            return new RuleRow(rule, inForce.Rules.Of(rule), did?.Notices ?? 0, did?.Subjects ?? 0, did?.Cured ?? 0, holds.GetValueOrDefault((rule.Workflow, rule.Name)));
        })]));
        return new(inForce.Number, [.. files], await VersionsAsync(page, cancel), await db.RuleVersions.CountAsync(cancel), await FaultAsync(db, clock, cancel));
    }

    public static async Task<FaultNote?> FaultAsync(TrackerDb db, HouseClock clock, CancellationToken cancel) =>
        await db.RulesFaults.AsNoTracking().Where(f => f.MendedAt == null).OrderByDescending(f => f.FoundAt).FirstOrDefaultAsync(cancel) is { } fault
            ? new(clock.ToLocal(fault.FoundAt), fault.Folder, fault.All(), fault.FindingsInAll) : null;

    private async Task<IReadOnlyList<VersionRow>> VersionsAsync(int page, CancellationToken cancel) =>
        [.. (await db.RuleVersions.OrderByDescending(v => v.Number).Skip((page - 1) * VersionsPerPage).Take(VersionsPerPage)
            .Select(v => new VersionRow(v.Number, v.Author, v.Reason, v.PublishedAt, v.Origin, v.ContentOf)).ToListAsync(cancel)).Select(v => v with { At = clock.ToLocal(v.At) })];
}
