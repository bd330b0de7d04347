using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Rules;

[Collection(BrowserFixture.Collection)]
public sealed class RulesInBrowserTests(BrowserFixture browser) : HouseInBrowser
{
    private const string Edit = "/rules/edit?file=workflows/progress.json";
    [BrowserFact]
    public async Task Editor_WhileSomebodyTypes_ShowsErrorsWhereTheyAreAndWhatTheRulesMean()
    {
        var page = await House.EnterAsync(await browser.NewPageAsync());
        var errors = new List<string>();
        page.Console += (_, message) => errors.AddRange(message.Type == "error" ? [message.Text] : Array.Empty<string>());
        await page.GotoAsync(At(Edit));
        var text = await page.InputValueAsync("#text");
        await page.FillAsync("#text", text.Replace("milestone.IsOpen", "milestone.IsOpne", StringComparison.Ordinal));
        await page.WaitForSelectorAsync("#live-findings li");
        (await page.InnerTextAsync("#live-findings")).ShouldContain("Did you mean \"IsOpen\"?");
        (await page.InnerTextAsync("#live-findings button")).ShouldBe("第7行第32列");
        (await page.GetAttributeAsync("#text", "aria-invalid")).ShouldBe("true");
        await page.ClickAsync("#live-findings button");
        (await page.EvaluateAsync<string>("document.getElementById('text').value.slice(document.getElementById('text').selectionStart).slice(0, 6)")).ShouldBe("IsOpne");

        await page.FillAsync("#text", text.Replace("+ 25", "+ 30", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("#editor-status")).ToHaveTextAsync("没有错误");
        (await page.InnerTextAsync("#live-meanings")).ShouldContain("30");
        errors.ShouldBeEmpty();
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Completion_ByKeyboard_PutsTheChosenFactInAtTheCaret()
    {
        var page = await House.EnterAsync(await browser.NewPageAsync());
        await page.GotoAsync(At(Edit));
        await page.EvaluateAsync("(() => { const t = document.getElementById('text'); t.focus(); const at = t.value.indexOf('milestone.IsOpen'); t.setSelectionRange(at, at); })()");
        await page.Keyboard.TypeAsync("milestone.WorkdaysO");
        await page.WaitForSelectorAsync("#proposals li");
        (await page.InnerTextAsync("#editor-status")).ShouldContain("1 个可用的事实");
        await page.Keyboard.PressAsync("ArrowDown");
        (await page.GetAttributeAsync("#text", "aria-activedescendant")).ShouldBe("proposal-0");
        (await page.RunAxe()).Violations.Select(v => v.Id).ShouldBeEmpty();
        await page.Keyboard.PressAsync("Enter");
        (await page.InputValueAsync("#text")).ShouldContain("\"milestone.WorkdaysOverduemilestone.IsOpen");
        (await page.IsHiddenAsync("#proposals")).ShouldBeTrue();

        await page.Keyboard.TypeAsync(" == 0 && plan.");
        await page.WaitForSelectorAsync("#proposals li");
        await page.Keyboard.PressAsync("Escape");
        (await page.IsHiddenAsync("#proposals")).ShouldBeTrue();
        await page.Keyboard.PressAsync("Tab");
        (await page.EvaluateAsync<string>("document.activeElement.tagName")).ShouldBe("BUTTON", "the text is no trap");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public Task Supervisor_AtADesk_ChangesAndRollsBackARule() => WalkAsync(1440);

    [BrowserFact]
    public Task Supervisor_OnAPhone_ChangesAndRollsBackARule() => WalkAsync(390);

    [BrowserFact]
    public async Task TwoPersons_AtOnce_SeeBothVersionsAndLoseNothing()
    {
        var (first, second) = (await House.EnterAsync(await browser.NewPageAsync(javaScript: false)), await House.EnterAsync(await browser.NewPageAsync(javaScript: false)));
        await second.GotoAsync(At(Edit));
        await first.GotoAsync(At(Edit));
        await PublishAsync(first, "+ 25", "+ 30");

        await second.FillAsync("#text", (await second.InputValueAsync("#text")).Replace("+ 25", "+ 40", StringComparison.Ordinal));
        await second.ClickAsync("button[value=prepare]");
        (await second.InnerTextAsync("main")).ShouldContain("他人已发布第2版");
        (await second.InputValueAsync("textarea[readonly]")).ShouldContain("+ 30");
        (await second.InputValueAsync("#text")).ShouldContain("+ 40");
        await AxeAsync(second);
        await second.ClickAsync("button[value=prepare]");
        await SignAsync(second);
        (await second.InnerTextAsync("#versions")).ShouldContain("第3版");
        await second.GotoAsync(At(Edit));
        (await second.InputValueAsync("#text")).ShouldContain("+ 40");
        await first.Context.CloseAsync();
        await second.Context.CloseAsync();
    }

    private async Task WalkAsync(int width)
    {
        var page = await House.EnterAsync(await browser.NewPageAsync(width: width, height: 844, javaScript: false, colorScheme: width == 390 ? ColorScheme.Dark : ColorScheme.Light));
        await page.GotoAsync(At("/"));
        await page.ClickAsync("header nav >> text=规则");
        await page.ClickAsync("section:has(h2:text-is('进度')) >> text=修改");
        var text = await page.InputValueAsync("#text");
        await page.FillAsync("#text", text.Replace("milestone.IsOpen", "milestone.IsOpne", StringComparison.Ordinal));
        await page.ClickAsync("button[value=check]");
        (await page.InnerTextAsync("main")).ShouldContain("第7行第32列");
        (await page.InputValueAsync("#text")).ShouldContain("IsOpne");
        await AxeAsync(page);
        await page.FillAsync("#text", text);
        await page.CheckAsync("input[value=past]");
        await page.ClickAsync("button[value=rehearse]");
        (await page.InnerTextAsync("main")).ShouldContain("预演 2024-08-22 至 2024-11-19");
        await AxeAsync(page);

        await page.FillAsync("#text", text.Replace("+ 25", "+ 30", StringComparison.Ordinal));
        await page.ClickAsync("button[value=prepare]");
        (await page.InnerTextAsync("#publish")).ShouldContain("+ 30");
        await AxeAsync(page);
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0);
        await page.ClickAsync("button[value=publish]");
        (await page.InnerTextAsync("main")).ShouldContain("请填写理由");
        await SignAsync(page);
        (await page.InnerTextAsync("#versions")).ShouldContain("第2版");
        (await page.InnerTextAsync("#versions")).ShouldContain("督查室 王五");

        await page.ClickAsync("#versions >> text=第1版");
        await page.ClickAsync("text=恢复第1版的内容");
        await SignAsync(page);
        (await page.InnerTextAsync("#versions")).ShouldContain("恢复第1版");
        await page.GotoAsync(At(Edit));
        (await page.InputValueAsync("#text")).ShouldBe(text);
        await page.Context.CloseAsync();
    }

    private static async Task PublishAsync(IPage page, string from, string to)
    {
        await page.FillAsync("#text", (await page.InputValueAsync("#text")).Replace(from, to, StringComparison.Ordinal));
        await page.ClickAsync("button[value=prepare]");
        await SignAsync(page);
    }

    private static async Task SignAsync(IPage page)
    {
        await page.FillAsync("[name=reason]", "督查例会决定");
        await page.ClickAsync("button[value=publish]");
        page.Url.ShouldContain("/rules#versions");
    }

    private async Task AxeAsync(IPage page) => (await browser.AxeWithoutScriptAsync(page)).ShouldBeEmpty();
}
