using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Progress;

[Collection(BrowserFixture.Collection)]
public sealed class DailyLoopInBrowserTests(BrowserFixture browser) : HouseInBrowser
{
    private static readonly string[] Pages = ["/mine", "/mine/report", "/responsibilities/1/report", "/responsibilities/1/extension", "/responsibilities/1/completion", "/responsibilities/1/rectification", "/orders"];

    [BrowserFact]
    public async Task Liaison_OnAPhoneWithoutScript_ReportsInThreeActions()
    {
        var page = await House.EnterAsync(await browser.NewPageAsync(width: 390, height: 844, javaScript: false), await House.SignInAsync("a"));
        await page.GotoAsync(At("/mine"));
        await page.ClickAsync("a[href='/responsibilities/1/report']:visible >> nth=-1");
        await page.FillAsync("textarea[name=done]", "手机上改一处");
        await page.ClickAsync("main form button.button");
        page.Url.ShouldEndWith("/responsibilities/1");
        (await page.InnerTextAsync("main")).ShouldContain("手机上改一处");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Pages_OnAPhone_NeverScrollSideways()
    {
        var page = await House.EnterAsync(await browser.NewPageAsync(width: 390, height: 844), await House.SignInAsync("a"));
        foreach (var address in Pages)
        {
            await page.GotoAsync(At(address));
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0, address);
        }

        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Pages_InBothThemesAndLanguages_PassAxe()
    {
        foreach (var (scheme, language) in new[] { (ColorScheme.Light, "zh-CN"), (ColorScheme.Dark, "en") })
        {
            var page = await House.EnterAsync(await browser.NewPageAsync(colorScheme: scheme), await House.SignInAsync("a"));
            await page.Context.AddCookiesAsync([new() { Name = "language", Value = language, Url = House.Address.ToString() }]);
            foreach (var address in Pages)
            {
                await page.GotoAsync(At(address));
                var found = await page.RunAxe();
                found.Violations.Select(v => $"{address} {scheme} {language}: {v.Id} {string.Join(' ', v.Nodes.Select(n => n.Target))}").ShouldBeEmpty();
            }

            await page.Context.CloseAsync();
        }
    }
}
