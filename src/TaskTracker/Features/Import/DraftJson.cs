using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Review;

namespace TaskTracker.Features.Import;

/// <summary>A draft as it stands in the database. Not the plan file's own reader: that one refuses what a person has yet to put right.</summary>
internal static class DraftJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("A draft is empty.");

    public static DraftReview ReadReview(string plan, string marks) => new(Read<PlanFile>(plan), Read<ReviewMarks>(marks));
}
