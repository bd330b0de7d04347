using System.Net.Http.Json;
using System.Text.Json.Serialization;

namespace TaskTracker.MailKit;

/// <summary>The token of the moment; one from the endpoint is kept until shortly before it runs out.</summary>
internal sealed class AccessTokens(OAuth2Options options) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly HttpClient _http = new();
    private readonly SemaphoreSlim _one = new(1, 1);
    private string? _token;
    private long _goodUntil;

    public async Task<string> CurrentAsync(CancellationToken cancel)
    {
        if (!string.IsNullOrEmpty(options.TokenFile))
        {
            return (await File.ReadAllTextAsync(options.TokenFile, cancel)).Trim();
        }

        await _one.WaitAsync(cancel);
        try
        {
            if (_token is null || Environment.TickCount64 >= _goodUntil)
            {
                var granted = await AskAsync(cancel);
                _token = granted.AccessToken;
                _goodUntil = Environment.TickCount64 + (long)(TimeSpan.FromSeconds(granted.ExpiresIn) - Margin).TotalMilliseconds;
            }

            return _token;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The relay didn't take the token; the next login asks for another.</summary>
    public void Forget() => _goodUntil = 0;

    public void Dispose()
    {
        _http.Dispose();
        _one.Dispose();
    }

    private async Task<Granted> AskAsync(CancellationToken cancel)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = options.ClientId, ["client_secret"] = options.ClientSecret, ["scope"] = options.Scope,
        });
        using var answer = await _http.PostAsync(new Uri(options.TokenEndpoint!), form, cancel);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<Granted>(cancel) is { AccessToken.Length: > 0 } granted
            ? granted
            : throw new InvalidDataException($"{options.TokenEndpoint} granted no access token.");
    }

    /// <param name="ExpiresIn">Seconds.</param>
    private sealed record Granted([property: JsonPropertyName("access_token")] string AccessToken, [property: JsonPropertyName("expires_in")] int ExpiresIn = 300);
}
