using TaskTracker.Access;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;

namespace TaskTracker.Tests.Access;

public sealed class CurrentPersonTests
{
    /// <summary>Liaison of two departments and of the supervision office besides.</summary>
    private static readonly CurrentPerson Everything = CurrentPerson.Of(
        7, "张三", [new(PostKind.Liaison, 2, "乙局", "区"), new(PostKind.Liaison, 1, "甲局", "区"), new(PostKind.Supervision, 9, "督查室", "区")], [new(Role.Supervisor, null, null), new(Role.SecurityAdministrator, null, null)], []);

    [Fact]
    public void ByLink_OfWhomeverItIs_MayAcceptAndReportOnTheOneResponsibilityAndSeesNothing()
    {
        var byLink = Everything.ByLink(10, 1);

        foreach (var act in Enum.GetValues<Act>())
        {
            byLink.May(act, Of(10, 1)).ShouldBe(act == Act.Report, $"{act}");
            Everything.May(act, Of(10, 1)).ShouldBe(act != Act.ApproveInDepartment, $"{act}");
            byLink.May(act, Of(11, 1)).ShouldBeFalse();
            byLink.May(act, Of(12, 2)).ShouldBeFalse();
            byLink.May(act, 1, "区", 3).ShouldBeFalse();
        }

        (byLink.Supervises("区"), byLink.SupervisesRegions, byLink.IsSignedIn, byLink.Roles, byLink.Scope, byLink.By).ShouldBe((false, false, false, Role.None, Scope.Nothing, "甲局 张三"));
    }

    [Fact]
    public void ByLink_OfADepartmentThatTheyDoNotWorkFor_MayNothing() => Everything.ByLink(10, 3).May(Act.Report, Of(10, 3)).ShouldBeFalse();

    [Fact]
    public void ActOf_ByLink_IsAllowedForAcceptingAndReportingOnly()
    {
        var commands = typeof(ProgressCommand).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(ProgressCommand))).ToList();
        commands.Count.ShouldBeGreaterThan(20);
        var byLink = Everything.ByLink(10, 1);
        commands.Where(t => byLink.May(RightsTable.ActOf((ProgressCommand)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(t)), Of(10, 1))).Select(t => t.Name).Order().ShouldBe([nameof(Accept), nameof(SubmitReport)]);
    }

    private static Responsibility Of(int id, int department) => new()
    {
        Id = id, DepartmentId = department, Task = new PlanTask { Key = "t", Number = "1", Title = "任务", PlanId = 3, Plan = new Plan { Id = 3, Key = "p", Title = "规划", Region = "区" } },
    };
}
