using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using TaskTracker.Features.Audit;
using TaskTracker.Features.Evidence;
using TaskTracker.Persistence;
using TaskTracker.Tests.Fixtures;
using static TaskTracker.Tests.Features.Evidence.EvidenceFiles;

namespace TaskTracker.Tests.Features.Evidence;

[Collection(BrowserFixture.Collection)]
public sealed class EvidenceInBrowserTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task Liaison_WithoutScript_PutsAFileInAndSavesIt()
    {
        await using var database = await TestDatabase.CreateAsync(TestProvider.Sqlite);
        await using var house = await SmallHouse.OpenAsync(database);
        var page = await browser.NewPageAsync(width: 390, javaScript: false);
        await page.GotoAsync(new Uri(house.Address, "/responsibilities/1").ToString());
        await page.FillAsync("[name=by]", "张三");
        await page.SetInputFilesAsync("[name=evidence]", [new FilePayload { Name = "图.png", MimeType = "image/svg+xml", Buffer = Svg }]);
        await page.ClickAsync("#evidence button");
        (await page.InnerTextAsync("#evidence")).ShouldContain("夹带");
        await page.SetInputFilesAsync("[name=evidence]", [new FilePayload { Name = "图.png", MimeType = "text/html", Buffer = Png }]);
        await page.ClickAsync("#evidence button");
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("#evidence td a"));
        download.SuggestedFilename.ShouldBe("图.png");
        (await File.ReadAllBytesAsync(await download.PathAsync())).ShouldBe(Png);
        await page.Context.CloseAsync();
    }

    /// <summary>As if the look at a file had let everything through: served, it still runs nowhere.</summary>
    [BrowserFact]
    public async Task HostileFiles_EvenIfTheyHadComeIn_RunNowhere()
    {
        await using var database = await TestDatabase.CreateAsync(TestProvider.Sqlite);
        await using var house = await SmallHouse.OpenAsync(database);
        byte[][] contents = [Svg, Html, [.. Png, .. Html], [.. Pdf, .. Html]];
        var store = house.Services.GetRequiredService<EvidenceStore>();
        await using (var db = house.Services.GetRequiredService<IDbContextFactory<TrackerDb>>().CreateDbContext())
        {
            foreach (var content in contents)
            {
                using var incoming = await store.ReceiveAsync(new MemoryStream(content), 1 << 20, default);
                store.Keep(incoming);
                db.Evidence.AddRange(Enum.GetValues<EvidenceKind>().Select(kind => new EvidenceFile
                {
                    ResponsibilityId = 1, Sha256 = incoming.Sha256, FileName = $"<img src=x onerror=window.xss=1>.{kind}", Kind = kind, Bytes = content.Length, By = SmallHouse.Markup, At = DateTime.UnixEpoch,
                }));
            }

            await db.SaveChangesAsync();
        }

        var page = await browser.NewPageAsync();
        var dialogs = 0;
        page.Dialog += async (_, dialog) =>
        {
            dialogs++;
            await dialog.DismissAsync();
        };
        await page.GotoAsync(new Uri(house.Address, "/responsibilities/1").ToString());
        (await page.EvaluateAsync<bool>("'xss' in window")).ShouldBeFalse();
        var ids = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('#evidence td a')].map(a => a.getAttribute('href'))");
        ids.Length.ShouldBe(contents.Length * Enum.GetValues<EvidenceKind>().Length);
        foreach (var id in ids)
        {
            // To go there downloads; framed or as a picture, object or script it is nothing.
            await page.RunAndWaitForDownloadAsync(async () => await page.EvaluateAsync($"location.href = '{id}'"));
            (await page.EvaluateAsync<bool>("'xss' in window")).ShouldBeFalse(id);
        }

        dialogs.ShouldBe(0);
        await page.Context.CloseAsync();
    }
}
