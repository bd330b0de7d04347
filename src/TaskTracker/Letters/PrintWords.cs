using System.Globalization;
using System.Resources;

namespace TaskTracker.Letters;

/// <summary>The wording of official documents, which exist in Chinese only: <c>PrintText.resx</c>.</summary>
internal sealed class PrintWords
{
    private static readonly ResourceManager Resources = new("TaskTracker.Letters.PrintText", typeof(PrintWords).Assembly);

    public static PrintWords Chinese { get; } = new();

    public string this[string key] => Resources.GetString(key, CultureInfo.InvariantCulture) ?? throw new KeyNotFoundException($"PrintText has no \"{key}\".");

    public string Format(string key, params ReadOnlySpan<object?> values) => string.Format(CultureInfo.InvariantCulture, this[key], values);

    /// <summary><c>2024年11月20日</c>, without leading noughts; blank for a pen where there is none.</summary>
    public string Day(DateOnly? day) => day is { } known ? known.ToString("yyyy年M月d日", CultureInfo.InvariantCulture) : this["day.blank"];
}
