using Microsoft.Playwright;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Plans;

/// <summary>The supervision office's pages filled in at phone width without script; what comes back is looked at by axe too.</summary>
[Collection(BrowserFixture.Collection)]
public sealed class SupervisorPagesInBrowserTests(BrowserFixture browser) : HouseInBrowser
{
    [BrowserFact]
    public async Task Breakdown_FromThePlanPage_IsFilledCorrectedAndSaved()
    {
        var page = await OpenAsync("/plans/small");
        await page.ClickAsync("a[href='/plans/small/breakdown']");
        var task = page.Locator(".break-task", new() { HasText = "没有人做的任务" });
        await task.Locator("input[name^=text-]").FillAsync("完成选址");
        await task.Locator("summary").First.ClickAsync();
        await task.Locator("input[name^=value-]").FillAsync("两");
        await SaveAsync(page);
        (await task.InnerTextAsync()).ShouldContain("请填写指标名称");
        (await task.Locator("input[name^=value-]").InputValueAsync()).ShouldBe("两");
        await LookAsync(page);

        await task.Locator("input[name^=due-]").FillAsync("2024-12-20");
        await task.Locator("input[name^=value-]").FillAsync("2");
        await task.Locator("input[name^=subject-]").FillAsync("选址");
        await task.Locator("button[name=more]").ClickAsync();
        (await task.Locator("input[name^=text-]").CountAsync()).ShouldBe(2);
        await SaveAsync(page);
        (await page.InnerTextAsync("main")).ShouldContain("已保存 1 处");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Assign_FromThePlanPage_IsPreviewedAndApplied()
    {
        var page = await OpenAsync("/plans/small");
        await page.ClickAsync("a[href='/plans/small/assign']");
        await page.GetByText("没有人做的任务").First.ClickAsync();
        await page.GetByText("各局", new() { Exact = true }).Last.ClickAsync();
        await page.ClickAsync("button.button[value=preview]");
        (await page.InnerTextAsync("#preview")).ShouldContain("新增 3 项责任");
        await LookAsync(page);
        await page.ClickAsync("button[value=apply]");
        (await page.InnerTextAsync("main")).ShouldContain("已指派 1 项任务");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Decision_FromTheTaskPage_IsAskedForItsNumber()
    {
        var page = await OpenAsync("/tasks/1");
        await page.ClickAsync("a[href='/tasks/1/decision']");
        await page.FillAsync("input[name=title]", "改了名的任务");
        await page.ClickAsync("form:has(input[name=title]) button.button");
        (await page.InnerTextAsync("main")).ShouldContain("请填写决定文号");
        await LookAsync(page);
        await page.FillAsync("form:has(input[name=title]) input[name=decision]", "试政发〔2024〕3号");
        await page.ClickAsync("form:has(input[name=title]) button.button");
        (await page.InnerTextAsync("h1")).ShouldContain("改了名的任务");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Reorganise_FromTheDepartments_IsPreviewedAndCarriedOut()
    {
        var page = await OpenAsync("/departments");
        await page.ClickAsync("a[href='/departments/reorganise']");
        await page.GetByText("甲局", new() { Exact = true }).ClickAsync();
        await page.FillAsync("textarea[name=successors]", "甲委\n新局");
        await page.FillAsync("input[name=decision]", "机构改革方案");
        await page.ClickAsync("button.button[value=preview]");
        (await page.InnerTextAsync("#preview")).ShouldContain("拆分为");
        await LookAsync(page);
        await page.SelectOptionAsync("select[name=goes-rest]", "甲委");
        await page.ClickAsync("button[value=apply]");
        (await page.InnerTextAsync("main")).ShouldContain("已办理");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Settings_FromThePlanPage_AreSaved()
    {
        var page = await OpenAsync("/plans/small");
        await page.ClickAsync("a[href='/plans/small/settings']");
        await page.FillAsync("input[name=workday]", "99");
        await page.ClickAsync("main form.stack .actions button");
        (await page.InnerTextAsync("main")).ShouldContain("请填写一至 20 的整数");
        await LookAsync(page);
        await page.FillAsync("input[name=workday]", "8");
        await page.ClickAsync("main form.stack .actions button");
        (await page.InnerTextAsync("main")).ShouldContain("已保存");

        await page.ClickAsync("button:has-text('转为试运行')");
        (await page.InnerTextAsync("#state")).ShouldContain("现为：试运行");
        await LookAsync(page);
        await page.Context.CloseAsync();
    }

    private async Task<IPage> OpenAsync(string address)
    {
        var page = await House.EnterAsync(await browser.NewPageAsync(width: 390, height: 844, javaScript: false));
        await page.GotoAsync(new Uri(House.Address, address).ToString());
        return page;
    }

    private static Task SaveAsync(IPage page) => page.Locator("button.button[value=save]").ClickAsync();

    private async Task LookAsync(IPage page)
    {
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0, page.Url);
        (await browser.AxeWithoutScriptAsync(page)).ShouldBeEmpty(page.Url);
    }
}
