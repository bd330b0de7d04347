using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Metadata;
using TaskTracker.Features.Progress;
using TaskTracker.Rules.Json;

namespace TaskTracker.Features.Api;

/// <summary>Marks what a call must bring in its headers, for the document.</summary>
/// <param name="Version">Also <c>If-Match</c>.</param>
internal sealed record NeedsStamp(bool Version);

/// <summary>
/// What a program sent to have something changed. Read when the endpoint asks for it, after it has looked whether the thing is there for the
/// person at all: what is wrong with a call tells nothing of things that are not theirs.
/// </summary>
internal sealed class ApiCall<T> : IBindableFromHttpContext<ApiCall<T>>, IEndpointParameterMetadataProvider
    where T : class
{
    private const int LongestKey = 64;
    private const int Deepest = 4;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = Deepest };
    private readonly HttpContext _http;

    private ApiCall(HttpContext http) => _http = http;

    public static ValueTask<ApiCall<T>?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult<ApiCall<T>?>(new(context));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));

    /// <param name="versioned">The call is about a version of something that is there.</param>
    public FormStamp Stamp(bool versioned = true)
    {
        var faults = new List<ApiFault>();
        var key = _http.Request.Headers["Idempotency-Key"] is [{ Length: > 0 and <= LongestKey } one] && one.All(c => c is > ' ' and < '\x7f') ? one : "";
        if (key.Length == 0)
        {
            faults.Add(new("Idempotency-Key", "KeyWanted", LongestKey));
        }

        var seen = 0;
        if (versioned && !(_http.Request.Headers.IfMatch is [['"', .. var tag, '"']] && int.TryParse(tag, NumberStyles.None, CultureInfo.InvariantCulture, out seen)))
        {
            faults.Add(new("If-Match", "VersionWanted"));
        }

        return faults.Count == 0 ? new FormStamp(key, seen, Exactly: versioned)
            : throw new ApiProblem(key.Length > 0 && _http.Request.Headers.IfMatch.Count == 0 ? StatusCodes.Status428PreconditionRequired : StatusCodes.Status400BadRequest, "Wrong") { Faults = faults };
    }

    /// <exception cref="ApiProblem">Every fault of the body, each with its field.</exception>
    public async Task<T> ReadAsync()
    {
        if (!_http.Request.HasJsonContentType())
        {
            throw new ApiProblem(StatusCodes.Status415UnsupportedMediaType, "OnlyJson");
        }

        try
        {
            using var document = await JsonDocument.ParseAsync(_http.Request.Body, Strict, _http.RequestAborted);
            var faults = FaultsOf(document.RootElement).ToList();
            return faults.Count == 0 ? document.RootElement.Deserialize<T>(ApiJson.Options)! : throw new ApiProblem(StatusCodes.Status422UnprocessableEntity, "Wrong") { Faults = faults };
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is no text.
            throw new ApiProblem(StatusCodes.Status400BadRequest, "NotJson") { Faults = [new("", "NotJsonAt", 1, 1)] };
        }
        catch (JsonException e)
        {
            throw new ApiProblem(StatusCodes.Status400BadRequest, "NotJson") { Faults = [new(e.Path ?? "", "NotJsonAt", (e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1)] };
        }
    }

    private static IEnumerable<ApiFault> FaultsOf(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return [new("", "NotObject")];
        }

        var known = ApiJson.Options.GetTypeInfo(typeof(T)).Properties.ToDictionary(p => p.Name);
        return
        [
            .. body.EnumerateObject().Where(p => !known.ContainsKey(p.Name)).Select(p => new ApiFault(p.Name, "UnknownField", NearestName.Of(p.Name, known.Keys) ?? string.Join(", ", known.Keys))),
            .. known.Values.Where(p => p.AssociatedParameter is { HasDefaultValue: false } && !body.TryGetProperty(p.Name, out _)).Select(p => new ApiFault(p.Name, "MissingField", Wanted(p.PropertyType))),
            .. body.EnumerateObject().Where(p => known.TryGetValue(p.Name, out var property) && !Fits(p.Value, property)).Select(p => new ApiFault(p.Name, "WrongValue", Wanted(known[p.Name].PropertyType))),
        ];
    }

    private static bool Fits(JsonElement value, JsonPropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (value.ValueKind == JsonValueKind.Null)
        {
            return property.AssociatedParameter!.IsNullable;
        }

        // PostgreSQL takes no text that has one.
        if (value.ValueKind == JsonValueKind.String && value.GetString()!.Contains('\0'))
        {
            return false;
        }

        if (type.IsEnum)
        {
            // The converter would take another case too.
            return value.ValueKind == JsonValueKind.String && Names(type).Contains(value.GetString());
        }

        try
        {
            return value.Deserialize(property.PropertyType, ApiJson.Options) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Names(Type type) => Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName);

    /// <summary>What would be right, as it is written.</summary>
    private static string Wanted(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        { IsEnum: true } names => string.Join(" | ", Names(names)),
        var t when t == typeof(DateOnly) => "\"2024-12-31\"",
        var t when t == typeof(bool) => "true | false",
        var t when t == typeof(int) => "0",
        var t when t == typeof(string) => "\"…\"",
        _ => "[…]",
    };
}
