using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using TaskTracker.Persistence;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Layout;

/// <summary>What was typed survives the connection, the session and the page.</summary>
[Collection(BrowserFixture.Collection)]
public sealed class KeepTypedInBrowserTests(BrowserFixture browser) : HouseInBrowser
{
    private const string Report = "/responsibilities/1/report";
    private const string Notice = "#kept-notice";
    private const string Restore = "#kept-notice [data-do=restore]";
    private const string Done = "textarea[name=done]";
    private const string Submit = "main form#report button.button";
    private const string KeptCount = "Object.keys(localStorage).filter(k => k.startsWith('typed/')).length";

    [BrowserFact]
    public async Task Report_WhenTheConnectionIsLost_StaysAndIsSubmittedAfterwards()
    {
        var page = await EnterAsync();
        await page.FillAsync(Done, "断网时写的");
        await page.CheckAsync("input[name=state][value=OnSchedule]");
        await page.Context.SetOfflineAsync(true);
        await page.ClickAsync(Submit);
        await Assertions.Expect(page.Locator(Notice)).ToContainTextAsync("连接中断");
        (await page.InputValueAsync(Done)).ShouldBe("断网时写的");
        page.Url.ShouldEndWith(Report);

        // The page itself is lost too, such as by a restart of the browser.
        await page.Context.SetOfflineAsync(false);
        await page.GotoAsync(At("/mine"));
        await page.GotoAsync(At(Report));
        await Assertions.Expect(page.Locator(Notice)).ToContainTextAsync("尚未提交的草稿");
        (await page.InputValueAsync(Done)).ShouldNotBe("断网时写的", "nothing is put into a form unasked");
        await page.ClickAsync(Restore);
        (await page.InputValueAsync(Done)).ShouldBe("断网时写的");
        (await page.IsCheckedAsync("input[name=state][value=OnSchedule]")).ShouldBeTrue();
        await page.ClickAsync(Submit);
        await page.WaitForURLAsync(At("/responsibilities/1"));
        (await page.InnerTextAsync("main")).ShouldContain("断网时写的");

        await page.GotoAsync(At(Report));
        await Assertions.Expect(page.Locator(Notice)).ToBeHiddenAsync();
        (await page.EvaluateAsync<int>(KeptCount)).ShouldBe(0, "it was submitted");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Report_WhenTheSessionEnds_IsThereAfterSigningInAgain()
    {
        var page = await EnterAsync();
        await page.FillAsync(Done, "登录过期时写的");
        await using (var db = await House.Services.GetRequiredService<IDbContextFactory<TrackerDb>>().CreateDbContextAsync())
        {
            await db.Sessions.ExecuteDeleteAsync();
        }

        await page.ClickAsync(Submit);
        await Assertions.Expect(page.Locator(Notice)).ToContainTextAsync("登录已过期");
        await page.ClickAsync("#kept-notice a");
        await page.FillAsync("input[name=name]", "a");
        await page.FillAsync("input[name=password]", SmallHouse.Password);
        await page.ClickAsync("main form.card button.button");
        await page.WaitForURLAsync(At(Report));
        await page.ClickAsync(Restore);
        await page.ClickAsync(Submit);
        await page.WaitForURLAsync(At("/responsibilities/1"));
        (await page.InnerTextAsync("main")).ShouldContain("登录过期时写的");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Report_WhenItsAnswerWasLost_IsNotOfferedAgain()
    {
        var page = await EnterAsync();
        await page.FillAsync(Done, "答复没有收到");
        var arrived = new TaskCompletionSource();
        await page.RouteAsync("**" + Report, async route =>
        {
            if (route.Request.Method == "POST")
            {
                await route.FetchAsync(new() { MaxRedirects = 0 });
                await page.Context.ClearCookiesAsync(new() { Name = "sent" });
                await route.AbortAsync();
                arrived.SetResult();
            }
            else
            {
                await route.ContinueAsync();
            }
        });
        await page.ClickAsync(Submit);
        await arrived.Task;
        page = await page.Context.NewPageAsync();
        await page.GotoAsync(At(Report));
        await using var db = await House.Services.GetRequiredService<IDbContextFactory<TrackerDb>>().CreateDbContextAsync();
        (await db.Reports.CountAsync(r => r.Done == "答复没有收到")).ShouldBe(1, "it had arrived");

        await Assertions.Expect(page.Locator(Notice)).ToBeHiddenAsync();
        (await page.InputValueAsync(Done)).ShouldBe("答复没有收到", "the form shows it as the last report, so there is nothing to restore");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Draft_OnASharedBrowser_IsNobodyElsesAndGoesWithSigningOut()
    {
        var page = await EnterAsync();
        await page.FillAsync(Done, "甲的秘密");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(Restore)).ToBeVisibleAsync();

        // The supervision office has no such form; whoever opens one of the same browser sees nothing of it.
        await page.Context.ClearCookiesAsync();
        await House.EnterAsync(page, await House.SignInAsync("b"));
        await page.GotoAsync(At("/responsibilities/2/report"));
        await Assertions.Expect(page.Locator(Notice)).ToBeHiddenAsync();
        await page.GotoAsync(At("/mine/report"));
        await Assertions.Expect(page.Locator(Notice)).ToBeHiddenAsync();
        (await page.ContentAsync()).ShouldNotContain("甲的秘密");

        await page.ClickAsync(".me button");
        await page.WaitForURLAsync(At("/sign-in"));
        await Assertions.Expect(page.Locator("main form").First).ToBeVisibleAsync();
        (await page.EvaluateAsync<int>(KeptCount)).ShouldBe(0);
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Draft_WhenDiscarded_IsGone()
    {
        var page = await EnterAsync();
        await page.FillAsync(Done, "不要了");
        await page.ReloadAsync();
        await page.ClickAsync("#kept-notice [data-do=discard]");
        await Assertions.Expect(page.Locator(Notice)).ToBeHiddenAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(Notice)).ToBeHiddenAsync();
        (await page.EvaluateAsync<int>(KeptCount)).ShouldBe(0);
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Grid_WhenReloaded_OffersWhatWasTypedInItsRows()
    {
        var page = await House.EnterAsync(await browser.NewPageAsync(width: 390, height: 844), await House.SignInAsync("b"));
        await page.GotoAsync(At("/mine/report"));
        await page.FillAsync("textarea[name^=done]", "表格里写的");
        await page.CheckAsync("input[name=send]");
        await page.ReloadAsync();
        await page.ClickAsync(Restore);
        (await page.InputValueAsync("textarea[name^=done]")).ShouldBe("表格里写的");
        (await page.IsCheckedAsync("input[name=send]")).ShouldBeTrue();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0);
        await page.ClickAsync("form#grid button.button");
        await page.WaitForURLAsync(At("/mine"));
        await page.Context.CloseAsync();
    }

    private async Task<IPage> EnterAsync()
    {
        var page = await House.EnterAsync(await browser.NewPageAsync(), await House.SignInAsync("a"));
        await page.GotoAsync(At(Report));
        await Assertions.Expect(page.Locator(Notice)).ToBeHiddenAsync();
        return page;
    }
}
