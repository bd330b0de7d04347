using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TaskTracker.Features.Import;

namespace TaskTracker.Persistence.Configurations;

internal sealed class ImportDraftConfiguration : IEntityTypeConfiguration<ImportDraft>
{
    public void Configure(EntityTypeBuilder<ImportDraft> builder)
    {
        builder.Property(d => d.FileName).HasMaxLength(ImportDraft.LongestFileName);
        builder.Property(d => d.Sha256).HasMaxLength(64);
        builder.Property(d => d.PlanKey).HasMaxLength(100);
        builder.Property(d => d.Version).IsConcurrencyToken();
        builder.HasIndex(d => d.Sha256);
        builder.HasIndex(d => d.State);
    }
}
