using System.Globalization;
using TaskTracker.Domain.Organisation;

namespace TaskTracker.Demo;

/// <summary>A county that exists nowhere: its offices, a group of towns, and who holds which post.</summary>
internal sealed class InventedRegion
{
    public const int Towns = 5;

    private static readonly string[] TownNames = ["东关", "南苑", "西桥", "北坪", "城中"];

    private readonly DateOnly _asOf;
    private readonly Random _random;
    private readonly string _key;
    private int _people;

    /// <param name="key">Begins the keys of its people.</param>
    /// <param name="ordinal">See <see cref="InventedNames.Place"/>.</param>
    public InventedRegion(string key, int ordinal, DateOnly asOf, Random random)
    {
        (_key, _asOf, _random) = (key, asOf, random);
        (Name, var kind) = InventedNames.Place(ordinal);
        Offices = [.. InventedNames.Offices.Select(o => Staffed(Office(kind + o)))];
        Group = new Department { Region = Name, Name = $"各街道", IsGroup = true };
        var towns = TownNames.Select(t => Staffed(new Department { Region = Name, Name = $"{t}街道办事处" })).ToList();
        Group.Members.AddRange(towns.Select(t => new GroupMember { Member = t }));
        var supervision = new Department { Region = Name, Name = $"{kind}政府督查室" };
        supervision.Posts.Add(Held(PostKind.Supervision));
        var government = new Department { Region = Name, Name = $"{kind}政府" };
        government.Posts.Add(Held(PostKind.Leader));
        Departments = [.. Offices, .. towns, Group, supervision, government];
    }

    public string Name { get; }

    /// <summary>Those that can be named responsible by themselves.</summary>
    public IReadOnlyList<Department> Offices { get; }

    /// <summary>各街道: stands for <see cref="Towns"/> members, none of which is among the offices.</summary>
    public Department Group { get; }

    public IReadOnlyList<Department> Departments { get; }

    private Department Office(string name)
    {
        var office = new Department { Region = Name, Name = name };
        if (name.Length > 6 && name[^1] == '局')
        {
            office.Aliases.Add(new DepartmentAlias { Alias = $"{name[..3]}局" });
        }

        return office;
    }

    private Department Staffed(Department department)
    {
        department.Posts.Add(Held(PostKind.DepartmentHead));

        // Now and then a post is vacant: then nobody can be told, and that must show.
        department.Posts.Add(_random.Next(30) == 0 ? new Post { Kind = PostKind.Liaison } : Held(PostKind.Liaison));
        return department;
    }

    private Post Held(PostKind kind)
    {
        var post = new Post { Kind = kind };
        var since = _asOf.AddYears(-3);
        if (_random.Next(10) == 0)
        {
            var until = _asOf.AddDays(-30 - _random.Next(300));
            post.Holders.Add(new PostHolder { Person = Invent(), From = since, Until = until });
            since = until.AddDays(1);
        }

        post.Holders.Add(new PostHolder { Person = Invent(), From = since });
        return post;
    }

    private Person Invent()
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{_key}-{++_people}");
        return new Person { Key = key, Name = InventedNames.Person(_random), Email = $"{key}@tasks.example" };
    }
}
