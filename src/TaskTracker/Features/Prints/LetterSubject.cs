using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Notices;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Responsibilities;
using TaskTracker.Persistence;
using TaskTracker.Sweep;

namespace TaskTracker.Features.Prints;

/// <summary>The responsibility that a letter is about.</summary>
/// <param name="Open">Milestones that are not reached, the earliest first.</param>
/// <param name="LastReport">Null while nothing was reported.</param>
/// <param name="Extension">The last one granted; null where there is none.</param>
/// <param name="Talk">A proposal to talk that was signed, while its reason holds.</param>
internal sealed record LetterSubject(int Id, string PlanKey, string Plan, string Issuer, string Number, string Task, string Department, ResponsibilityRole Role,
    IReadOnlyList<OpenMilestone> Open, ReportInLetter? LastReport, GrantedExtension? Extension, SignedTalk? Talk);

/// <param name="FirstDue">The date before any extension, where it was moved.</param>
/// <param name="Workdays">Overdue by; 0 where it isn't.</param>
internal sealed record OpenMilestone(string Text, DateOnly Due, DateOnly? FirstDue, int Workdays);

internal sealed record ReportInLetter(string Period, ReportedState State, int? Percent, string Done);

internal sealed record SignedTalk(string Number, string Signer, DateOnly On);

internal sealed record GrantedExtension(string Milestone, DateOnly From, DateOnly Until, string Reason);

internal sealed class ReadLetterSubject(TrackerDb db, HouseRules house, HouseClock clock)
{
    /// <returns>Null where there is no such responsibility in force.</returns>
    public async Task<LetterSubject?> GetAsync(int id, CancellationToken cancel)
    {
        var found = await db.Responsibilities.AsNoTracking().Where(r => r.Id == id).Select(r => new
        {
            r.Task.Plan.Key, Plan = r.Task.Plan.Title, r.Task.Plan.Region, r.Task.Plan.ActiveFrom, r.Task.Number, r.Task.Title, Department = r.Department.Name, r.Role, r.ClosedOn,
        }).FirstOrDefaultAsync(cancel);
        if (found is null)
        {
            return null;
        }

        var (today, calendar) = (clock.Today, house.Current.Calendar);
        var shares = await db.MilestoneShares.AsNoTracking().Where(m => m.ResponsibilityId == id).OrderBy(m => m.Due).ThenBy(m => m.Id)
            .Select(m => new { m.Due, m.FirstDue, m.MetOn, m.Milestone.Key, m.Milestone.Text }).ToListAsync(cancel);
        var report = await db.Reports.AsNoTracking().Where(r => r.ResponsibilityId == id && r.Review != ReviewState.Returned).OrderByDescending(r => r.Id)
            .Select(r => new ReportInLetter(r.Period, r.State, r.Percent, r.Done)).FirstOrDefaultAsync(cancel);
        var extension = (await AuditTrail.ProgressAsync(db, [id], cancel))[id].Select(h => h.Event).OfType<ExtensionGranted>().LastOrDefault();
        var talk = await db.Proposals.AsNoTracking().Where(p => p.ResponsibilityId == id && p.State == ProposalState.Signed && db.Signals.Any(s => s.Subject == p.Subject && s.Workflow == p.Workflow && s.Rule == p.Rule))
            .OrderByDescending(p => p.Id).Select(p => new SignedTalk(p.Number, p.Signer, p.DecidedOn!.Value)).FirstOrDefaultAsync(cancel);
        return new(id, found.Key, found.Plan, await Issuer.OfAsync(db, found.Region, cancel), found.Number, found.Title, found.Department, found.Role,
            [.. shares.Where(m => m.MetOn is null && found.ClosedOn is null).Select(m => new OpenMilestone(
                m.Text, m.Due, m.FirstDue == m.Due ? null : m.FirstDue, ReadRows.WorkdaysOverdue(calendar, m.Due, found.ActiveFrom, today)))],
            report,
            extension is null ? null : new(shares.FirstOrDefault(m => m.Key == extension.MilestoneKey)?.Text ?? extension.MilestoneKey, extension.From, extension.Until, extension.Reason),
            talk);
    }
}
