using System.Reflection;

namespace TaskTracker.Rules.Facts;

/// <summary>A property of a fact as the translator needs it.</summary>
/// <param name="ItemType">The type of a list's items; null for what is no list.</param>
/// <param name="Motion">Null where it does not move with the days.</param>
/// <param name="Until">The properties with days on which it may change to anything.</param>
internal sealed record FactProperty(
    string Name, PropertyInfo Property, Type? ItemType, bool MayBeMissing, FactAttribute Words, FactMotion? Motion, IReadOnlyList<PropertyInfo> Until)
{
    public Type Type => Property.PropertyType;
}

/// <param name="Day">Counted from or up to.</param>
/// <param name="From">The first day of a span.</param>
internal sealed record FactMotion(CountKind Kind, PropertyInfo Day, PropertyInfo? From, bool NotNegative)
{
    /// <exception cref="ArgumentException">An attribute names no day of the record, or moves what is no whole number.</exception>
    public static (FactMotion? Motion, IReadOnlyList<PropertyInfo> Until) Of(PropertyInfo property)
    {
        var record = property.DeclaringType!;
        var counts = property.GetCustomAttribute<CountsAttribute>();
        if (counts is not null && (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) != typeof(int))
        {
            throw new ArgumentException($"{record.Name}.{property.Name} counts days and must be an int.");
        }

        if (counts is { Kind: CountKind.PercentOfSpan, From: null })
        {
            throw new ArgumentException($"{record.Name}.{property.Name} is a share of a span without a first day.");
        }

        return (
            counts is null ? null : new FactMotion(counts.Kind, DayOf(record, counts.Day), counts.From is null ? null : DayOf(record, counts.From), counts.NotNegative),
            [.. new[] { property.GetCustomAttribute<HoldsUntilAttribute>(), record.GetCustomAttribute<HoldsUntilAttribute>() }.OfType<HoldsUntilAttribute>().Select(h => DayOf(record, h.Day))]);
    }

    private static PropertyInfo DayOf(Type record, string name) =>
        record.GetProperty(name) is { } day && (Nullable.GetUnderlyingType(day.PropertyType) ?? day.PropertyType) == typeof(DateOnly)
            ? day
            : throw new ArgumentException($"{record.Name} has no day \"{name}\".");
}
