using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TaskTracker.RulesInForce;

namespace TaskTracker.Persistence.Configurations;

internal sealed class RuleVersionConfiguration : IEntityTypeConfiguration<RuleVersion>
{
    public void Configure(EntityTypeBuilder<RuleVersion> builder)
    {
        builder.HasKey(v => v.Number);
        builder.Property(v => v.Number).ValueGeneratedNever();
        builder.Property(v => v.Fingerprint).HasMaxLength(64);
        builder.Property(v => v.Author).HasMaxLength(RuleVersion.LongestAuthor);
        builder.Property(v => v.Reason).HasMaxLength(RuleVersion.LongestReason);
    }
}

internal sealed class PublishedRuleConfiguration : IEntityTypeConfiguration<PublishedRule>
{
    public void Configure(EntityTypeBuilder<PublishedRule> builder)
    {
        builder.HasKey(r => new { r.VersionNumber, r.Workflow, r.Rule });
        builder.HasOne<RuleVersion>().WithMany(v => v.Rules).HasForeignKey(r => r.VersionNumber);
        builder.Property(r => r.Workflow).HasMaxLength(200);
        builder.Property(r => r.Rule).HasMaxLength(200);
        builder.Property(r => r.RuleVersion).HasMaxLength(64);
        builder.HasIndex(r => new { r.Workflow, r.Rule, r.RuleVersion });
    }
}

internal sealed class RulesFaultConfiguration : IEntityTypeConfiguration<RulesFault>
{
    public void Configure(EntityTypeBuilder<RulesFault> builder)
    {
        builder.HasKey(f => f.Fingerprint);
        builder.Property(f => f.Fingerprint).HasMaxLength(64);
        builder.HasOne(f => f.Run).WithMany().HasForeignKey(f => f.RunId);
        builder.HasIndex(f => f.MendedAt);
    }
}
