using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace TaskTracker.Domain.Progress;

/// <summary>An event as its audit chain keeps it, and back.</summary>
public static class HistoryJson
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private static readonly Dictionary<string, Type> Kinds =
        typeof(ProgressEvent).GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false).Cast<JsonDerivedTypeAttribute>().ToDictionary(a => (string)a.TypeDiscriminator!, a => a.DerivedType);

    public static string Write(ProgressEvent happened) => JsonSerializer.Serialize(happened, Options);

    /// <param name="kind">The event's name, as <see cref="Audit.AuditEntry.Kind"/> has it.</param>
    /// <exception cref="JsonException">The entry is of no known kind, or not whole.</exception>
    public static ProgressEvent Read(string kind, string data) => Kinds.TryGetValue(kind, out var type)
        ? JsonSerializer.Deserialize(data, type) as ProgressEvent ?? throw new JsonException($"A history entry of kind {kind} is empty.")
        : throw new JsonException($"There is no kind of history entry \"{kind}\".");
}
