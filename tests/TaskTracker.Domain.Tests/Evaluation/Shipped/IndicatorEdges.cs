using TaskTracker.Domain.Plans;
using static TaskTracker.Domain.Tests.Evaluation.Shipped.Edge;

namespace TaskTracker.Domain.Tests.Evaluation.Shipped;

internal static class IndicatorEdges
{
    private const string Missing = "indicators/observation-missing", Expected = "indicators/expected-off-target", Binding = "indicators/binding-off-target";
    private const string Predicted = "预期性";

    private static readonly Situation ValueOf2023Missing = new() { Indicator = Of(Predicted, values: [(2021, 1), (2022, 1), (2024, 1), (2025, 1)]) };

    public static readonly IReadOnlyList<Edge> All =
    [
        Holds(Missing, "the value of 2023, wanted by 31 March", ValueOf2023Missing, "2024-04-01", "2024-12-31"),
        Holds(Missing, "wanted by leap day", ValueOf2023Missing with { ObservationDue = (2, 29) }, "2024-03-01", "2024-12-31"),
        Holds(Missing, "wanted by a day that the month lacks", new Situation { ObservationDue = (2, 30), Indicator = Of(Predicted, values: [(2021, 1), (2023, 1)]) }, "2023-03-01", "2023-12-31"),
        Holds(Missing, "only an institution's value", ValueOf2023Missing with { Indicator = OfInstitution(ValueOf2023Missing.Indicator!, 2023) }, "2024-04-01", "2024-12-31"),
        Holds(Missing, "the plan's last year", new Situation { Indicator = Of(Predicted, values: [(2022, 1), (2023, 1), (2024, 1)]) }, "2026-04-01", "2026-12-31"),
        Holds(Missing, "the plan's first year", new Situation { Start = "2024-01-01", Indicator = Of(Predicted, values: [(2025, 1)]) }, "2025-04-01", "2025-12-31"),
        Never(Missing, "observed", new Situation { Indicator = Of(Predicted, values: [(2021, 1), (2022, 1), (2023, 1), (2024, 1), (2025, 1)]) }),
        Never(Missing, "years outside the plan", new Situation { Start = "2026-06-01", End = "2026-12-31", Indicator = Of(Predicted) }),

        Holds(Expected, "all the year after", new Situation { Indicator = Of(Predicted, target: (2023, 80m), values: [(2023, 79.99m)]) }, "2024-01-01", "2024-12-31"),
        Holds(Expected, "a later observation counts", new Situation { Indicator = Of(Predicted, target: (2023, 80m), values: [(2023, 81m), (2023, 79m)]) }, "2024-01-01", "2024-12-31"),
        Never(Expected, "reached exactly", new Situation { Indicator = Of(Predicted, target: (2023, 80m), values: [(2023, 80m)]) }),
        Never(Expected, "no value: 未报 is never behind", new Situation { Indicator = Of(Predicted, target: (2023, 80m)) }),
        Never(Expected, "no target", new Situation { Indicator = Of(Predicted, values: [(2023, 1m)]) }),
        Never(Expected, "binding", new Situation { Indicator = Of(Indicator.Binding, target: (2023, 80m), values: [(2023, 1m)]) }),

        Holds(Binding, "all the year after", new Situation { Indicator = Of(Indicator.Binding, target: (2023, 81.5m), values: [(2023, 81.49m)]) }, "2024-01-01", "2024-12-31"),
        Never(Binding, "reached exactly", new Situation { Indicator = Of(Indicator.Binding, target: (2023, 81.5m), values: [(2023, 81.5m)]) }),
        Never(Binding, "no value", new Situation { Indicator = Of(Indicator.Binding, target: (2023, 80m)) }),
        Never(Binding, "expected only", new Situation { Indicator = Of(Predicted, target: (2023, 80m), values: [(2023, 1m)]) }),
    ];

    internal static Indicator Of(string nature, (int Year, decimal Value)? target = null, IReadOnlyList<(int Year, decimal Value)>? values = null, IndicatorDirection? direction = IndicatorDirection.AtLeast)
    {
        var indicator = new Indicator { Id = 4, Name = "指标", Nature = nature, Direction = direction };
        if (target is { } t)
        {
            indicator.YearlyTargets.Add(new IndicatorTarget { Year = t.Year, Value = t.Value });
        }

        foreach (var (year, value) in values ?? [])
        {
            indicator.Observations.Add(new IndicatorObservation { Year = year, Value = value, Source = "年报", ObservedOn = new DateOnly(year + 1, 1, 10 + indicator.Observations.Count) });
        }

        return indicator;
    }

    private static Indicator OfInstitution(Indicator indicator, int year)
    {
        var copy = Of(indicator.Nature, values: [.. indicator.Observations.Select(o => (o.Year, o.Value))]);
        copy.Observations.Add(new IndicatorObservation { Year = year, Value = 1, Source = "年报", Institution = "县医院", ObservedOn = new DateOnly(year + 1, 1, 5) });
        return copy;
    }
}
