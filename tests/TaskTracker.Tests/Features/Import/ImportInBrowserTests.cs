using System.Text;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Import;

[Collection(BrowserFixture.Collection)]
public sealed class ImportInBrowserTests(BrowserFixture browser) : HouseInBrowser
{
    [BrowserFact]
    public Task Supervisor_AtADesk_BringsAPlanAndItsLaterVersionIntoTheLedger() => WalkAsync(1440);

    [BrowserFact]
    public Task Supervisor_OnAPhone_BringsAPlanAndItsLaterVersionIntoTheLedger() => WalkAsync(390);

    [BrowserFact]
    public async Task Clicks_BetweenDocumentAndDraft_LeadToTheOtherSide()
    {
        var page = await House.EnterAsync(await browser.NewPageAsync(javaScript: false));
        await UploadAsync(page, "规划.txt", SampleDocument.Text);
        await page.ClickAsync("#document a.hit.Title >> text=培训全科医生");
        page.Url.ShouldEndWith("#t-2");
        (await page.Locator("#t-2:target").InnerTextAsync()).ShouldContain("培训全科医生");
        await page.ClickAsync("#t-2 >> text=原文第");
        (await page.Locator("#document .line:target").InnerTextAsync()).ShouldContain("每年组织全科医生培训一次");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task FormsWithErrors_InBothThemes_PassAxe()
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            var page = await House.EnterAsync(await browser.NewPageAsync(colorScheme: scheme));
            await page.GotoAsync(At("/import/1/tasks/1"));
            await page.FillAsync("[name=number]", "");
            await page.ClickAsync("button[value=save]");
            (await page.InnerTextAsync("main")).ShouldContain("需要改正");
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
            (await page.RunAxe()).Violations.Select(v => $"{scheme}: {v.Id} {string.Join(' ', v.Nodes.Select(n => n.Target))}").ShouldBeEmpty();
            await page.Context.CloseAsync();
        }
    }

    [BrowserFact]
    public async Task Documents_ThatAreMarkupOrScript_ShowAsTextAndRunNowhere()
    {
        string[] payloads =
        [
            "<script>window.xss=1</script>", "<img src=x onerror=window.xss=1>", "\"><svg onload=window.xss=1>", "'-window.xss=1-'", "javascript:window.xss=1", "</title></textarea></style><script>window.xss=1</script>",
            "<!--<img src=\"--><img src=x onerror=window.xss=1//\">", "{{constructor.constructor('window.xss=1')()}}", "<math><mtext></p><img src=x onerror=window.xss=1>", "&lt;script&gt;window.xss=1&lt;/script&gt;",
        ];
        var page = await House.EnterAsync(await browser.NewPageAsync());
        var dialogs = 0;
        page.Dialog += async (_, dialog) =>
        {
            dialogs++;
            await dialog.DismissAsync();
        };
        await page.AddInitScriptAsync("window.addEventListener('securitypolicyviolation', e => { if (e.violatedDirective.startsWith('script')) window.tried = e.violatedDirective; })");
        var tasks = string.Join("\n\n", payloads.Select((p, i) => $"（{"一二三四五六七八九十"[i]}）任务{p}。正文{p}。到2024年，建成医院{p}2家。（甲局{p}、乙局负责）"));
        await UploadAsync(page, "\"><img src=x onerror=alert(1)>.txt", $"试验区“十四五”卫生与健康规划\n\n二、主要任务{payloads[0]}\n\n{tasks}\n\n三、保障{payloads[1]}\n\n（一）加强领导。正文{payloads[2]}。\n");
        var draft = new Uri(page.Url).AbsolutePath;
        var shown = 0;
        string[] pages = ["", "/findings", "/departments", "/indicators", "/head", "/publish", .. Enumerable.Range(1, payloads.Length).Select(i => $"/tasks/{i}")];
        foreach (var address in pages.Select(p => draft + p).Append("/import").Append("/"))
        {
            await page.GotoAsync(At(address));
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
            (await page.EvaluateAsync<bool>("'xss' in window || 'tried' in window || document.querySelector('main script, main img, main svg[onload], main math') !== null")).ShouldBeFalse(address);
            (await page.EvaluateAsync<bool>("[...document.querySelectorAll('*')].some(e => [...e.attributes].some(a => a.name.startsWith('on') || (['href', 'src', 'action', 'formaction'].includes(a.name) && /^\\s*javascript:/i.test(a.value))))")).ShouldBeFalse(address);
            var text = await page.InnerTextAsync("main");
            shown += payloads.Count(p => text.Contains(p, StringComparison.Ordinal));
        }

        dialogs.ShouldBe(0);
        shown.ShouldBeGreaterThan(payloads.Length * 2);
        await page.Context.CloseAsync();
    }

    private async Task WalkAsync(int width)
    {
        var page = await House.EnterAsync(await browser.NewPageAsync(width: width, height: 844, javaScript: false));
        await UploadAsync(page, "规划.txt", SampleDocument.Text);
        await page.ClickAsync("#t-1 >> text=更正");
        await page.FillAsync("[name=title]", "建好社区医院");
        await page.FillAsync("[name='share.name'] >> nth=1", "甲局");
        await page.ClickAsync("text=保存并确认");
        (await page.InnerTextAsync("#t-1")).ShouldContain("建好社区医院");
        await DecideAsync(page);
        await FinishAsync(page);
        await page.ClickAsync("form button >> text=发布");
        page.Url.ShouldContain("/plans/");
        (await page.InnerTextAsync("main")).ShouldContain("建好社区医院");

        await UploadAsync(page, "规划.txt", SampleDocument.Later);
        await page.ClickAsync(".tabs >> text=与台账比较");
        (await page.InnerTextAsync("main")).ShouldContain("删去 1");
        await page.ClickAsync(".tabs >> text=核对");
        await FinishAsync(page);
        await page.ClickAsync("form button >> text=发布");
        (await page.InnerTextAsync("main")).ShouldContain("请填写依据");
        await page.FillAsync("[name=decision]", "试政发〔2024〕9号");
        await page.ClickAsync("form button >> text=发布");
        (await page.InnerTextAsync("main")).ShouldContain("已终止的任务 1 项");
        (await page.InnerTextAsync("main")).ShouldContain("发展托育服务");
        await page.Context.CloseAsync();
    }

    private static async Task DecideAsync(IPage page)
    {
        await page.ClickAsync(".tabs >> text=部门");
        await page.ClickAsync("button[value=all]");
        await page.ClickAsync(".tabs >> text=核对");
    }

    private static async Task FinishAsync(IPage page)
    {
        await page.ClickAsync(".tabs >> text=疑点");
        while (await page.Locator("button:has-text('标为已核对')").CountAsync() > 0)
        {
            await page.ClickAsync("button:has-text('标为已核对') >> nth=0");
        }

        await page.ClickAsync(".tabs >> text=/^核对/");
        await page.ClickAsync("button:has-text('没有疑点的任务')");
        (await page.InnerTextAsync("main")).ShouldContain("可以发布");
        await page.ClickAsync(".tabs >> text=发布");
    }

    private async Task UploadAsync(IPage page, string name, string text)
    {
        await page.GotoAsync(At("/import"));
        await page.SetInputFilesAsync("input[type=file]", new FilePayload { Name = name, MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(text) });
        await page.ClickAsync("text=上传并读取");
        page.Url.ShouldContain("/import/");
    }
}
