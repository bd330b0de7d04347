using TaskTracker.Domain.Evaluation;

namespace TaskTracker.Features.Parts;

/// <summary>How lights look: never by colour alone, but by sign and word too.</summary>
public static class Lights
{
    /// <summary>In the order in which they are always shown.</summary>
    public static IReadOnlyList<Light> All { get; } = [Light.Red, Light.Yellow, Light.Green, Light.Grey, Light.Blue];

    public static string Sign(this Light light) => light switch
    {
        Light.Red => "●",
        Light.Yellow => "▲",
        Light.Green => "✔",
        Light.Blue => "■",
        _ => "○",
    };

    /// <summary>The light's name in the stylesheet and in addresses.</summary>
    public static string Name(this Light light) => light switch
    {
        Light.Red => "red",
        Light.Yellow => "yellow",
        Light.Green => "green",
        Light.Blue => "blue",
        _ => "grey",
    };

    /// <summary>Null for anything that is no light, so that a mistyped address shows the unfiltered list.</summary>
    public static Light? Parse(string? name) => All.Where(light => light.Name() == name).Cast<Light?>().FirstOrDefault();
}

/// <summary>How many responsibilities show each light.</summary>
public sealed record LightCounts(int Red, int Yellow, int Green, int Grey, int Blue)
{
    public int Total => Red + Yellow + Green + Grey + Blue;

    public int this[Light light] => light switch
    {
        Light.Red => Red,
        Light.Yellow => Yellow,
        Light.Green => Green,
        Light.Blue => Blue,
        _ => Grey,
    };

    public static LightCounts None { get; } = new(0, 0, 0, 0, 0);

    public static LightCounts Of(IEnumerable<Light> lights) => Of(lights.CountBy(light => light).Select(group => (group.Key, group.Value)));

    /// <param name="counts">A light may come more than once; one that doesn't come counts 0.</param>
    public static LightCounts Of(IEnumerable<(Light Light, int Count)> counts)
    {
        var by = counts.GroupBy(pair => pair.Light).ToDictionary(group => group.Key, group => group.Sum(pair => pair.Count));
        return new(by.GetValueOrDefault(Light.Red), by.GetValueOrDefault(Light.Yellow), by.GetValueOrDefault(Light.Green),
            by.GetValueOrDefault(Light.Grey), by.GetValueOrDefault(Light.Blue));
    }
}
