using FactWords = TaskTracker.Rules.Facts.FactAttribute;

namespace TaskTracker.Rules.Tests;

/// <summary>A small world of its own, so that the engine is tested without any plan.</summary>
public sealed record ShopFacts(bool IsOpen, int Staff, string Name, string? Owner, DateOnly Today);

public sealed record ItemFacts(string Name, int Pieces, decimal Price, double Weight, bool Fragile);

public sealed record OrderFacts
{
    [FactWords("已等待天数", "days waited", Unit = "天", Description = "0 或更大")]
    public int DaysWaited { get; init; }

    public long Number { get; init; }
    public decimal Total { get; init; }
    public double Share { get; init; }
    public bool Paid { get; init; }
    public int? Rating { get; init; }
    public long? Points { get; init; }
    public decimal? Discount { get; init; }
    public double? Distance { get; init; }
    public bool? Gift { get; init; }
    public DateOnly Placed { get; init; }
    public DateOnly? Shipped { get; init; }
    public IReadOnlyList<ItemFacts> Items { get; init; } = [];
    public IReadOnlyList<int> Steps { get; init; } = [];
}

public sealed record ShopSubject(ShopFacts Shop);

public sealed record OrderSubject(ShopFacts Shop, OrderFacts Order);

public static class Sample
{
    public static readonly DateOnly Today = new(2024, 11, 20);

    public static Vocabulary Vocabulary => Vocabulary.Of(typeof(ShopSubject), typeof(OrderSubject));

    public static ShopFacts Shop { get; } = new(true, 3, "Corner 小店", null, Today);

    public static OrderFacts Order { get; } = new()
    {
        DaysWaited = 7,
        Number = 5_000_000_000,
        Total = 99.5m,
        Share = 0.25,
        Paid = true,
        Placed = Today.AddDays(-7),
        Items = [new("cup", 2, 4.5m, 0.3, true), new("chair", 1, 90.5m, 6, false)],
        Steps = [3, 1, 2],
    };

    public static OrderSubject Subject { get; } = new(Shop, Order);

    /// <summary>A workflow with one rule of the given expression, all on one line; the expression begins at <see cref="ExpressionColumn"/>.</summary>
    public static RuleFile FileOf(string expression) =>
        new("test.json", $$"""{"WorkflowName":"w","Rules":[{"RuleName":"r","Expression":"{{System.Text.Json.JsonEncodedText.Encode(expression, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}}"}]}""");

    public static int ExpressionColumn => FileOf("#").Text.IndexOf('#', StringComparison.Ordinal) + 1;

    public static bool Holds(string expression, OrderSubject? subject = null)
    {
        var result = RuleBook.Load([FileOf(expression)], Vocabulary.Of(typeof(OrderSubject)));
        result.Findings.ShouldBeEmpty(expression);
        return result.Book!.For<OrderSubject>().Rules.Single().Holds(subject ?? Subject);
    }

    public static IReadOnlyList<Rules.Json.Finding> FindingsOf(string expression) =>
        RuleBook.Load([FileOf(expression)], Vocabulary).Findings;
}
