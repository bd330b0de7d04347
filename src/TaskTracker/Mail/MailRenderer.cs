using System.Globalization;
using TaskTracker.Mail.Templates;

namespace TaskTracker.Mail;

/// <summary>A mail as it will be sent and, if need be, sent again.</summary>
/// <param name="Subject">One line of visible text.</param>
/// <param name="Text">Says what the HTML says; lines end in <c>\n</c>.</param>
public sealed record RenderedMail(string Subject, string Html, string Text);

/// <summary>Makes subject, HTML and text of a mail's model. Safe for use by several threads.</summary>
public sealed class MailRenderer(IComponentRenderer renderer)
{
    public async Task<RenderedMail> RenderAsync(NoticeMail mail, CultureInfo culture)
    {
        var words = new MailWords(culture);
        var says = new NoticeSentences(mail, words);
        var html = await HtmlAsync<NoticeHtml>(new() { [nameof(NoticeHtml.Says)] = says, [nameof(NoticeHtml.Words)] = words });
        return new RenderedMail(says.Subject, html, NoticeText.Render(says, words));
    }

    public async Task<RenderedMail> RenderAsync(DigestMail mail, CultureInfo culture)
    {
        var says = new DigestSentences(mail, new MailWords(culture));
        var html = await HtmlAsync<DigestHtml>(new() { [nameof(DigestHtml.Says)] = says });
        return new RenderedMail(says.Subject, html, DigestText.Render(says));
    }

    public async Task<RenderedMail> RenderAsync(RulesFaultMail mail, CultureInfo culture)
    {
        var says = new RulesFaultSentences(mail, new MailWords(culture));
        var html = await HtmlAsync<RulesFaultHtml>(new() { [nameof(RulesFaultHtml.Says)] = says });
        return new RenderedMail(says.Subject, html, RulesFaultText.Render(says));
    }

    public async Task<RenderedMail> RenderAsync(SealMail mail, CultureInfo culture)
    {
        var says = new SealSentences(mail, new MailWords(culture));
        var html = await HtmlAsync<SealHtml>(new() { [nameof(SealHtml.Says)] = says });
        return new RenderedMail(says.Subject, html, SealMailText.Render(says));
    }

    private async Task<string> HtmlAsync<TTemplate>(Dictionary<string, object?> parameters) =>
        PlainText.Markup(await renderer.RenderAsync(typeof(TTemplate), parameters));
}
