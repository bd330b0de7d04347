namespace TaskTracker.Mail.Templates;

/// <summary>
/// The palette of mails. Word, which draws mails in Outlook, inherits no font into tables and knows no style sheet:
/// every cell with text names its own.
/// </summary>
internal static class Look
{
    public const string Ink = "#1b2430";
    public const string Ink2 = "#55606e";
    public const string Line = "#dfe3e8";
    public const string Ground = "#f6f7f9";
    public const string Accent = "#1f5aa8";

    private const string Font = "font-family:Microsoft YaHei,PingFang SC,Noto Sans CJK SC,sans-serif;word-break:break-word;";
    public const string Text = Font + "font-size:15px;line-height:24px;color:" + Ink + ";";
    public const string Small = Font + SmallRun;

    /// <summary>For small print within a cell that has named its font.</summary>
    public const string SmallRun = "font-size:13px;line-height:21px;color:" + Ink2 + ";";
    public const string Fine = Font + "font-size:12px;line-height:20px;color:" + Ink2 + ";";
    public const string Title = Font + "font-size:22px;line-height:32px;font-weight:bold;color:" + Ink + ";";
    public const string Link = "color:" + Accent + ";text-decoration:none;";

    /// <summary>The colour of an area.</summary>
    public static string Fill(MailLight light) => light switch
    {
        MailLight.Red => "#b3261e",
        MailLight.Yellow => "#e0a100",
        MailLight.Green => "#1c7c4a",
        MailLight.Blue => "#2b62b8",
        _ => "#aab2bc",
    };

    /// <summary>The colour of text, 4.5:1 or better on white and on <see cref="Tint"/>.</summary>
    public static string Of(MailLight light) => light switch
    {
        MailLight.Yellow => "#8a5a00",
        MailLight.Grey => Ink2,
        _ => Fill(light),
    };

    public static string Tint(MailLight light) => light switch
    {
        MailLight.Red => "#fce8e6",
        MailLight.Yellow => "#fdf1d3",
        MailLight.Green => "#e3f4ea",
        MailLight.Blue => "#e6eefb",
        _ => "#eceff2",
    };
}
