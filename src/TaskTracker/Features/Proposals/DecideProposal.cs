using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Notices;
using TaskTracker.Features.Progress;
using TaskTracker.Persistence;
using TaskTracker.Sweep;

namespace TaskTracker.Features.Proposals;

internal enum ProposalRefusal
{
    NotAllowed, NumberMissing, SignerMissing, ReasonMissing, TextTooLong,

    /// <summary>Somebody else has decided, or its reason has gone.</summary>
    NoLongerDraft,
}

/// <summary>Signs a proposal to talk with a department, or declines it.</summary>
internal sealed class DecideProposal([WholeLedger] TrackerDb db, HouseClock clock, CurrentPerson me)
{
    public const int LongestName = 200;

    private const int LongestReason = 1000, Tries = 10;

    /// <summary>Its notices are written, to whoever holds the posts when the next run makes its mails.</summary>
    /// <param name="number">The document number (文号).</param>
    /// <returns>Why it was refused; null where it was done, now or by the same form before.</returns>
    public Task<ProposalRefusal?> SignAsync(int id, string number, string signer, string formKey, CancellationToken cancel) => DecideAsync(
        id, new FormStamp(formKey, id).DigestOf(new { id, number, signer }),
        number.Length == 0 ? ProposalRefusal.NumberMissing : signer.Length == 0 ? ProposalRefusal.SignerMissing : number.Length > LongestName || signer.Length > LongestName ? ProposalRefusal.TextTooLong : null,
        async proposal =>
        {
            (proposal.State, proposal.Number, proposal.Signer) = (ProposalState.Signed, number, signer);
            await WriteAsync(proposal, cancel);
        },
        "TalkProposalSigned", proposal => new { On = clock.Today, Responsibility = proposal.ResponsibilityId, proposal.Rule, proposal.Sentence, Number = number, Signer = signer }, cancel);

    /// <inheritdoc cref="SignAsync"/>
    public Task<ProposalRefusal?> DeclineAsync(int id, string reason, string formKey, CancellationToken cancel) => DecideAsync(
        id, new FormStamp(formKey, id).DigestOf(new { id, reason }), reason.Length == 0 ? ProposalRefusal.ReasonMissing : reason.Length > LongestReason ? ProposalRefusal.TextTooLong : null,
        proposal =>
        {
            (proposal.State, proposal.Reason) = (ProposalState.Declined, reason);
            return Task.CompletedTask;
        },
        "TalkProposalDeclined", proposal => new { On = clock.Today, Responsibility = proposal.ResponsibilityId, proposal.Rule, proposal.Sentence, Reason = reason }, cancel);

    private async Task<ProposalRefusal?> DecideAsync(int id, string digest, ProposalRefusal? wrong, Func<TalkProposal, Task> decide, string kind, Func<TalkProposal, object> data, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            db.ChangeTracker.Clear();
            if (await db.Proposals.FirstOrDefaultAsync(p => p.Id == id, cancel) is not { } proposal
                || await db.Plans.FirstOrDefaultAsync(p => p.Id == proposal.PlanId, cancel) is not { } plan || !me.Supervises(plan.Region, plan.Id))
            {
                return ProposalRefusal.NotAllowed;
            }

            var subject = AuditSubject.Plan(plan.Key);
            if (await SentForm.IsDoneAsync(db, subject, digest, cancel))
            {
                return null;
            }

            if (proposal.State != ProposalState.Draft || wrong is not null)
            {
                return proposal.State != ProposalState.Draft ? ProposalRefusal.NoLongerDraft : wrong;
            }

            await decide(proposal);
            (proposal.DecidedOn, proposal.DecidedBy) = (clock.Today, me.By);
            proposal.Version++;
            db.Record(subject, me.By, kind, data(proposal), clock.UtcNow);
            db.Forms.Add(new SentForm { Subject = subject, Digest = digest });
            try
            {
                await db.SaveChangesAsync(cancel);
                return null;
            }
            catch (DbUpdateException) when (tries < Tries)
            {
                // Somebody else was quicker, perhaps with this very form, or a run has found its reason gone; the next look tells.
            }
        }
    }

    private async Task WriteAsync(TalkProposal proposal, CancellationToken cancel)
    {
        var about = await db.Responsibilities.IgnoreQueryFilters(TrackerDb.Ended).Where(r => r.Id == proposal.ResponsibilityId).Select(r => new { r.DepartmentId, r.Department.Region }).SingleAsync(cancel);
        var posts = await HeldPosts.ReadAsync(db, about.Region, clock.Today, cancel);
        var to = proposal.To.SelectMany(kind => posts.Of(kind, about.DepartmentId)).Distinct().ToList();
        var copies = proposal.Copy.SelectMany(kind => posts.Of(kind, about.DepartmentId)).Distinct().Except(to).ToList();
        db.Notices.AddRange(to.Concat(copies).Select(post => new Notice
        {
            RunId = proposal.RunId, Subject = proposal.Subject, PlanId = proposal.PlanId, TaskId = proposal.TaskId, ResponsibilityId = proposal.ResponsibilityId, MilestoneShareId = proposal.MilestoneShareId,
            Workflow = proposal.Workflow, Rule = proposal.Rule, RuleVersion = proposal.RuleVersion, Sentence = proposal.Sentence, Level = TalkProposal.Level, Light = proposal.Light,
            Episode = proposal.Episode, PostId = post, IsCopy = !to.Contains(post), IssuedOn = clock.Today, Explanation = proposal.Explanation,
        }));
    }
}
