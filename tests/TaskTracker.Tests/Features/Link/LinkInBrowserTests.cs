using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TaskTracker.Access;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Link;

/// <summary>From the reminder as it was sent to a submitted report.</summary>
[Collection(BrowserFixture.Collection)]
public sealed class LinkInBrowserTests(BrowserFixture browser) : IAsyncLifetime
{
    private TestDatabase? _database;
    private LinkHouse _house = null!;

    public async Task InitializeAsync()
    {
        if (BrowserFixture.Executable is not null)
        {
            _database = await TestDatabase.CreateAsync(TestProvider.Sqlite);
            _house = await LinkHouse.OpenAsync(_database);
        }
    }

    public async Task DisposeAsync()
    {
        if (_database is not null)
        {
            await _house.DisposeAsync();
            await _database.DisposeAsync();
        }
    }

    [BrowserFact]
    public async Task Liaison_OnAPhone_ReportsFromTheMailInThreeActions()
    {
        var page = await MailAsync(javaScript: true);

        await page.ClickAsync("a:has-text('填报进展') >> nth=0");
        await page.FillAsync("textarea[name=done]", "主体已封顶");
        await page.ClickAsync("main form button");

        await IsReportedAsync(page);
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Liaison_OnAPhoneWithoutScript_ReportsFromTheMailInThreeActions()
    {
        var page = await MailAsync(javaScript: false);

        await page.ClickAsync("a:has-text('填报进展') >> nth=0");
        await page.FillAsync("textarea[name=done]", "主体已封顶");
        await page.ClickAsync("main form button");

        await IsReportedAsync(page);
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Liaison_WithTheKeyboardOnly_ReportsFromTheMail()
    {
        var page = await MailAsync(javaScript: true);

        await TabToAsync("A", "填报进展");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("建设托育中心");
        await TabToAsync("TEXTAREA", "");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("主体已封顶");
        await TabToAsync("BUTTON", "提交填报");
        await page.Keyboard.PressAsync("Enter");

        await IsReportedAsync(page);
        await page.Context.CloseAsync();

        async Task TabToAsync(string tag, string text)
        {
            for (var i = 0; i < 30; i++)
            {
                await page.Keyboard.PressAsync("Tab");
                if (await page.EvaluateAsync<bool>("([tag, text]) => document.activeElement.tagName === tag && document.activeElement.textContent.includes(text)", new[] { tag, text }))
                {
                    return;
                }
            }

            throw new InvalidOperationException($"No {tag} {text} within thirty tabs.");
        }
    }

    [BrowserFact]
    public async Task Pages_InBothThemesAndLanguages_PassAxeAndNeverScrollSideways()
    {
        var link = _house.Said(_house.Links[0]);
        var expired = _house.Path(link with { ExpiresAt = _house.Get<HouseClock>().UtcNow.AddDays(-1) });
        using (var visitor = new LinkVisitor(_house.House))
        {
            (await visitor.ReportAsync(_house.Links[1], "已培训60人")).Status.ShouldBe(System.Net.HttpStatusCode.SeeOther);
        }

        foreach (var (scheme, query, width) in new[] { (ColorScheme.Light, "", 390), (ColorScheme.Dark, "", 1440), (ColorScheme.Light, "?language=en", 1440), (ColorScheme.Dark, "?language=en", 390) })
        {
            var page = await browser.NewPageAsync(width: width, height: 844, colorScheme: scheme);
            foreach (var path in new[] { _house.Links[0], _house.Links[1], expired, "/link/unknown" })
            {
                await page.GotoAsync(At(path + query));
                (await page.GetAttributeAsync("html", "lang")).ShouldBe(query.Length > 0 ? "en" : "zh-CN");
                await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
                var found = await page.RunAxe();
                found.Violations.Select(v => $"{path} {scheme} {query}: {v.Id} {string.Join(' ', v.Nodes.Select(n => n.Target))}").ShouldBeEmpty();
                (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0, path);
            }

            await page.Context.CloseAsync();
        }
    }

    [BrowserFact]
    public async Task Visitor_WhoChoosesEnglish_KeepsItThroughTheFormWithoutACookie()
    {
        var page = await browser.NewPageAsync(width: 390, height: 844, javaScript: false);
        await page.GotoAsync(At(_house.Links[0]));
        await page.ClickAsync("a.language");
        await page.FillAsync("input[name=percent]", "half");
        await page.ClickAsync("main form button");
        await Assertions.Expect(page.Locator("[role=alert]")).ToBeVisibleAsync();
        await page.FillAsync("input[name=percent]", "50");
        await page.ClickAsync("main form button");

        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("has been received");
        (await page.Context.CookiesAsync()).ShouldBeEmpty();
        await page.ClickAsync("[role=status] a.button");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("L2");
        (await page.GetAttributeAsync("html", "lang")).ShouldBe("en");
        await page.Context.CloseAsync();
    }

    /// <summary>The mail as it lies in the folder, shown as a mail program does; only the house's name is that of this test's.</summary>
    private async Task<IPage> MailAsync(bool javaScript)
    {
        var page = await browser.NewPageAsync(width: 390, height: 844, javaScript: javaScript);
        await page.SetContentAsync(_house.Mail.Html.Replace("http://localhost:5080/", _house.House.Address.ToString(), StringComparison.Ordinal));
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0);
        return page;
    }

    private async Task IsReportedAsync(IPage page)
    {
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("已收到");
        new Uri(page.Url).AbsolutePath.ShouldBe(_house.Links[0]);
        (await _house.ReadAsync()).Reports[^1].ShouldSatisfyAllConditions(r => r.Done.ShouldBe("主体已封顶"), r => r.Percent.ShouldBe(30), r => r.ByLink.ShouldBeTrue());
    }

    private string At(string path) => new Uri(_house.House.Address, path).ToString();
}
