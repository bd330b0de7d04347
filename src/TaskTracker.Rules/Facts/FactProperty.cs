using System.Reflection;

namespace TaskTracker.Rules.Facts;

/// <summary>A property of a fact as the translator needs it.</summary>
/// <param name="ItemType">The type of a list's items; null for what is no list.</param>
internal sealed record FactProperty(string Name, PropertyInfo Property, Type? ItemType, bool MayBeMissing, FactAttribute Words)
{
    public Type Type => Property.PropertyType;
}
