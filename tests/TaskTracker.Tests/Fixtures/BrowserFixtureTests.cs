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
}
