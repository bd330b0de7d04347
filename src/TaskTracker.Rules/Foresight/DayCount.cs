using System.Linq.Expressions;
using System.Reflection;
using TaskTracker.Rules.Facts;

namespace TaskTracker.Rules.Foresight;

/// <summary>The value of a fact that moves with the days, on any day.</summary>
internal static class DayCount
{
    private static readonly MethodInfo Counted = typeof(DayCount).GetMethod(nameof(On))!;

    public static int On(DateOnly day, CountKind kind, DateOnly anchor, DateOnly from, bool notNegative, WorkdayCount workdays)
    {
        var count = kind switch
        {
            CountKind.DaysUntil => anchor.DayNumber - day.DayNumber,
            CountKind.DaysSince => day.DayNumber - anchor.DayNumber,
            CountKind.WorkdaysUntil => workdays(day, anchor),
            CountKind.WorkdaysSince => workdays(anchor, day),
            _ => Percent(day.DayNumber - from.DayNumber + 1, anchor.DayNumber - from.DayNumber + 1),
        };
        return notNegative ? Math.Max(0, count) : count;
    }

    /// <summary>Code for the value on a day; where a day that it counts from is missing, for the value as it is.</summary>
    public static Expression CodeOf(MemberExpression read, FactMotion motion, Expression day, Expression workdays)
    {
        var anchor = Expression.Property(read.Expression, motion.Day);
        var from = motion.From is null ? null : Expression.Property(read.Expression, motion.From);
        var value = Expression.Convert(
            Expression.Call(Counted, day, Expression.Constant(motion.Kind), Present(anchor), from is null ? Expression.Constant(default(DateOnly)) : Present(from), Expression.Constant(motion.NotNegative), workdays),
            read.Type);
        var days = new[] { anchor, from }.Where(d => d is not null && d.Type == typeof(DateOnly?)).Select(d => (Expression)Expression.Property(d!, "HasValue"));
        return days.Aggregate((Expression)value, (code, isThere) => Expression.Condition(isThere, code, read));
    }

    private static int Percent(int gone, int length) => length <= 0 ? 100 : (int)Math.Clamp(gone * 100L / length, 0, 100);

    private static MemberExpression Present(MemberExpression day) => day.Type == typeof(DateOnly) ? day : Expression.Property(day, "Value");
}
