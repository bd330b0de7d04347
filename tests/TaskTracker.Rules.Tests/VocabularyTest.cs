namespace TaskTracker.Rules.Tests;

public sealed class VocabularyTest
{
    [Fact]
    public void Member_WithWords_HasThem()
    {
        var member = Sample.Vocabulary.Find("order.DaysWaited")!;
        (member.Words.Chinese, member.Words.English, member.Words.Unit).ShouldBe(("已等待天数", "days waited", "天"));
        (member.Fact, member.TypeInWords, member.MayBeMissing).ShouldBe(("order", "whole number", false));
        member.Subjects.ShouldBe([typeof(OrderSubject)]);
    }

    [Fact]
    public void Members_OfAllFacts_AreListedWithThoseOfListItems()
    {
        var vocabulary = Sample.Vocabulary;
        vocabulary.Members.Count.ShouldBe(5 + 14 + 5);
        vocabulary.Find("order.Items[].Price")!.TypeInWords.ShouldBe("number");
        vocabulary.Find("shop.Owner")!.MayBeMissing.ShouldBeTrue();
        vocabulary.Find("shop.Name")!.MayBeMissing.ShouldBeFalse();
        vocabulary.Find("order.Shipped")!.MayBeMissing.ShouldBeTrue();
        vocabulary.Find("shop.IsOpen")!.Subjects.ShouldBe([typeof(ShopSubject), typeof(OrderSubject)]);
        vocabulary.Find("order.Nothing").ShouldBeNull();
    }

    [Theory]
    [InlineData(typeof(WithTime), "DateTime")]
    [InlineData(typeof(WithNullableList), "List")]
    [InlineData(typeof(WithNullableItems), "List")]
    [InlineData(typeof(Circle), "circle")]
    [InlineData(typeof(Reserved), "meaning of its own")]
    public void Vocabulary_OfWhatRulesCannotRead_SaysWhich(Type subject, string says) =>
        Should.Throw<ArgumentException>(() => Vocabulary.Of(subject)).Message.ShouldContain(says);

    [Fact]
    public void Vocabulary_WhenOneNameMeansTwoTypes_SaysSo() =>
        Should.Throw<ArgumentException>(() => Vocabulary.Of(typeof(ShopSubject), typeof(OtherShop))).Message.ShouldContain("shop");

    private sealed record TimeFacts(DateTime At);

    private sealed record WithTime(TimeFacts Time);

    private sealed record NullableListFacts(IReadOnlyList<int>? Numbers);

    private sealed record WithNullableList(NullableListFacts Some);

    private sealed record NullableItemFacts(IReadOnlyList<int?> Numbers);

    private sealed record WithNullableItems(NullableItemFacts Some);

    private sealed record CircleFacts(IReadOnlyList<CircleFacts> Inner);

    private sealed record Circle(CircleFacts Round);

    private sealed record Reserved(TimeFacts Parent);

    private sealed record OtherShop(ItemFacts Shop);
}
