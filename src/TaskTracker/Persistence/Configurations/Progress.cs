using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Progress;

namespace TaskTracker.Persistence.Configurations;

internal sealed class ResponsibilityConfiguration : IEntityTypeConfiguration<Responsibility>
{
    public void Configure(EntityTypeBuilder<Responsibility> builder)
    {
        builder.HasOne(r => r.Task).WithMany(t => t.Responsibilities).HasForeignKey(r => r.TaskId);
        builder.HasOne(r => r.Department).WithMany().HasForeignKey(r => r.DepartmentId);
        builder.HasOne<Department>().WithMany().HasForeignKey(r => r.GroupId);
        builder.HasIndex(r => new { r.TaskId, r.DepartmentId }).IsUnique();
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.Ignore(r => r.Unwritten);
        builder.HasQueryFilter(r => r.EndedOn == null);
    }
}

internal sealed class MilestoneShareConfiguration : IEntityTypeConfiguration<MilestoneShare>
{
    public void Configure(EntityTypeBuilder<MilestoneShare> builder)
    {
        builder.HasOne<Responsibility>().WithMany(r => r.Milestones).HasForeignKey(m => m.ResponsibilityId);
        builder.HasOne(m => m.Milestone).WithMany().HasForeignKey(m => m.MilestoneId);
        builder.HasIndex(m => new { m.ResponsibilityId, m.MilestoneId }).IsUnique();
        builder.HasIndex(m => m.Due);
    }
}

internal sealed class ProgressReportConfiguration : IEntityTypeConfiguration<ProgressReport>
{
    public void Configure(EntityTypeBuilder<ProgressReport> builder)
    {
        builder.Property(r => r.Period).HasMaxLength(20);
        builder.HasOne<Responsibility>().WithMany(r => r.Reports).HasForeignKey(r => r.ResponsibilityId);
        builder.HasIndex(r => new { r.ResponsibilityId, r.Period });
    }
}
