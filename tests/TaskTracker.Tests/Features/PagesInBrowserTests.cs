using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features;

[Collection(BrowserFixture.Collection)]
public sealed class PagesInBrowserTests(BrowserFixture browser) : HouseInBrowser
{
    [BrowserFact]
    public async Task Supervisor_WhenClickingTheRedNumber_ComesToAListAndToTheReason()
    {
        var page = await House.EnterAsync(await browser.NewPageAsync(javaScript: false));
        await page.GotoAsync(At("/"));
        await page.ClickAsync(".tile-red");
        page.Url.ShouldEndWith("/responsibilities?light=red");
        await page.ClickAsync("tbody tr:first-child a");
        page.Url.ShouldContain("/responsibilities/");
        (await page.InnerTextAsync("main")).ShouldContain("为什么是红灯");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Pages_OnAPhone_NeverScrollSideways()
    {
        var page = await House.EnterAsync(await browser.NewPageAsync(width: 390, height: 844));
        foreach (var address in await House.AddressesAsync())
        {
            await page.GotoAsync(At(address));
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0, address);
        }

        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Pages_InBothThemesAndLanguages_PassAxe()
    {
        var addresses = await House.AddressesAsync();
        var findings = new List<string>();
        foreach (var (scheme, language) in new[] { (ColorScheme.Light, "zh-CN"), (ColorScheme.Dark, "zh-CN"), (ColorScheme.Light, "en"), (ColorScheme.Dark, "en") })
        {
            var page = await House.EnterAsync(await browser.NewPageAsync(colorScheme: scheme));
            await page.Context.AddCookiesAsync([new() { Name = "language", Value = language, Url = House.Address.ToString() }]);
            foreach (var address in addresses.DistinctBy(Kind))
            {
                await page.GotoAsync(At(address));

                // A mail is shown as it was sent; its own tests look at it.
                var found = await page.RunAxe(new AxeRunContext { Exclude = [new("iframe")] });
                findings.AddRange(found.Violations.Select(v => $"{address} {scheme} {language}: {v.Id} {string.Join(' ', v.Nodes.Select(n => n.Target))}"));
            }

            await page.Context.CloseAsync();
        }

        findings.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Names_ThatAreMarkup_ShowAsText()
    {
        var page = await House.EnterAsync(await browser.NewPageAsync());
        var shown = 0;
        foreach (var address in await House.AddressesAsync())
        {
            await page.GotoAsync(At(address));
            (await page.EvaluateAsync<bool>("'xss' in window || document.querySelector('main img, main script') !== null")).ShouldBeFalse(address);
            foreach (var frame in page.Frames)
            {
                (await frame.EvaluateAsync<bool>("document.querySelector('img[src=x], script:not([src^=\"/\"])') !== null")).ShouldBeFalse(address);
            }

            shown += (await page.InnerTextAsync("main")).Contains(SmallHouse.Markup, StringComparison.Ordinal) ? 1 : 0;
        }

        shown.ShouldBeGreaterThan(10);
        await page.Context.CloseAsync();
    }


    /// <summary>Pages that differ only by which thing they show.</summary>
    private static string Kind(string address) => string.Concat(address.Where(c => !char.IsAsciiDigit(c)));
}
