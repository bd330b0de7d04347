namespace TaskTracker.Domain.Tests.Evaluation.Shipped;

/// <summary>Every shipped rule, looked at on every day around the days on which it begins and ends to hold. The edges are counted by hand.</summary>
public sealed class ShippedRulesTests
{
    private static readonly IReadOnlyList<Edge> All =
        [.. AcceptanceEdges.All, .. IndicatorEdges.All, .. MilestoneDeadlineEdges.All, .. PlanKeepingEdges.All, .. ProgressEdges.All, .. ReportingEdges.All];

    public static TheoryData<Edge> Edges => new(All);

    [Theory]
    [MemberData(nameof(Edges))]
    public void Rule_WhenEachDayAroundItsEdgesIsAsked_HoldsFromTheFirstToTheLastDay(Edge edge)
    {
        var wrong = edge.DaysToLookAt().Where(day => edge.HoldsOn(day) != edge.Expects(day)).Select(day => $"{day:O}").ToList();

        wrong.ShouldBeEmpty($"{edge}: expected from {edge.From ?? "never"} to {edge.Until ?? "further on"}");
    }

    [Fact]
    public void Rule_WhenShipped_HasAnEdgeWhereItBeginsAndACaseWhereItNeverDoes()
    {
        var rules = ShippedRules.Rules.Book.Rules.Where(r => r.Enabled).Select(r => $"{r.Workflow}/{r.Name}").ToList();

        rules.Except(All.Where(e => e.From is not null).Select(e => e.Rule)).ShouldBeEmpty("these rules have no edge");
        rules.Except(All.Where(e => e.From is null).Select(e => e.Rule)).ShouldBeEmpty("these rules have no case in which something stops them");
        All.Select(e => e.Rule).Except(rules).ShouldBeEmpty("these edges are of no rule in force");
    }
}
