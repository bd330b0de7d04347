using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Persistence.Configurations;

internal sealed class PlanConfiguration : IEntityTypeConfiguration<Plan>
{
    public void Configure(EntityTypeBuilder<Plan> builder)
    {
        builder.Property(p => p.Key).HasMaxLength(100);
        builder.HasIndex(p => p.Key).IsUnique();
        builder.HasIndex(p => p.Region);
        builder.Property(p => p.HeadApproves).HasDefaultValue(false);

        // The sentinel lets "off" be saved at all: a value equal to the type's own default is otherwise left to the database.
        builder.Property(p => p.Ranks).HasDefaultValue(true).HasSentinel(true);
    }
}

internal sealed class PlanStateChangeConfiguration : IEntityTypeConfiguration<PlanStateChange>
{
    public void Configure(EntityTypeBuilder<PlanStateChange> builder) => builder.HasOne<Plan>().WithMany().HasForeignKey(c => c.PlanId);
}

internal sealed class PlanTaskConfiguration : IEntityTypeConfiguration<PlanTask>
{
    public void Configure(EntityTypeBuilder<PlanTask> builder)
    {
        builder.Property(t => t.Key).HasMaxLength(200);
        builder.HasOne(t => t.Plan).WithMany(p => p.Tasks).HasForeignKey(t => t.PlanId);
        builder.HasIndex(t => new { t.PlanId, t.Key }).IsUnique();
        builder.HasIndex(t => new { t.PlanId, t.Position });
        builder.HasQueryFilter(TrackerDb.Ended[0], t => t.EndedOn == null);
        builder.PrimitiveCollection(t => t.Recurring).ElementType().HasConversion<string>();
    }
}

internal sealed class ShareConfiguration : IEntityTypeConfiguration<Share>
{
    public void Configure(EntityTypeBuilder<Share> builder)
    {
        builder.HasOne<PlanTask>().WithMany(t => t.Shares).HasForeignKey(s => s.TaskId);
        builder.HasOne(s => s.Department).WithMany().HasForeignKey(s => s.DepartmentId);
        builder.HasIndex(s => new { s.TaskId, s.DepartmentId }).IsUnique();
    }
}

internal sealed class MilestoneConfiguration : IEntityTypeConfiguration<Milestone>
{
    public void Configure(EntityTypeBuilder<Milestone> builder)
    {
        builder.Property(m => m.Key).HasMaxLength(200);
        builder.HasOne<PlanTask>().WithMany(t => t.Milestones).HasForeignKey(m => m.TaskId);
        builder.HasIndex(m => new { m.TaskId, m.Key }).IsUnique();
        builder.OwnsOne(m => m.Measure);
    }
}

internal sealed class ProjectConfiguration : IEntityTypeConfiguration<Project>
{
    public void Configure(EntityTypeBuilder<Project> builder)
    {
        builder.ToTable("Projects");
        builder.HasOne<Plan>().WithMany(p => p.Projects).HasForeignKey(p => p.PlanId);
        builder.HasIndex(p => new { p.PlanId, p.Position });
    }
}

internal sealed class InstitutionTableConfiguration : IEntityTypeConfiguration<InstitutionTable>
{
    public void Configure(EntityTypeBuilder<InstitutionTable> builder)
    {
        builder.ToTable("InstitutionTables");
        builder.HasOne<Plan>().WithMany(p => p.Tables).HasForeignKey(t => t.PlanId);
        builder.Property(t => t.Rows).HasConversion(
            rows => JsonSerializer.Serialize(rows, JsonSerializerOptions.Default),
            json => JsonSerializer.Deserialize<List<PlanTableRow>>(json, JsonSerializerOptions.Default)!,
            new ValueComparer<List<PlanTableRow>>((a, b) => Equal(a, b), rows => rows.Count, rows => rows));
    }

    private static bool Equal(List<PlanTableRow>? a, List<PlanTableRow>? b) =>
        ReferenceEquals(a, b) || (a is not null && b is not null && a.Count == b.Count && a.Zip(b).All(rows => rows.First.Name == rows.Second.Name && rows.First.Values.SequenceEqual(rows.Second.Values)));
}

internal sealed class IndicatorConfiguration : IEntityTypeConfiguration<Indicator>
{
    public void Configure(EntityTypeBuilder<Indicator> builder)
    {
        builder.Property(i => i.Name).HasMaxLength(300);
        builder.Property(i => i.Version).IsConcurrencyToken().HasDefaultValue(0);
        builder.HasOne(i => i.Plan).WithMany(p => p.Indicators).HasForeignKey(i => i.PlanId);
        builder.HasOne(i => i.ReportingDepartment).WithMany().HasForeignKey(i => i.ReportingDepartmentId);
        builder.HasIndex(i => new { i.PlanId, i.Name }).IsUnique();
    }
}

internal sealed class IndicatorTargetConfiguration : IEntityTypeConfiguration<IndicatorTarget>
{
    public void Configure(EntityTypeBuilder<IndicatorTarget> builder)
    {
        builder.ToTable("IndicatorTargets");
        builder.HasKey(t => new { t.IndicatorId, t.Year });
        builder.HasOne<Indicator>().WithMany(i => i.YearlyTargets).HasForeignKey(t => t.IndicatorId);
    }
}

internal sealed class IndicatorObservationConfiguration : IEntityTypeConfiguration<IndicatorObservation>
{
    public void Configure(EntityTypeBuilder<IndicatorObservation> builder)
    {
        builder.ToTable("IndicatorObservations");
        builder.Property(o => o.Institution).HasMaxLength(200);
        builder.HasOne<Indicator>().WithMany(i => i.Observations).HasForeignKey(o => o.IndicatorId);
        builder.HasIndex(o => new { o.IndicatorId, o.Year });
    }
}
