using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TaskTracker.Domain.Plans;
using TaskTracker.Features.Accounts;

namespace TaskTracker.Persistence.Configurations;

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.HasKey(a => a.PersonId);
        builder.Property(a => a.PersonId).ValueGeneratedNever();
        builder.HasOne(a => a.Person).WithOne().HasForeignKey<Account>(a => a.PersonId);
        builder.Property(a => a.Name).HasMaxLength(100);
        builder.Property(a => a.NormalizedName).HasMaxLength(100);
        builder.HasIndex(a => a.NormalizedName).IsUnique();
        builder.Property(a => a.ConcurrencyStamp).IsConcurrencyToken();
    }
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.Property(s => s.SecretHash).HasMaxLength(64);
        builder.Property(s => s.Device).HasMaxLength(200);
        builder.Property(s => s.Address).HasMaxLength(64);
        builder.HasIndex(s => s.SecretHash).IsUnique();
        builder.HasOne(s => s.Account).WithMany().HasForeignKey(s => s.PersonId);
    }
}

internal sealed class ApiTokenConfiguration : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> builder)
    {
        builder.ToTable("ApiTokens");
        builder.Property(t => t.Name).HasMaxLength(MakeToken.LongestName);
        builder.Property(t => t.SecretHash).HasMaxLength(64);
        builder.Property(t => t.Scopes).HasMaxLength(100);
        builder.HasIndex(t => t.SecretHash).IsUnique();
        builder.HasOne(t => t.Account).WithMany().HasForeignKey(t => t.PersonId);
    }
}

internal sealed class GrantConfiguration : IEntityTypeConfiguration<Grant>
{
    public void Configure(EntityTypeBuilder<Grant> builder)
    {
        builder.Property(g => g.Region).HasMaxLength(100);
        builder.HasOne(g => g.Person).WithMany().HasForeignKey(g => g.PersonId);
        builder.HasOne<Plan>().WithMany().HasForeignKey(g => g.PlanId);
        builder.HasIndex(g => g.PersonId);
    }
}

internal sealed class AccountEventConfiguration : IEntityTypeConfiguration<AccountEvent>
{
    public void Configure(EntityTypeBuilder<AccountEvent> builder)
    {
        builder.Property(e => e.Address).HasMaxLength(64);
        builder.HasOne(e => e.Person).WithMany().HasForeignKey(e => e.PersonId);
        builder.HasIndex(e => e.At);
    }
}
