using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TaskTracker.Domain.Orders;

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

internal sealed class OrderEntryConfiguration : IEntityTypeConfiguration<OrderEntry>
{
    public void Configure(EntityTypeBuilder<OrderEntry> builder)
    {
        builder.Property(h => h.Kind).HasMaxLength(50);
        builder.Property(h => h.Form).HasMaxLength(64);
        builder.HasOne<SupervisionOrder>().WithMany(o => o.History).HasForeignKey(h => h.OrderId);
        builder.HasIndex(h => new { h.OrderId, h.Sequence }).IsUnique();
        builder.HasIndex(h => new { h.OrderId, h.Form }).IsUnique();
    }
}
