using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Evidence;

namespace TaskTracker.Persistence.Configurations;

// No foreign key leads here or from here: nothing that is deleted elsewhere may take an entry with it.
internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("AuditEntries");
        builder.Property(e => e.Subject).HasMaxLength(AuditTrail.LongestSubject);
        builder.Property(e => e.Kind).HasMaxLength(50);
        builder.Property(e => e.Previous).HasMaxLength(64);
        builder.Property(e => e.Hash).HasMaxLength(64);
        builder.HasIndex(e => new { e.Subject, e.Sequence }).IsUnique();
        builder.HasIndex(e => e.At);

        // The list of visits: a handful among all that is kept.
        builder.HasIndex(e => e.Id).HasFilter($"\"Kind\" = '{nameof(VisitRecorded)}'").HasDatabaseName("IX_AuditEntries_Visits");
    }
}

internal sealed class AuditSealConfiguration : IEntityTypeConfiguration<AuditSeal>
{
    public void Configure(EntityTypeBuilder<AuditSeal> builder)
    {
        builder.ToTable("AuditSeals");
        builder.HasKey(s => s.Number);
        builder.Property(s => s.Number).ValueGeneratedNever();
        builder.HasIndex(s => s.Day).IsUnique();
        builder.Ignore(s => s.Content);
        builder.Ignore(s => s.Hash);
    }
}

internal sealed class SealedHeadConfiguration : IEntityTypeConfiguration<SealedHead>
{
    public void Configure(EntityTypeBuilder<SealedHead> builder)
    {
        builder.ToTable("AuditSealedHeads");
        builder.HasKey(h => new { h.Subject, h.Sequence });
        builder.Property(h => h.Subject).HasMaxLength(AuditTrail.LongestSubject);
        builder.Property(h => h.Hash).HasMaxLength(64);
        builder.HasIndex(h => h.Seal);
    }
}

internal sealed class EvidenceFileConfiguration : IEntityTypeConfiguration<EvidenceFile>
{
    public void Configure(EntityTypeBuilder<EvidenceFile> builder)
    {
        builder.ToTable("EvidenceFiles");
        builder.Property(e => e.Sha256).HasMaxLength(64);
        builder.Property(e => e.FileName).HasMaxLength(EvidenceFile.LongestFileName);
        builder.Property(e => e.By).HasMaxLength(200);
        builder.HasOne<Responsibility>().WithMany().HasForeignKey(e => e.ResponsibilityId);
        builder.HasOne<ProgressReport>().WithMany().HasForeignKey(e => e.ReportId);
        builder.HasIndex(e => new { e.By, e.At });
        builder.HasIndex(e => e.Sha256);
    }
}
