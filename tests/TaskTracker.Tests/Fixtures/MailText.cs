using System.Text.RegularExpressions;

namespace TaskTracker.Tests.Fixtures;

internal static partial class MailText
{
    /// <summary>A link's token is another each time it is made, so that two mails that say the same differ by it.</summary>
    public static string WithoutTokens(string text) => Token().Replace(text, "/link/");

    [GeneratedRegex(@"/link/[\w-]+")]
    private static partial Regex Token();
}
