using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Notices;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Proposals;

internal sealed record ProposalRow(TalkProposal Of, string Plan, string PlanKey, string Number, string Task, string Department, string? Milestone, Light? Now)
{
    public string Href => string.Create(CultureInfo.InvariantCulture, $"/responsibilities/{Of.ResponsibilityId}");
}

/// <param name="Drafts">How many wait.</param>
internal sealed record ProposalsModel(DateOnly Today, IReadOnlyList<ProposalRow> Rows, int Total, int Drafts);

/// <summary>约谈建议: the drafts that wait for a signature, or what was decided about the others.</summary>
internal sealed class ListProposals(TrackerDb db, HouseClock clock)
{
    public const int PageSize = 25;

    /// <param name="page">From 1.</param>
    public async Task<ProposalsModel> GetAsync(bool decided, int page, CancellationToken cancel)
    {
        var shown = db.Proposals.AsNoTracking().Where(p => decided ? p.State != ProposalState.Draft : p.State == ProposalState.Draft);
        var rows = await (from p in (decided ? shown.OrderByDescending(p => p.DecidedOn).ThenByDescending(p => p.Id) : shown.OrderBy(p => p.DraftedOn).ThenBy(p => p.Id)).Skip((page - 1) * PageSize).Take(PageSize)
                          join r in db.Responsibilities.IgnoreQueryFilters(TrackerDb.Ended) on p.ResponsibilityId equals r.Id
                          select new
                          {
                              Of = p, Plan = r.Task.Plan.Title, r.Task.Plan.Key, r.Task.Number, r.Task.Title, Department = r.Department.Name,
                              Milestone = db.MilestoneShares.Where(s => s.Id == p.MilestoneShareId).Select(s => s.Milestone.Text).FirstOrDefault(),
                              Now = db.Standings.Where(s => s.ResponsibilityId == r.Id).Select(s => (Light?)s.Light).FirstOrDefault(),
                          }).ToListAsync(cancel);
        var ordered = decided ? rows.OrderByDescending(r => r.Of.DecidedOn).ThenByDescending(r => r.Of.Id) : rows.OrderBy(r => r.Of.DraftedOn).ThenBy(r => r.Of.Id);
        return new(
            clock.Today, [.. ordered.Select(r => new ProposalRow(r.Of, r.Plan, r.Key, r.Number, r.Title, r.Department, r.Milestone, r.Now))],
            await shown.CountAsync(cancel), await db.Proposals.CountAsync(p => p.State == ProposalState.Draft, cancel));
    }
}
