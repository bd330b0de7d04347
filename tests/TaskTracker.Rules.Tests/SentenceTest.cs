namespace TaskTracker.Rules.Tests;

public sealed class SentenceTest
{
    [Theory]
    [InlineData("order.DaysWaited >= 15", "已等待天数不少于15天", "days waited is at least 15")]
    [InlineData("order.DaysWaited + 1 < 15 && !order.Paid", "已等待天数 + 1少于15天，且“Paid”不成立", "days waited + 1 is less than 15 and not Paid")]
    [InlineData("order.Paid || order.DaysWaited == 3 && shop.IsOpen", "Paid，或（已等待天数等于3天，且IsOpen）", "Paid or (days waited is 3 and IsOpen)")]
    [InlineData("!(order.Paid && shop.IsOpen)", "并非（Paid，且IsOpen）", "not (Paid and IsOpen)")]
    [InlineData("order.Placed < shop.Today", "Placed早于Today", "Placed is before Today")]
    [InlineData("order.Rating == null || order.Rating > 3", "无Rating，或Rating超过3", "Rating is missing or Rating is more than 3")]
    [InlineData("(order.Rating ?? 2) != 3", "Rating（无则按2）不等于3", "Rating (2 if missing) is not 3")]
    [InlineData("shop.Name.StartsWith(\"a\")", "Name以“a”开头", "Name starts with \"a\"")]
    [InlineData("order.Items.Any(i => i.Pieces > 2)", "Items中至少一项：Pieces超过2", "at least one of Items: Pieces is more than 2")]
    [InlineData("order.Items.Sum(i => i.Pieces) > order.DaysWaited", "Items各项“Pieces”之和超过已等待天数", "the sum of Pieces over Items is more than days waited")]
    [InlineData("(order.Paid ? 1 : 2) == 2", "（若Paid，则1，否则2）等于2", "(if Paid, then 1, else 2) is 2")]
    public void Meaning_OfARule_IsMadeOfTheLabels(string expression, string chinese, string english)
    {
        var rule = RuleBook.Load([Sample.FileOf(expression)], Vocabulary.Of(typeof(OrderSubject))).Book!.Rules.Single();
        (rule.Meaning.Chinese, rule.Meaning.English).ShouldBe((chinese, english));
    }

    [Fact]
    public void Condition_OfAnExplanation_SaysWhatItReadAndHowItCameOut()
    {
        var root = RuleBook.Load([Sample.FileOf("order.DaysWaited >= 15 && !order.Paid && order.Rating != null && order.Rating > 3")], Vocabulary.Of(typeof(OrderSubject)))
            .Book!.For<OrderSubject>().Rules.Single().Explain(Sample.Subject).Condition;
        (root.Chinese, root.English).ShouldBe(("以下须全部成立：不成立", "all of the following must hold: false"));
        root.Parts.Select(p => p.Chinese).ShouldBe(["已等待天数不少于15天（已等待天数：7天）：不成立", "以下须不成立：不成立", "有Rating（Rating：无）：不成立", "Rating超过3（Rating：无）：无法判断"]);
        root.Parts[0].English.ShouldBe("days waited is at least 15 (days waited: 7): false");
        root.Parts[1].Parts[0].English.ShouldBe("Paid: true");
    }
}
