using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using TaskTracker.Mail;

namespace TaskTracker.Tests.Mail;

public sealed partial class MailRendererTests : IDisposable
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    private readonly HtmlComponentRenderer _components = new();
    private readonly MailRenderer _renderer;

    public MailRendererTests() => _renderer = new MailRenderer(_components);

    public static TheoryData<string> Samples => [.. All.Keys];

    private static Dictionary<string, object> All => new()
    {
        ["reminder"] = SampleMails.Reminder,
        ["urging"] = SampleMails.Urging,
        ["urging, titles only"] = SampleMails.Urging with { Detail = MailDetail.Titles },
        ["urging, count only"] = SampleMails.Urging with { Detail = MailDetail.Count },
        ["escalation"] = SampleMails.Escalation,
        ["long"] = SampleMails.Long(40),
        ["very long"] = SampleMails.Long(400),
        ["digest"] = SampleMails.Digest,
        ["digest, titles only"] = SampleMails.Digest with { Detail = MailDetail.Titles },
        ["digest, count only"] = SampleMails.Digest with { Detail = MailDetail.Count },
        ["digest, all clear"] = SampleMails.AllClear,
        ["fault in the rules"] = SampleMails.RulesFault,
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Html_OfAnyMail_UsesOnlyWhatOldClientsDraw(string sample)
    {
        var html = (await Render(sample, Chinese)).Html;

        Forbidden().Matches(html).Select(m => m.Value).ShouldBeEmpty();
        Encoding.UTF8.GetByteCount(html).ShouldBeLessThan(100_000);
        html.ShouldStartWith("<!doctype html>");
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Text_OfAnyMail_SaysWhateverTheHtmlSays(string sample)
    {
        foreach (var culture in new[] { Chinese, English })
        {
            var mail = await Render(sample, culture);
            var text = Squeezed(mail.Text);

            VisibleTexts(mail.Html).Where(said => !text.Contains(Squeezed(said), StringComparison.Ordinal)).ShouldBeEmpty();
            Href().Matches(mail.Html).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)).ShouldAllBe(link => mail.Text.Contains(link));
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Html_OfAnyMail_SaysWhateverTheTextSays(string sample)
    {
        var mail = await Render(sample, Chinese);
        var html = Squeezed(string.Concat(VisibleTexts(mail.Html)));

        // What the HTML draws as bars, the text counts: ●2 ▲3.
        var pieces = mail.Text.Split('\n').Where(l => !l.Contains("https://", StringComparison.Ordinal))
            .SelectMany(l => l.Split(['　', ' ', '；', '：'], StringSplitOptions.RemoveEmptyEntries))
            .Where(p => p is not ("--" or "==") && !BarCount().IsMatch(p));
        pieces.Where(p => !html.Contains(p, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Subject_OfEachLevel_BearsTheHighestAndTheDepartment()
    {
        (await _renderer.RenderAsync(SampleMails.Reminder, Chinese)).Subject.ShouldBe("【提醒】1项任务需要处理 — 区住房和城乡建设局");
        (await _renderer.RenderAsync(SampleMails.Urging, Chinese)).Subject.ShouldBe("【催办】1项任务已逾期，1项待处理 — 区住房和城乡建设局");
        (await _renderer.RenderAsync(SampleMails.Escalation, Chinese)).Subject.ShouldBe("【提请督办】2项任务已逾期，1项待处理 — 区住房和城乡建设局等3个部门");
        (await _renderer.RenderAsync(SampleMails.Digest, Chinese)).Subject.ShouldBe("【周报】2项转红，共18项红灯 — 莱山区第47周");
        (await _renderer.RenderAsync(SampleMails.AllClear, Chinese)).Subject.ShouldBe("【周报】一切正常，无逾期 — 莱山区第47周");
    }

    [Fact]
    public async Task Mail_WhenCultureIsEnglish_HasEnglishWords()
    {
        var mail = await _renderer.RenderAsync(SampleMails.Urging, English);

        mail.Subject.ShouldStartWith("[Urging] Tasks overdue: 1, to act on: 1");
        mail.Html.ShouldContain("lang=\"en\"");
        mail.Text.ShouldContain("Stops when");
        mail.Text.ShouldNotContain("停止条件");
    }

    [Fact]
    public async Task Items_WhateverTheirOrder_StandWorstFirstGroupedByTask()
    {
        var text = (await _renderer.RenderAsync(SampleMails.Escalation, Chinese)).Text;

        var order = new[] { "12 健全", "区住房和城乡建设局　提请督办", "区财政局　提请督办", "28 夯实", "（三） 推进" }.Select(s => text.IndexOf(s, StringComparison.Ordinal)).ToList();
        order.ShouldAllBe(position => position > 0);
        order.ShouldBeInOrder();
        Occurrences(text, "12 健全").ShouldBe(1);
    }

    [Fact]
    public async Task Mail_WithMoreItemsThanItExplains_ListsTheRestAndCountsWhatItLeavesOut()
    {
        var mail = await _renderer.RenderAsync(SampleMails.Long(100), Chinese);

        Occurrences(mail.Text, "停止条件").ShouldBe(8);
        mail.Text.ShouldContain("其余 92 项");
        mail.Text.ShouldContain("另有 52 项未列出");
        Occurrences(mail.Text, "加强公共卫生服务体系").ShouldBe(48);
    }

    [Theory]
    [InlineData(MailDetail.Titles)]
    [InlineData(MailDetail.Count)]
    public async Task Mail_WhenDetailIsReduced_LeavesTheRestOut(MailDetail detail)
    {
        var notice = await _renderer.RenderAsync(SampleMails.Urging with { Detail = detail }, Chinese);
        var digest = await _renderer.RenderAsync(SampleMails.Digest with { Detail = detail }, Chinese);

        foreach (var mail in new[] { notice.Html + notice.Text, digest.Html + digest.Text })
        {
            mail.ShouldNotContain("4.0 个");
            mail.Contains("健全婴幼儿发展政策", StringComparison.Ordinal).ShouldBe(detail == MailDetail.Titles);
        }
    }

    [Fact]
    public async Task Digest_WhenADepartmentHasFewResponsibilities_DoesNotRankIt()
    {
        var text = (await _renderer.RenderAsync(SampleMails.Digest, Chinese)).Text;

        text.ShouldContain("1 区财政局　2/11 ↑1");
        text.IndexOf("区城管局　1/3", StringComparison.Ordinal).ShouldBeGreaterThan(text.IndexOf("不排名", StringComparison.Ordinal));
        text.ShouldNotContain("5 区城管局");
    }

    [Fact]
    public async Task Digest_WhenNothingIsRedOrOverdue_SaysHowManyWereEvaluated()
    {
        var mail = await _renderer.RenderAsync(SampleMails.AllClear, Chinese);

        mail.Text.ShouldContain("一切正常：规则评估 1,204 项责任，无逾期");
        mail.Text.ShouldContain("规则最近运行：2024-11-18 08:00");
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("' onmouseover='alert(1)")]
    [InlineData("a & b &lt; &#x202E; <!-- --> ]]> {{x}} @Model")]
    [InlineData("甲\u202E乙\u2066丙\u200F丁\u200B\uFEFF\U000E0041")]
    [InlineData("甲\r\n== 伪造的标题 ==\r\n.\r\n链接 https://evil.example\u2028--\u0000\u0007\u001b[31m")]
    [InlineData("半个\uD83D字")]
    public async Task Mail_WhenEveryFieldIsHostile_ShowsTheTextAndObeysNothing(string hostile)
    {
        foreach (var mail in new[] { await _renderer.RenderAsync(HostileNotice(hostile), Chinese), await _renderer.RenderAsync(HostileDigest(hostile), Chinese) })
        {
            Forbidden().Matches(mail.Html).Select(m => m.Value).ShouldBeEmpty();
            (mail.Html + mail.Text + mail.Subject).EnumerateRunes().Where(IsDangerous).ShouldBeEmpty();
            NumericEntity().Matches(mail.Html).Select(m => new Rune(Convert.ToInt32(m.Groups[1].Value, 16))).Where(IsDangerous).ShouldBeEmpty();
            mail.Subject.ShouldNotContain('\n');
            mail.Text.Split('\n').ShouldNotContain(line => line.StartsWith("== 伪造", StringComparison.Ordinal) || line == "." || line.StartsWith("链接 https", StringComparison.Ordinal));
            var shown = Squeezed(string.Concat(hostile.EnumerateRunes().Where(r => !IsDangerous(r)).Select(r => r.Value == '\n' ? " " : r.ToString())));
            Squeezed(string.Concat(VisibleTexts(mail.Html))).ShouldContain(shown);
        }
    }

    [Fact]
    public async Task Link_WhenItsSchemeIsNotOfTheWeb_IsLeftOut()
    {
        var mail = await _renderer.RenderAsync(
            SampleMails.Urging with { Items = [SampleMails.Overdue with { Url = new Uri("javascript:alert(1)") }], Url = new Uri("/relative", UriKind.Relative), ContactUrl = new Uri("file:///etc/passwd") },
            Chinese);

        mail.Html.ShouldNotContain("href");
    }

    [Fact]
    public void Notice_WithoutItems_IsNoMail() =>
        Should.Throw<ArgumentException>(() => new NoticeSentences(SampleMails.Urging with { Items = [] }, new MailWords(Chinese)));

    [Fact]
    public void Words_OfBothLanguages_HaveTheSameKeysAndPlaceholders()
    {
        var chinese = Words(CultureInfo.InvariantCulture);
        var english = Words(English);

        english.Keys.ShouldBe(chinese.Keys, ignoreOrder: true);
        foreach (var (key, value) in chinese)
        {
            Placeholder().Matches(english[key]).Select(m => m.Value).Order().ShouldBe(Placeholder().Matches(value).Select(m => m.Value).Order(), key);
        }
    }

    public void Dispose() => _components.Dispose();

    private Task<RenderedMail> Render(string sample, CultureInfo culture) => All[sample] switch
    {
        NoticeMail notice => _renderer.RenderAsync(notice, culture),
        DigestMail digest => _renderer.RenderAsync(digest, culture),
        RulesFaultMail fault => _renderer.RenderAsync(fault, culture),
        var other => throw new ArgumentException($"{other} is no mail."),
    };

    private static NoticeMail HostileNotice(string text) => new()
    {
        RecipientName = text,
        RecipientPost = text,
        RecipientDepartment = text,
        Day = new DateOnly(2024, 11, 5),
        ItemsInFull = 1,
        Url = new Uri("https://tasks.example.cn/?q=" + Uri.EscapeDataString(text.Replace('\uD83D', 'x'))),
        Items = Enumerable.Range(0, 3).Select(n => new NoticeItem
        {
            PlanTitle = text + n,
            TaskNumber = text,
            TaskTitle = text,
            Department = text + n,
            Due = text,
            Light = MailLight.Red,
            Status = text,
            Level = MailLevel.Urging,
            Reasons = [new(text, [new(text, text)])],
            Basis = new([text, text], text, TaskTracker.Domain.Plans.ResponsibilityRole.Joint),
            Next = new(text, new DateOnly(2025, 1, 2)),
            StopsWhen = text,
            Url = new Uri("https://tasks.example.cn/\"><script>"),
            LinkText = text,
        }).ToList(),
    };

    private static DigestMail HostileDigest(string text) => new()
    {
        RecipientName = text,
        RecipientPost = text,
        Day = new DateOnly(2024, 11, 18),
        Region = text,
        PlanTitles = [text, text],
        Now = new(1, 1, 1, 1, 1),
        Departments = [new(text, new(1, 1, 1, 1, 1), 1, 5, 2), new(text, new(1, 1, 1, 0, 0), 1, 3, 1)],
        TurnedRed = [new(text, text, text, text, text)],
        Cured = [new(text, text, text, text, text)],
        ComingDue = [new(new DateOnly(2024, 11, 20), text, text, text, text, MailLight.Green)],
        IndicatorsOffPath = [new(text, text, MailLight.Yellow, text)],
        LastRun = new(new DateTime(2024, 11, 18, 8, 0, 0), 3),
        NotReached = [text],
        Remark = text,
    };

    private static Dictionary<string, string> Words(CultureInfo culture)
    {
        var resources = new System.Resources.ResourceManager("TaskTracker.Mail.MailText", typeof(MailWords).Assembly);
        return resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false).ShouldNotBeNull()
            .Cast<System.Collections.DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);
    }

    private static bool IsDangerous(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Format => rune.Value is not (0x200C or 0x200D),
        UnicodeCategory.Control => rune.Value is not ('\n' or '\t'),
        UnicodeCategory.LineSeparator => true,
        _ => false,
    };

    private static IEnumerable<string> VisibleTexts(string html) => Tag().Split(html[html.IndexOf("<body", StringComparison.Ordinal)..])
        .Select(t => WebUtility.HtmlDecode(t).Replace('\u00A0', ' ')).Where(t => !string.IsNullOrWhiteSpace(t));

    private static string Squeezed(string text) => Blank().Replace(text, "");

    private static int Occurrences(string text, string what) => text.Split(what).Length - 1;

    [GeneratedRegex(@"<(script|style|link|img|svg|iframe|form|input|object|embed|base)\b|\son\w+=""|<[^>]*\sstyle=""[^""]*(flex|grid|position|float|url\(|expression|var\()|javascript:|class=""|<!--(?!$)", RegexOptions.IgnoreCase)]
    private static partial Regex Forbidden();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Href();

    [GeneratedRegex("&#x([0-9A-F]+);")]
    private static partial Regex NumericEntity();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^[●▲✔■○]\d+$")]
    private static partial Regex BarCount();
}
