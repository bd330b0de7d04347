using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using TaskTracker.Access;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Notices;
using TaskTracker.Domain.Orders;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Evidence;
using TaskTracker.Features.Import;
using TaskTracker.Outbox;

namespace TaskTracker.Persistence;

internal abstract partial class TrackerDb
{
    /// <summary>Names the filters that keep a person to their own; nobody may ignore them.</summary>
    private const string Own = "own";

    /// <summary>What every query is narrowed to; null: nothing is. Set before the first query, which decides on the model.</summary>
    public Scope? Scope { get; set; }

    // The sweep reads everything and shall not pay for filters that let everything through.
    private sealed class ModelPerNarrowing : IModelCacheKeyFactory
    {
        public object Create(DbContext context, bool designTime) => (context.GetType(), context is TrackerDb { Scope: not null }, designTime);
    }

    private void Narrow(ModelBuilder model)
    {
        model.Entity<Plan>().HasQueryFilter(Own, p => Scope!.HeadPlans.Contains(p.Id));
        model.Entity<PlanTask>().HasQueryFilter(Own, t => Scope!.HeadPlans.Contains(t.PlanId));
        model.Entity<Milestone>().HasQueryFilter(Own, m => Tasks.Any(t => t.Id == m.TaskId));
        model.Entity<Indicator>().HasQueryFilter(Own, i => Scope!.HeadPlans.Contains(i.PlanId));
        model.Entity<Responsibility>().HasQueryFilter(Own, r => Scope!.Plans.Contains(r.PlanId) || Scope.Departments.Contains(r.DepartmentId));

        // Who tells of an ended responsibility ignores Ended in these queries too; it holds within the filters as well.
        model.Entity<MilestoneShare>().HasQueryFilter(Own, m => Responsibilities.Any(r => r.Id == m.ResponsibilityId));
        model.Entity<ProgressReport>().HasQueryFilter(Own, m => Responsibilities.Any(r => r.Id == m.ResponsibilityId));
        model.Entity<ExtensionRequest>().HasQueryFilter(Own, m => Responsibilities.Any(r => r.Id == m.ResponsibilityId));
        model.Entity<CompletionRequest>().HasQueryFilter(Own, m => Responsibilities.Any(r => r.Id == m.ResponsibilityId));
        model.Entity<Rectification>().HasQueryFilter(Own, m => Responsibilities.Any(r => r.Id == m.ResponsibilityId));
        model.Entity<SilenceSpan>().HasQueryFilter(Own, m => Responsibilities.Any(r => r.Id == m.ResponsibilityId));
        model.Entity<SupervisionOrder>().HasQueryFilter(Own, o => Scope!.Departments.Contains(o.DepartmentId) || Scope.Regions.Contains(o.Region));
        model.Entity<OrderItem>().HasQueryFilter(Own, i => Orders.Any(o => o.Id == i.OrderId));
        model.Entity<EvidenceFile>().HasQueryFilter(Own, m => Responsibilities.Any(r => r.Id == m.ResponsibilityId));
        model.Entity<Standing>().HasQueryFilter(Own, m => Responsibilities.Any(r => r.Id == m.ResponsibilityId));
        model.Entity<LightChange>().HasQueryFilter(Own, m => Responsibilities.Any(r => r.Id == m.ResponsibilityId));
        model.Entity<Signal>().HasQueryFilter(Own, s =>
            Scope!.Plans.Contains(s.PlanId) || Responsibilities.Where(r => Scope.Departments.Contains(r.DepartmentId)).Select(r => (int?)r.Id).Contains(s.ResponsibilityId));
        model.Entity<Notice>().HasQueryFilter(Own, n =>
            Scope!.Plans.Contains(n.PlanId) || Responsibilities.Where(r => Scope.Departments.Contains(r.DepartmentId)).Select(r => (int?)r.Id).Contains(n.ResponsibilityId));
        model.Entity<QueuedMail>().HasQueryFilter(Own, m => m.PersonId == Scope!.Person || Notices.Any(n => n.MailId == m.Id));

        // Subjects as AuditSubject writes them. A list, not a lookup for each entry, which no index would help.
        model.Entity<AuditEntry>().HasQueryFilter(Own, e =>
            Responsibilities.Select(r => "responsibility:" + r.Id).Contains(e.Subject)
            || Orders.Select(o => "order:" + o.Id).Contains(e.Subject)
            || Indicators.Where(i => Scope!.Plans.Contains(i.PlanId) || Scope.Departments.Contains(i.ReportingDepartmentId ?? 0)).Select(i => "indicator:" + i.Id).Contains(e.Subject)
            || Plans.Where(p => Scope!.Plans.Contains(p.Id)).Select(p => "plan:" + p.Key).Contains(e.Subject)
            || Scope!.ReviewRegions.Select(region => "org:" + region).Contains(e.Subject));
        model.Entity<ImportDraft>().HasQueryFilter(Own, d => d.UploadedBy == Scope!.Person || Scope.ReviewRegions.Contains(d.Region));
    }
}
