using System.Net.Http.Json;
using System.Text.Json;

namespace TaskTracker.MailKit;

/// <summary>The token of the moment; one from the endpoint is kept until a minute before it runs out.</summary>
internal sealed class AccessTokens(OAuth2Options options)
{
    private static readonly HttpClient Http = new();
    private static readonly SemaphoreSlim One = new(1, 1);
    private volatile Granted? _kept;

    public async Task<string> CurrentAsync(CancellationToken cancel)
    {
        if (options.TokenFile.Length > 0)
        {
            return (await File.ReadAllTextAsync(options.TokenFile, cancel)).Trim();
        }

        await One.WaitAsync(cancel);
        try
        {
            var kept = _kept is { } known && Environment.TickCount64 < known.GoodUntil ? known : await AskAsync(cancel);
            return (_kept = kept).Token;
        }
        finally
        {
            One.Release();
        }
    }

    /// <summary>The relay didn't take the token; the next login asks for another.</summary>
    public void Forget() => _kept = null;

    private async Task<Granted> AskAsync(CancellationToken cancel)
    {
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", options.ClientId), new("client_secret", options.ClientSecret), new("scope", options.Scope)]);
        using var answer = await Http.PostAsync(new Uri(options.TokenEndpoint), form, cancel);
        var granted = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancel);
        var seconds = granted.TryGetProperty("expires_in", out var given) ? given.GetInt64() : 300;
        return new(granted.GetProperty("access_token").GetString()!, Environment.TickCount64 + (seconds - 60) * 1000);
    }

    private sealed record Granted(string Token, long GoodUntil);
}
