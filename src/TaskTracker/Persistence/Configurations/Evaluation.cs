using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Notices;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Outbox;
using TaskTracker.Sweep;

namespace TaskTracker.Persistence.Configurations;

internal sealed class StandingConfiguration : IEntityTypeConfiguration<Standing>
{
    public void Configure(EntityTypeBuilder<Standing> builder)
    {
        builder.HasKey(s => s.ResponsibilityId);
        builder.Property(s => s.ResponsibilityId).ValueGeneratedNever();
        builder.HasOne<Responsibility>().WithOne().HasForeignKey<Standing>(s => s.ResponsibilityId);
        builder.HasIndex(s => s.Light);
    }
}

internal sealed class LightChangeConfiguration : IEntityTypeConfiguration<LightChange>
{
    public void Configure(EntityTypeBuilder<LightChange> builder)
    {
        builder.HasOne<Responsibility>().WithMany().HasForeignKey(c => c.ResponsibilityId);
        builder.HasIndex(c => new { c.ResponsibilityId, c.On });
        builder.HasIndex(c => c.On);
    }
}

internal sealed class SignalConfiguration : IEntityTypeConfiguration<Signal>
{
    public void Configure(EntityTypeBuilder<Signal> builder)
    {
        builder.Property(s => s.Subject).HasMaxLength(100);
        builder.Property(s => s.Workflow).HasMaxLength(200);
        builder.Property(s => s.Rule).HasMaxLength(200);
        builder.HasOne<Plan>().WithMany().HasForeignKey(s => s.PlanId);
        builder.HasIndex(s => new { s.Subject, s.Workflow, s.Rule }).IsUnique();
        builder.HasIndex(s => s.TaskId);
        builder.HasIndex(s => s.ResponsibilityId);
        builder.HasIndex(s => s.MilestoneShareId);
    }
}

internal sealed class NoticeConfiguration : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> builder)
    {
        builder.Property(n => n.Subject).HasMaxLength(100);
        builder.Property(n => n.Workflow).HasMaxLength(200);
        builder.Property(n => n.Rule).HasMaxLength(200);
        builder.HasOne<Plan>().WithMany().HasForeignKey(n => n.PlanId);
        builder.HasOne(n => n.Post).WithMany().HasForeignKey(n => n.PostId);
        builder.HasOne<SweepRun>().WithMany().HasForeignKey(n => n.RunId);
        builder.HasOne<QueuedMail>().WithMany().HasForeignKey(n => n.MailId);
        builder.HasIndex(n => new { n.Subject, n.Workflow, n.Rule, n.Level, n.Episode, n.Occurrence, n.PostId }).IsUnique();
        builder.HasIndex(n => n.TaskId);
        builder.HasIndex(n => n.ResponsibilityId);
        builder.HasIndex(n => n.MailId);
        builder.HasIndex(n => n.IssuedOn);
        builder.HasIndex(n => new { n.PlanId, n.IssuedOn });
    }
}
