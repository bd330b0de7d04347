using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
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
        builder.HasIndex(r => r.PlanId);

        // Rows that were there before the column have it from their tasks.
        builder.Property(r => r.PlanId).HasDefaultValue(0);
        builder.Property(r => r.EndedApart).HasDefaultValue(false);
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.Ignore(r => r.Unwritten);
        builder.HasQueryFilter(TrackerDb.Ended[0], r => r.EndedOn == null);
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
        builder.HasIndex(r => r.Review);
        builder.Property(r => r.Problems).HasDefaultValue("");
        builder.Property(r => r.ByLink).HasDefaultValue(false);
        AsJson(builder.Property(r => r.Measured));
        AsJson(builder.Property(r => r.Evidence));
    }

    // Reports were there before their lists: rows of an earlier release need a default, and PostgreSQL gives no default to an array of its own.
    private static void AsJson<T>(PropertyBuilder<List<T>> property)
    {
        property.HasConversion(
            values => JsonSerializer.Serialize(values, JsonSerializerOptions.Default),
            json => JsonSerializer.Deserialize<List<T>>(json, JsonSerializerOptions.Default)!,
            new ValueComparer<List<T>>((a, b) => ReferenceEquals(a, b) || (a != null && b != null && a.SequenceEqual(b)), values => values.Count, values => values));
        property.HasDefaultValueSql("'[]'");
    }
}

internal sealed class ExtensionRequestConfiguration : IEntityTypeConfiguration<ExtensionRequest>
{
    public void Configure(EntityTypeBuilder<ExtensionRequest> builder)
    {
        builder.Property(r => r.MilestoneKey).HasMaxLength(200);
        builder.HasOne<Responsibility>().WithMany(r => r.Extensions).HasForeignKey(r => r.ResponsibilityId);
        builder.HasIndex(r => r.State);
    }
}

internal sealed class CompletionRequestConfiguration : IEntityTypeConfiguration<CompletionRequest>
{
    public void Configure(EntityTypeBuilder<CompletionRequest> builder)
    {
        builder.Property(r => r.MilestoneKey).HasMaxLength(200);
        builder.HasOne<Responsibility>().WithMany(r => r.Completions).HasForeignKey(r => r.ResponsibilityId);
        builder.HasIndex(r => r.State);
    }
}

internal sealed class RectificationConfiguration : IEntityTypeConfiguration<Rectification>
{
    public void Configure(EntityTypeBuilder<Rectification> builder)
    {
        builder.HasOne<Responsibility>().WithMany(r => r.Rectifications).HasForeignKey(r => r.ResponsibilityId);
        builder.HasIndex(r => r.State);
    }
}

internal sealed class SilenceSpanConfiguration : IEntityTypeConfiguration<SilenceSpan>
{
    public void Configure(EntityTypeBuilder<SilenceSpan> builder)
    {
        builder.HasOne<Responsibility>().WithMany(r => r.Silences).HasForeignKey(s => s.ResponsibilityId);
        builder.HasIndex(s => new { s.ResponsibilityId, s.Until });
    }
}
