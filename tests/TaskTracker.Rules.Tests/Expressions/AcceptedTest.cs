namespace TaskTracker.Rules.Tests.Expressions;

public sealed class AcceptedTest
{
    [Theory]
    [InlineData("order.Paid", true)]
    [InlineData("!order.Paid", false)]
    [InlineData("!(order.DaysWaited > 7) && shop.IsOpen", true)]
    [InlineData("order.Paid == true", true)]
    [InlineData("order.Paid != shop.IsOpen", false)]
    [InlineData("order.DaysWaited >= 7 && order.DaysWaited <= 7", true)]
    [InlineData("order.DaysWaited < 7 || order.DaysWaited > 7", false)]
    [InlineData("order.Paid || order.DaysWaited > 99 && !shop.IsOpen", true)]
    [InlineData("(order.Paid || order.DaysWaited > 99) && !shop.IsOpen", false)]
    [InlineData("order.DaysWaited + 1 == 8", true)]
    [InlineData("order.DaysWaited - 1 - 1 == 5", true)]
    [InlineData("order.DaysWaited - -1 == 8", true)]
    [InlineData("-order.DaysWaited == -7", true)]
    [InlineData("- -order.DaysWaited == 7", true)]
    [InlineData("order.DaysWaited + 2 * 3 == 13", true)]
    [InlineData("order.DaysWaited / 2 == 3", true)]
    [InlineData("-order.DaysWaited / 2 == -3", true)]
    [InlineData("order.DaysWaited % 4 == 3", true)]
    [InlineData("-order.DaysWaited % 4 == -3", true)]
    [InlineData("order.DaysWaited / 2.0 == 3.5", true)]
    [InlineData("order.DaysWaited * 0.5 == 3.5", true)]
    [InlineData("order.DaysWaited * 0.5M == 3.5M", true)]
    [InlineData("order.DaysWaited > 6.9", true)]
    [InlineData("order.Number > 4000000000L", true)]
    [InlineData("order.Number > order.DaysWaited", true)]
    [InlineData("order.Number * 1.0 == 5000000000.0", true)]
    [InlineData("order.Number - 1M < order.Number", true)]
    [InlineData("order.Total == 99.5", true)]
    [InlineData("order.Total * 0.1 == 9.95", true)]
    [InlineData("order.Total > 99", true)]
    [InlineData("order.Total > order.DaysWaited", true)]
    [InlineData("order.Share * 4 == 1", true)]
    [InlineData("order.DaysWaited * 400000000 < 0", true)]
    [InlineData("order.Paid ? order.DaysWaited == 7 : shop.IsOpen", true)]
    [InlineData("(order.Paid ? 1 : 0.5) == 1", true)]
    [InlineData("(order.Paid ? order.Total : 0) > 99", true)]
    [InlineData("(order.Paid ? order.DaysWaited : order.Number) == 7", true)]
    [InlineData("shop.Name == \"Corner 小店\"", true)]
    [InlineData("shop.Name != \"corner 小店\"", true)]
    [InlineData("shop.Name.Contains(\"小\")", true)]
    [InlineData("shop.Name.Contains(\"corner\")", false)]
    [InlineData("shop.Name.StartsWith(\"Corner\") && shop.Name.EndsWith(\"店\")", true)]
    [InlineData("\"Corner 小店!\".StartsWith(shop.Name)", true)]
    [InlineData("shop.Name == \"a\\\"b\\\\c\"", false)]
    [InlineData("order.Placed < shop.Today", true)]
    [InlineData("shop.Today == shop.Today && shop.Today >= order.Placed", true)]
    public void Expression_WhenOfTheSubset_GivesItsValue(string expression, bool value) =>
        Sample.Holds(expression).ShouldBe(value);

    [Theory]
    [InlineData("order.Rating == null", true)]
    [InlineData("null == order.Rating", true)]
    [InlineData("order.Rating != null && order.Rating > 3", false)]
    [InlineData("order.Rating == null || order.Rating > 3", true)]
    [InlineData("!(order.Rating == null) && order.Rating > 3", false)]
    [InlineData("!(order.Rating == null || order.DaysWaited < 1) && order.Rating > 3", false)]
    [InlineData("order.Rating != null && order.Paid && order.Rating + 1 > 3", false)]
    [InlineData("(order.Rating != null ? order.Rating : 5) == 5", true)]
    [InlineData("(order.Rating == null ? 5 : order.Rating) == 5", true)]
    [InlineData("(order.Rating ?? 4) == 4", true)]
    [InlineData("(order.Points ?? 4L) == 4", true)]
    [InlineData("(order.Discount ?? 0M) == 0", true)]
    [InlineData("(order.Discount ?? 0) == 0", true)]
    [InlineData("(order.Distance ?? 5) / 2 == 2.5", true)]
    [InlineData("(order.Rating ?? 0.5) == 0.5", true)]
    [InlineData("(order.Rating ?? 3000000000L) == 3000000000L", true)]
    [InlineData("(order.Rating ?? order.Points ?? 2) == 2", true)]
    [InlineData("(order.Distance ?? 1.5) > 1", true)]
    [InlineData("order.Gift ?? order.Paid", true)]
    [InlineData("(order.Shipped ?? shop.Today) <= shop.Today", true)]
    [InlineData("order.Shipped == null || order.Shipped > order.Placed", true)]
    [InlineData("(shop.Owner ?? \"\") == \"\"", true)]
    [InlineData("shop.Owner != null && shop.Owner.Contains(\"x\")", false)]
    public void Expression_WhenAValueIsMissing_MeansWhatItSays(string expression, bool value) =>
        Sample.Holds(expression).ShouldBe(value);

    [Theory]
    [InlineData("order.Rating != null && order.Rating > 3")]
    [InlineData("order.Rating == null || order.Rating > 3")]
    [InlineData("(order.Rating ?? 0) == 5")]
    [InlineData("order.Shipped != null && order.Shipped == shop.Today")]
    [InlineData("(order.Points ?? 4L) == 6")]
    [InlineData("(order.Rating ?? 0.5) == 5")]
    [InlineData("(order.Rating ?? order.Points ?? 2) == 5")]
    [InlineData("order.Gift != null && order.Gift == true")]
    [InlineData("shop.Owner != null && shop.Owner == \"Li\"")]
    public void Expression_WhenANullableValueIsPresent_ReadsIt(string expression) =>
        Sample.Holds(expression, new OrderSubject(
            Sample.Shop with { Owner = "Li" },
            Sample.Order with { Rating = 5, Points = 6, Shipped = Sample.Today, Gift = true })).ShouldBeTrue();

    [Theory]
    [InlineData("order.Items.Any()", true)]
    [InlineData("order.Items.Any(i => i.Fragile)", true)]
    [InlineData("order.Items.All(i => i.Pieces > 1)", false)]
    [InlineData("order.Items.Count() == 2", true)]
    [InlineData("order.Items.Count(i => i.Price > 50) == 1", true)]
    [InlineData("order.Items.Sum(i => i.Pieces * i.Price) == order.Total", true)]
    [InlineData("order.Items.Sum(i => i.Weight) > 6.2", true)]
    [InlineData("order.Items.Any() && order.Items.Max(i => i.Price) == 90.5", true)]
    [InlineData("order.Steps.Count() > 0 && order.Steps.Min(s => s) == 1", true)]
    [InlineData("order.Steps.Any(s => s > 2) && order.Steps.Max(s => s) == 3", true)]
    [InlineData("order.Steps.Sum(s => s) == 6", true)]
    [InlineData("order.Steps.Any(s => order.Items.Any(i => i.Pieces == s))", true)]
    [InlineData("order.Items.Any(i => i.Name == \"cup\") && order.Items.All(i => i.Name.Contains(\"c\"))", true)]
    [InlineData("order.Steps.Count() != 0 && order.DaysWaited / order.Steps.Count() == 2", true)]
    [InlineData("order.DaysWaited > 0 && 14 / order.DaysWaited == 2", true)]
    [InlineData("order.DaysWaited == 0 ? shop.IsOpen : 14 / order.DaysWaited == 2", true)]
    [InlineData("0 < order.DaysWaited && 15 % order.DaysWaited == 1", true)]
    public void Functions_OverLists_GiveTheirValue(string expression, bool value) =>
        Sample.Holds(expression).ShouldBe(value);

    [Fact]
    public void Functions_OverAnEmptyList_GiveTheNeutralValue()
    {
        var empty = new OrderSubject(Sample.Shop, Sample.Order with { Items = [] });
        Sample.Holds("!order.Items.Any() && order.Items.All(i => i.Fragile) && order.Items.Sum(i => i.Pieces) == 0 && order.Items.Count() == 0", empty).ShouldBeTrue();
    }
}
