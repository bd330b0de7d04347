using Microsoft.AspNetCore.WebUtilities;

namespace TaskTracker.Features.Parts;

/// <summary>One of several views of a page, told apart by the address.</summary>
public sealed record Choice(string Text, string Href, bool Current);

public static class Address
{
    /// <summary>Parameters without a value are left out.</summary>
    public static string To(string path, params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var query = new List<KeyValuePair<string, string?>>();
        foreach (var (name, value) in parameters)
            if (!string.IsNullOrEmpty(value))
                query.Add(new(name, value));
        return QueryHelpers.AddQueryString(path, query);
    }
}
