using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TaskTracker.Domain.Organisation;

namespace TaskTracker.Persistence.Configurations;

internal sealed class DepartmentConfiguration : IEntityTypeConfiguration<Department>
{
    public void Configure(EntityTypeBuilder<Department> builder)
    {
        builder.Property(d => d.Name).HasMaxLength(200);
        builder.Property(d => d.Region).HasMaxLength(100);
        builder.HasIndex(d => new { d.Region, d.Name }).IsUnique();
    }
}

internal sealed class DepartmentAliasConfiguration : IEntityTypeConfiguration<DepartmentAlias>
{
    public void Configure(EntityTypeBuilder<DepartmentAlias> builder)
    {
        builder.ToTable("DepartmentAliases");
        builder.Property(a => a.Alias).HasMaxLength(200);
        builder.HasIndex(a => new { a.DepartmentId, a.Alias }).IsUnique();
    }
}

internal sealed class DepartmentSuccessorConfiguration : IEntityTypeConfiguration<DepartmentSuccessor>
{
    public void Configure(EntityTypeBuilder<DepartmentSuccessor> builder)
    {
        builder.ToTable("DepartmentSuccessors");
        builder.HasKey(s => new { s.DepartmentId, s.SuccessorId });
        builder.HasOne<Department>().WithMany(d => d.Successors).HasForeignKey(s => s.DepartmentId);
        builder.HasOne(s => s.Successor).WithMany().HasForeignKey(s => s.SuccessorId);
    }
}

internal sealed class GroupMemberConfiguration : IEntityTypeConfiguration<GroupMember>
{
    public void Configure(EntityTypeBuilder<GroupMember> builder)
    {
        builder.ToTable("GroupMembers");
        builder.HasKey(m => new { m.GroupId, m.MemberId });
        builder.HasOne<Department>().WithMany(d => d.Members).HasForeignKey(m => m.GroupId);
        builder.HasOne(m => m.Member).WithMany().HasForeignKey(m => m.MemberId);
    }
}

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.Property(p => p.Key).HasMaxLength(100);
        builder.HasIndex(p => p.Key).IsUnique();
    }
}

internal sealed class PostConfiguration : IEntityTypeConfiguration<Post>
{
    public void Configure(EntityTypeBuilder<Post> builder)
    {
        builder.HasOne(p => p.Department).WithMany(d => d.Posts).HasForeignKey(p => p.DepartmentId);
        builder.HasIndex(p => new { p.DepartmentId, p.Kind }).IsUnique();
    }
}

internal sealed class PostHolderConfiguration : IEntityTypeConfiguration<PostHolder>
{
    public void Configure(EntityTypeBuilder<PostHolder> builder)
    {
        builder.HasOne<Post>().WithMany(p => p.Holders).HasForeignKey(h => h.PostId);
        builder.HasOne(h => h.Person).WithMany().HasForeignKey(h => h.PersonId);
        builder.HasIndex(h => new { h.PostId, h.From }).IsUnique();
    }
}
