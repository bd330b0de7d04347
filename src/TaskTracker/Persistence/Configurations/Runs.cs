using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TaskTracker.Outbox;
using TaskTracker.Sweep;

namespace TaskTracker.Persistence.Configurations;

internal sealed class SweepRunConfiguration : IEntityTypeConfiguration<SweepRun>
{
    public void Configure(EntityTypeBuilder<SweepRun> builder)
    {
        builder.HasIndex(r => new { r.Kind, r.AsOf, r.Ordinal }).IsUnique();
        builder.Property(r => r.State).IsConcurrencyToken();
        builder.Property(r => r.LookedAt).HasDefaultValue(0);
    }
}

internal sealed class SweepBatchConfiguration : IEntityTypeConfiguration<SweepBatch>
{
    public void Configure(EntityTypeBuilder<SweepBatch> builder)
    {
        builder.HasOne<SweepRun>().WithMany(r => r.Batches).HasForeignKey(b => b.RunId);
        builder.HasIndex(b => new { b.RunId, b.PlanId, b.FromPosition }).IsUnique();
        builder.Property(b => b.Fence).IsConcurrencyToken();
    }
}

internal sealed class LookConfiguration : IEntityTypeConfiguration<Look>
{
    public void Configure(EntityTypeBuilder<Look> builder)
    {
        builder.HasKey(l => new { l.PlanId, l.TaskId });
        builder.HasIndex(l => l.TaskId);
        builder.Property(l => l.By).HasMaxLength(16);
    }
}

internal sealed class QueuedMailConfiguration : IEntityTypeConfiguration<QueuedMail>
{
    public void Configure(EntityTypeBuilder<QueuedMail> builder)
    {
        builder.ToTable("Mails");
        builder.HasOne(m => m.Run).WithMany().HasForeignKey(m => m.RunId);
        builder.HasOne(m => m.Person).WithMany().HasForeignKey(m => m.PersonId);
        builder.HasIndex(m => new { m.RunId, m.PersonId, m.Part }).IsUnique();
        builder.HasIndex(m => new { m.State, m.NotBefore });
        builder.HasIndex(m => new { m.State, m.SentAt });
        builder.Property(m => m.Fence).IsConcurrencyToken();
    }
}

internal sealed class SettingConfiguration : IEntityTypeConfiguration<Setting>
{
    public void Configure(EntityTypeBuilder<Setting> builder)
    {
        builder.HasKey(s => s.Key);
        builder.Property(s => s.Key).HasMaxLength(100);
    }
}
