namespace TaskTracker.Rules.Expressions;

/// <summary>The types that values in a rule can have.</summary>
internal static class Kinds
{
    private static readonly Type[] Numbers = [typeof(int), typeof(long), typeof(double), typeof(decimal)];

    /// <summary>The type of the value when it is there.</summary>
    public static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    /// <summary>The type that can also say that the value is not there.</summary>
    public static Type Missable(Type type) => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? typeof(Nullable<>).MakeGenericType(type) : type;

    public static bool IsScalar(Type type) =>
        IsNumber(type) || type == typeof(bool) || type == typeof(string) || type == typeof(DateOnly);

    public static bool IsNumber(Type type) => Numbers.Contains(type);

    public static bool IsWhole(Type type) => type == typeof(int) || type == typeof(long);

    /// <summary>The type in which both can be computed without loss of meaning, or null: decimal and double do not mix.</summary>
    public static Type? Wider(Type a, Type b)
    {
        if (a == b)
        {
            return a;
        }

        if (!IsNumber(a) || !IsNumber(b) || (!IsWhole(a) && !IsWhole(b)))
        {
            return null;
        }

        return Array.IndexOf(Numbers, a) > Array.IndexOf(Numbers, b) ? a : b;
    }

    public static string InWords(Type type)
    {
        var value = Bare(type);
        return value switch
        {
            _ when value == typeof(bool) => "true/false",
            _ when IsWhole(value) => "whole number",
            _ when IsNumber(value) => "number",
            _ when value == typeof(string) => "text",
            _ when value == typeof(DateOnly) => "date",
            _ when value.IsGenericType => "list",
            _ => "fact",
        };
    }
}
