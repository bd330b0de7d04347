using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace TaskTracker.Tests.Features.Import;

/// <summary>Fills in the forms of the import pages without a browser: fetches a page for its token, then posts.</summary>
internal sealed partial class ImportVisitor : IDisposable
{
    private readonly HttpClient _client;

    /// <param name="session">By default the supervision office's.</param>
    public ImportVisitor(SmallHouse house, bool english = false, Cookie? session = null) => _client = house.Visit(english, session, follow: false);

    public Task<string> GetAsync(string path) => _client.GetStringAsync(path);

    public async Task<HttpStatusCode> StatusAsync(string path) => (await _client.GetAsync(path)).StatusCode;

    public Task<Answer> UploadAsync(string name, string text) => UploadAsync((name, Encoding.UTF8.GetBytes(text)));

    public async Task<Answer> UploadAsync(params (string Name, byte[] Content)[] files)
    {
        using var form = new MultipartFormDataContent { { new StringContent("upload"), "_handler" }, { new StringContent(await TokenAsync("/import")), "__RequestVerificationToken" } };
        foreach (var (name, content) in files)
        {
            form.Add(new ByteArrayContent(content), "file", name);
        }

        return await SendAsync("/import", form);
    }

    /// <summary>Presses a button or saves a form.</summary>
    /// <param name="from">The page on which the form stands.</param>
    public async Task<Answer> PostAsync(string path, string from, params (string Name, string Value)[] fields)
    {
        var token = await TokenAsync(from);
        return await SendAsync(path, new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2))));
    }

    /// <summary>Submits a form of a page with files beside its fields.</summary>
    public Task<Answer> PostFilesAsync(string path, (string Name, byte[] Content)[] files, params (string Name, string Value)[] fields) => PostFilesAsync(path, path, files, fields);

    /// <param name="from">The page on which the form stands.</param>
    public async Task<Answer> PostFilesAsync(string from, string path, (string Name, byte[] Content)[] files, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent { { new StringContent(await TokenAsync(from)), "__RequestVerificationToken" } };
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        foreach (var (name, content) in files)
        {
            form.Add(new ByteArrayContent(content), "evidence", name);
        }

        return await SendAsync(path, form);
    }

    public async Task<Answer> PostWithoutTokenAsync(string path, params (string Name, string Value)[] fields) =>
        await SendAsync(path, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));

    /// <summary>The first field of that name on a page.</summary>
    public async Task<string> FieldAsync(string page, string name) =>
        WebUtility.HtmlDecode(Regex.Match(await GetAsync(page), $"name=\"{Regex.Escape(name)}\" value=\"([^\"]*)\"").Groups[1].Value);

    public void Dispose() => _client.Dispose();

    private async Task<string> TokenAsync(string page) => Token().Match(await GetAsync(page)).Groups[1].Value;

    private async Task<Answer> SendAsync(string path, HttpContent content)
    {
        using var answer = await _client.PostAsync(path, content);
        var location = answer.Headers.Location?.ToString();
        return new(answer.StatusCode, location is not null && Uri.TryCreate(location, UriKind.Absolute, out var full) && full.Scheme == "http" ? full.PathAndQuery + full.Fragment : location, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    [GeneratedRegex("__RequestVerificationToken\" value=\"([^\"]+)")]
    private static partial Regex Token();
}

/// <param name="Location">Where the browser is led; null where the page itself answers.</param>
internal sealed record Answer(HttpStatusCode Status, string? Location, string Page);
