namespace TaskTracker.Mail;

/// <summary>Makes HTML of a Razor component. Safe for use by several threads.</summary>
public interface IComponentRenderer
{
    /// <returns>Chinese characters as such, not as entities.</returns>
    Task<string> RenderAsync(Type component, IReadOnlyDictionary<string, object?> parameters);
}
