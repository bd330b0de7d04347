using Microsoft.Playwright;

namespace TaskTracker.Tests.Fixtures;

[Collection(BrowserFixture.Collection)]
public sealed class BrowserFixtureTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task NewPage_WhenGivenContent_RendersChineseAtTheAskedWidth()
    {
        var page = await browser.NewPageAsync(width: 390);
        await page.SetContentAsync("<body style='margin:0'><h1 id=t>督查室</h1><script>t.dataset.width = innerWidth</script>");
        (await page.InnerTextAsync("#t")).ShouldBe("督查室");
        (await page.GetAttributeAsync("#t", "data-width")).ShouldBe("390");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task AxeWithoutScript_OfAPageThatHasAFault_NamesIt()
    {
        var page = await browser.NewPageAsync(width: 390, javaScript: false, colorScheme: ColorScheme.Dark);
        await page.RouteAsync("http://page.example/", route => route.FulfillAsync(new() { ContentType = "text/html; charset=utf-8", Body = "<!DOCTYPE html><html lang=zh-CN><title>督查室</title><main><h1>督查室</h1><details><summary>图</summary><img src=x></details></main>" }));
        await page.GotoAsync("http://page.example/");
        (await browser.AxeWithoutScriptAsync(page)).ShouldHaveSingleItem().ShouldStartWith("image-alt");
        await page.Context.CloseAsync();
    }
}
