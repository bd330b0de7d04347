using System.Net;
using Microsoft.Extensions.Configuration;
using TaskTracker.Cli;
using TaskTracker.Tests.Features;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Cli;

public sealed class ListeningTests
{
    private const string Secret = "one-secret-of-more-than-thirty-two-characters";

    [Theory]
    [InlineData("http://localhost:5080", 0)]
    [InlineData("http://127.0.0.1:5080;http://[::1]:5080", 0)]
    [InlineData("http://0.0.0.0:5080", 3)]
    [InlineData("http://*:5080", 3)]
    [InlineData("https://0.0.0.0:5081", 3)]
    [InlineData("nonsense", 1)]
    [InlineData("ftp://localhost", 1)]
    public void Address_WithoutSettings_IsForThisMachineOnly(string urls, int problems) => Listening.Problems(Settings(), urls).Count().ShouldBe(problems);

    [Fact]
    public void Address_BehindAKnownProxyWithASecretAndAPublicName_MayBeAny()
    {
        var settings = Settings(("Keys:Secret", Secret), ("House:BaseAddress", "https://plans.example.gov.cn"), ("House:KnownProxies:0", "10.1.0.0/24"));
        Listening.Problems(settings, "http://0.0.0.0:5080").ShouldBeEmpty();
        Listening.Problems(Settings(("House:KnownProxies:0", "the proxy")), "http://localhost:5080").ShouldHaveSingleItem();
    }

    [DatabaseFact]
    public async Task Request_WithAForeignHost_IsRefusedWhateverItSaysItWasForwardedAs(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        (await StatusAsync(house, "evil.example")).ShouldBe(HttpStatusCode.BadRequest);
        (await StatusAsync(house, "localhost")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(house, "evil.example", ("X-Forwarded-Host", "localhost"))).ShouldBe(HttpStatusCode.BadRequest);
        using var visitor = house.Visit();
        visitor.DefaultRequestHeaders.Add("X-Forwarded-Host", "evil.example");
        visitor.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        var page = await visitor.GetStringAsync("/");
        page.ShouldNotContain("evil.example");
    }

    [DatabaseFact]
    public async Task Request_ThatAKnownProxyForwarded_IsBelievedAboutItsScheme(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database, settings: new() { ["House:KnownProxies:0"] = "127.0.0.1" });
        using var visitor = house.Visit();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("X-Forwarded-Proto", "https");
        (await visitor.SendAsync(request)).Headers.Contains("Strict-Transport-Security").ShouldBeTrue();
        (await visitor.GetAsync("/")).Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
    }

    private static async Task<HttpStatusCode> StatusAsync(SmallHouse house, string host, params (string Name, string Value)[] headers)
    {
        using var visitor = house.Visit(follow: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        request.Headers.Host = host;
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return (await visitor.SendAsync(request)).StatusCode;
    }

    private static IConfiguration Settings(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Name, s => (string?)s.Value)).Build();
}
