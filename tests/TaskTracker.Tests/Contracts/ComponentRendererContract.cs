using System.Globalization;
using TaskTracker.Mail;
using TaskTracker.Tests.Mail;

namespace TaskTracker.Tests.Contracts;

/// <summary>What every renderer makes of the mails' components: the same.</summary>
public abstract class ComponentRendererContract
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    protected abstract IComponentRenderer Open();

    [Fact]
    public async Task Html_OfEveryMail_IsThatOfTheFrameworksRenderer()
    {
        var renderer = Open();
        using var end = renderer as IDisposable;
        using var framework = new HtmlComponentRenderer();
        foreach (var culture in new[] { Chinese, English })
        {
            (await AllAsync(new MailRenderer(renderer), culture)).ShouldBe(await AllAsync(new MailRenderer(framework), culture));
        }
    }

    [Fact]
    public async Task Html_OfForeignText_ShowsItAndEncodesWhatIsMarkup()
    {
        var renderer = Open();
        using var end = renderer as IDisposable;
        var hostile = SampleMails.Overdue with { TaskTitle = "<script>alert(1)</script> & “引号” \"x\" 𠮷" };
        var html = (await new MailRenderer(renderer).RenderAsync(SampleMails.Urging with { Items = [hostile] }, Chinese)).Html;

        html.ShouldNotContain("<script");
        html.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt; &amp; “引号”");
    }

    [Fact]
    public async Task Html_ManyAtOnce_EachIsItsOwn()
    {
        var renderer = Open();
        using var end = renderer as IDisposable;
        var mails = new MailRenderer(renderer);
        var made = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => Task.Run(() => mails.RenderAsync(SampleMails.Urging with { RecipientName = $"收件人{n}号" }, Chinese))));

        made.Select((m, n) => m.Html.Contains($"收件人{n}号", StringComparison.Ordinal) && !m.Html.Contains($"收件人{n + 1}号", StringComparison.Ordinal)).ShouldAllBe(own => own);
    }

    private static async Task<IReadOnlyList<RenderedMail>> AllAsync(MailRenderer renderer, CultureInfo culture) =>
    [
        await renderer.RenderAsync(SampleMails.Reminder, culture), await renderer.RenderAsync(SampleMails.Urging, culture),
        await renderer.RenderAsync(SampleMails.Escalation, culture), await renderer.RenderAsync(SampleMails.Long(40), culture),
        await renderer.RenderAsync(SampleMails.Urging with { Detail = MailDetail.Count }, culture),
        await renderer.RenderAsync(SampleMails.Digest, culture), await renderer.RenderAsync(SampleMails.AllClear, culture),
    ];
}
