using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TaskTracker.Domain.Orders;
using TaskTracker.Features.Progress;

namespace TaskTracker.Persistence.Configurations;

internal sealed class SupervisionOrderConfiguration : IEntityTypeConfiguration<SupervisionOrder>
{
    public void Configure(EntityTypeBuilder<SupervisionOrder> builder)
    {
        builder.Property(o => o.Number).HasMaxLength(OrderDecision.LongestName);
        builder.Property(o => o.Signer).HasMaxLength(OrderDecision.LongestName);
        builder.Property(o => o.Region).HasMaxLength(100);
        builder.HasIndex(o => new { o.Region, o.Number }).IsUnique();
        builder.HasIndex(o => o.State);
        builder.HasOne(o => o.Department).WithMany().HasForeignKey(o => o.DepartmentId);
        builder.Property(o => o.Version).IsConcurrencyToken();
        builder.Ignore(o => o.Unwritten);
    }
}

internal sealed class OrderItemConfiguration : IEntityTypeConfiguration<OrderItem>
{
    public void Configure(EntityTypeBuilder<OrderItem> builder)
    {
        builder.HasKey(i => new { i.OrderId, i.ResponsibilityId });
        builder.HasOne<SupervisionOrder>().WithMany(o => o.Items).HasForeignKey(i => i.OrderId);
        builder.HasOne(i => i.Responsibility).WithMany().HasForeignKey(i => i.ResponsibilityId);
    }
}

internal sealed class SentFormConfiguration : IEntityTypeConfiguration<SentForm>
{
    public void Configure(EntityTypeBuilder<SentForm> builder)
    {
        builder.HasKey(f => new { f.Digest, f.Subject });
        builder.Property(f => f.Digest).HasMaxLength(64);
        builder.Property(f => f.Subject).HasMaxLength(AuditTrail.LongestSubject);
    }
}
