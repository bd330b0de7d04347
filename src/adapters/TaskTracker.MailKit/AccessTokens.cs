using System.Net.Http.Json;
using System.Text.Json;

namespace TaskTracker.MailKit;

/// <summary>The token of the moment; one from the endpoint is kept until a minute before it runs out.</summary>
internal sealed class AccessTokens(OAuth2Options options)
{
    private static readonly HttpClient Http = new();
    private static readonly SemaphoreSlim One = new(1, 1);
    private (string Token, long GoodUntil) _kept = ("", 0);

    public async Task<string> CurrentAsync(CancellationToken cancel)
    {
        if (options.TokenFile.Length > 0)
        {
            return (await File.ReadAllTextAsync(options.TokenFile, cancel)).Trim();
        }

        await One.WaitAsync(cancel);
        try
        {
            if (Environment.TickCount64 >= _kept.GoodUntil)
            {
                using var form = new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials", ["client_id"] = options.ClientId, ["client_secret"] = options.ClientSecret, ["scope"] = options.Scope,
                });
                using var answer = await Http.PostAsync(new Uri(options.TokenEndpoint), form, cancel);
                var granted = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancel);
                var seconds = granted.TryGetProperty("expires_in", out var given) ? given.GetInt64() : 300;
                _kept = (granted.GetProperty("access_token").GetString()!, Environment.TickCount64 + (seconds - 60) * 1000);
            }

            return _kept.Token;
        }
        finally
        {
            One.Release();
        }
    }

    /// <summary>The relay didn't take the token; the next login asks for another.</summary>
    public void Forget() => _kept = ("", 0);
}
