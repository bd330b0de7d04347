using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using TaskTracker.Access;

namespace TaskTracker.Tests.Features.Api;

/// <summary>A program with a token, and no cookies.</summary>
internal sealed class Caller : IDisposable
{
    private readonly HttpClient _client;
    private int _keys;

    public Caller(SmallHouse house, string? token, string language = "en")
    {
        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(house.Address, "/api/v1/") };
        _client.DefaultRequestHeaders.Authorization = token is null ? null : new("Bearer", token);
        _client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
    }

    public HttpClient Client => _client;

    /// <summary>Of a person who gets an account where there is none.</summary>
    public static async Task<Caller> OfAsync(SmallHouse house, string person, TokenScope scopes = TokenScope.Read | TokenScope.Report | TokenScope.Supervise, string language = "en")
    {
        await house.SignInAsync(person);
        return new Caller(house, await house.TokenAsync(person, scopes), language);
    }

    public async Task<JsonElement> GetAsync(string address)
    {
        var (status, body, _) = await TryAsync(HttpMethod.Get, address);
        status.ShouldBe(HttpStatusCode.OK, $"{address}: {body}");
        return body;
    }

    public Task<(HttpStatusCode Status, JsonElement Body, string? Tag)> TryAsync(string address) => TryAsync(HttpMethod.Get, address);

    /// <param name="version">For <c>If-Match</c>; null for none.</param>
    /// <param name="key">By default one of its own.</param>
    public Task<(HttpStatusCode Status, JsonElement Body, string? Tag)> PostAsync(string address, object body, int? version = null, string? key = null) =>
        TryAsync(HttpMethod.Post, address, body as string ?? JsonSerializer.Serialize(body), version is null ? null : $"\"{version}\"", key ?? $"key-{_keys++}");

    public async Task<(HttpStatusCode Status, JsonElement Body, string? Tag)> TryAsync(HttpMethod method, string address, string? body = null, string? match = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        if (match is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", match);
        }

        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        using var answer = await _client.SendAsync(request);
        var media = answer.Content.Headers.ContentType?.MediaType;
        media.ShouldBe((int)answer.StatusCode < 400 ? "application/json" : "application/problem+json", $"{method} {address}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(), answer.Headers.ETag?.Tag);
    }

    public void Dispose() => _client.Dispose();
}

internal static class Answers
{
    public static string Code(this JsonElement problem) => problem.GetProperty("type").GetString()!.Split(':')[^1];

    /// <summary>The fields that a problem names.</summary>
    public static string[] Fields(this JsonElement problem) =>
        problem.TryGetProperty("errors", out var errors) ? [.. errors.EnumerateArray().Select(e => e.GetProperty("field").GetString()!)] : [];

    public static string Text(this JsonElement of, string name) => of.GetProperty(name).GetString()!;

    public static int Number(this JsonElement of, string name) => of.GetProperty(name).GetInt32();
}
