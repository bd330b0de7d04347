using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Tests.Plans;

public sealed class ShareOutTests
{
    private static readonly DateOnly Today = new(2024, 11, 20);

    [Fact]
    public void Of_WhenDepartmentsAreNamed_WantsEachInPrintedOrder() =>
        ShareOut.Of([Share(1, Department(8), ResponsibilityRole.Support), Share(0, Department(9), ResponsibilityRole.Lead)], Today)
            .ShouldBe([new(9, ResponsibilityRole.Lead, null), new(8, ResponsibilityRole.Support, null)]);

    [Fact]
    public void Of_WhenAGroupIsNamed_WantsItsMembersInForce()
    {
        var group = Group(50, Department(1), Department(2, until: "2024-11-19"), Department(3, from: "2024-11-21"), Department(4, from: "2024-11-20", until: "2024-11-20"));

        ShareOut.Of([Share(0, group, ResponsibilityRole.Joint)], Today).ShouldBe([new(1, ResponsibilityRole.Joint, 50), new(4, ResponsibilityRole.Joint, 50)]);
    }

    [Fact]
    public void Of_WhenADepartmentIsNamedAndInAGroup_ItsOwnShareWins() =>
        ShareOut.Of([Share(0, Group(50, Department(1), Department(2)), ResponsibilityRole.Joint), Share(1, Department(1), ResponsibilityRole.Lead)], Today)
            .ShouldBe([new(1, ResponsibilityRole.Lead, null), new(2, ResponsibilityRole.Joint, 50)], ignoreOrder: true);

    [Fact]
    public void Of_WhenTwoGroupsShareAMember_TheEarlierShareWins() =>
        ShareOut.Of([Share(1, Group(51, Department(1)), ResponsibilityRole.Support), Share(0, Group(50, Department(1)), ResponsibilityRole.Joint)], Today)
            .ShouldBe([new(1, ResponsibilityRole.Joint, 50)]);

    [Fact]
    public void Of_WhenAGroupHasNoMembers_WantsNobody() => ShareOut.Of([Share(0, Group(50), ResponsibilityRole.Joint)], Today).ShouldBeEmpty();

    [Theory]
    [InlineData(new int[0], true)]
    [InlineData(new[] { 3, 4 }, true)]
    [InlineData(new[] { 4 }, false)]
    public void Concerns_WhenAMilestoneNamesDepartments_IsForThoseOnly(int[] departments, bool concerns) =>
        ShareOut.Concerns(new Milestone { Key = "a", Text = "节点", DepartmentIds = [.. departments] }, 3).ShouldBe(concerns);

    [Property]
    public Property Of_WhenAnySharesOverlap_WantsNoDepartmentTwiceAndNoGroup() =>
        Prop.ForAll(Gen.Choose(0, 9).ListOf().ToArbitrary(), Gen.Choose(0, 9).ListOf().ToArbitrary(), Gen.Choose(0, 9).ListOf().ToArbitrary(), (named, one, other) =>
        {
            var shares = named.Distinct().Select(id => Department(id)).Append(Group(50, [.. one.Distinct().Select(id => Department(id))])).Append(Group(51, [.. other.Distinct().Select(id => Department(id))]))
                .Select((d, position) => Share(position, d, ResponsibilityRole.Joint));

            var wanted = ShareOut.Of(shares, Today);

            return wanted.Select(w => w.DepartmentId).Order().SequenceEqual(named.Concat(one).Concat(other).Distinct().Order())
                && wanted.All(w => w.GroupId is null == named.Contains(w.DepartmentId));
        });

    private static Share Share(int position, Department department, ResponsibilityRole role) =>
        new() { Position = position, DepartmentId = department.Id, Department = department, Role = role };

    private static Department Department(int id, string? from = null, string? until = null) =>
        new() { Id = id, Region = "甲区", Name = $"部门{id}", From = Days.OrNull(from), Until = Days.OrNull(until) };

    private static Department Group(int id, params Department[] members)
    {
        var group = new Department { Id = id, Region = "甲区", Name = $"组{id}", IsGroup = true };
        group.Members.AddRange(members.Select(m => new GroupMember { GroupId = id, MemberId = m.Id, Member = m }));
        return group;
    }
}
