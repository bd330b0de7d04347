using System.Linq.Expressions;

namespace TaskTracker.Rules.Foresight;

/// <summary>How a number of a rule changes as days go by and no data does.</summary>
internal enum Motion
{
    Still,

    /// <summary>Changes only where a comparison inside it changes its verdict.</summary>
    Stepwise,

    Rising,
    Falling,

    /// <summary>Never rises or never falls; which of the two the facts decide.</summary>
    OneWay,

    Erratic,
}

internal static class Motions
{
    public static Motion Flip(Motion motion) => motion switch { Motion.Rising => Motion.Falling, Motion.Falling => Motion.Rising, _ => motion };

    /// <summary>Of a sum.</summary>
    public static Motion Plus(Motion a, Motion b) => (a, b) switch
    {
        (Motion.Still, _) => b,
        (_, Motion.Still) => a,
        _ when a == b && a != Motion.OneWay => a,
        _ => Motion.Erratic,
    };

    /// <summary>Of a value that is one of two, and always the same one.</summary>
    public static Motion Either(Motion a, Motion b) => (a, b) switch
    {
        _ when a == b => a,
        (Motion.Erratic or Motion.Stepwise, _) or (_, Motion.Erratic or Motion.Stepwise) => Motion.Erratic,
        (Motion.Still, _) => b,
        (_, Motion.Still) => a,
        _ => Motion.OneWay,
    };

    /// <param name="sign">Of the factor or divisor, which stays still; null where only the facts tell.</param>
    public static Motion Times(Motion motion, int? sign) => motion switch
    {
        Motion.Still or Motion.Stepwise or Motion.Erratic => motion,
        _ when sign > 0 => motion,
        _ when sign < 0 => Flip(motion),
        _ => Motion.OneWay,
    };

    public static bool IsNumber(Expression side) => Expressions.Kinds.IsNumber(Expressions.Kinds.Bare(side.Type));
}
