using System.Globalization;

namespace TaskTracker.Features.Parts;

public sealed record YearValue(int Year, decimal Value);

/// <summary>The picture of an indicator: observations as a line against the dashed line of its yearly targets, in a box of 140 by 44.</summary>
public sealed class Trend
{
    private const double Width = 140, Height = 44, Edge = 5;
    private readonly int firstYear, lastYear;
    private readonly decimal low, high;

    public Trend(IReadOnlyList<YearValue> path, IReadOnlyList<YearValue> observed)
    {
        var all = path.Concat(observed).ToList();
        (firstYear, lastYear) = all.Count == 0 ? (0, 0) : (all.Min(point => point.Year), all.Max(point => point.Year));
        (low, high) = all.Count == 0 ? (0, 0) : (all.Min(point => point.Value), all.Max(point => point.Value));
        Path = Points(path);
        Observed = Points(observed);
        Last = observed.Count == 0 ? null : Place(observed[^1]);
        Goal = path.Count == 0 ? null : Place(path[^1]);
    }

    /// <summary>As SVG polyline points; empty where there is nothing to draw.</summary>
    public string Path { get; }

    public string Observed { get; }
    public (double X, double Y)? Last { get; }
    public (double X, double Y)? Goal { get; }

    private string Points(IReadOnlyList<YearValue> values) =>
        string.Join(' ', values.Select(Place).Select(at => string.Create(CultureInfo.InvariantCulture, $"{at.X:0.#},{at.Y:0.#}")));

    private (double X, double Y) Place(YearValue point)
    {
        var x = lastYear == firstYear ? 0.5 : (double)(point.Year - firstYear) / (lastYear - firstYear);
        var y = high == low ? 0.5 : (double)((point.Value - low) / (high - low));
        return (Math.Round(Edge + x * (Width - 2 * Edge), 1), Math.Round(Height - Edge - y * (Height - 2 * Edge), 1));
    }
}
