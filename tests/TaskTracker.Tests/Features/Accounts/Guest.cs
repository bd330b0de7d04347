using System.Net;
using System.Text.RegularExpressions;

namespace TaskTracker.Tests.Features.Accounts;

/// <summary>A browser without eyes: keeps cookies, fetches the token of the sign-in page, follows nothing.</summary>
internal sealed partial class Guest : IDisposable
{
    public Guest(SmallHouse house, Cookie? session = null)
    {
        var handler = new HttpClientHandler { AllowAutoRedirect = false };
        if (session is not null)
        {
            handler.CookieContainer.Add(session);
        }

        Client = new HttpClient(handler) { BaseAddress = house.Address };
    }

    public HttpClient Client { get; }

    public Task<HttpResponseMessage> GetAsync(string address) => Client.GetAsync(address);

    public Task<GuestAnswer> SignInAsync(string name, string password, string back = "") =>
        PostAsync("/sign-in", ("_handler", "sign-in"), ("name", name), ("password", password), ("return", back));

    public async Task<GuestAnswer> PostAsync(string address, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await Client.GetStringAsync("/sign-in")).Groups[1].Value;
        return await SendAsync(address, [.. fields, ("__RequestVerificationToken", token)]);
    }

    public async Task<GuestAnswer> SendAsync(string address, (string Name, string Value)[] fields)
    {
        using var answer = await Client.PostAsync(address, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));
        var cookies = answer.Headers.TryGetValues("Set-Cookie", out var set) ? string.Join('\n', set) : "";
        return new(answer.StatusCode, answer.Headers.Location?.ToString(), await answer.Content.ReadAsStringAsync(), cookies);
    }

    public void Dispose() => Client.Dispose();

    [GeneratedRegex("__RequestVerificationToken\" value=\"([^\"]+)")]
    private static partial Regex Token();
}

internal sealed record GuestAnswer(HttpStatusCode Status, string? Location, string Page, string SetCookie);
