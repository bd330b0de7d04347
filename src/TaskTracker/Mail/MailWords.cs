using System.Globalization;
using System.Resources;

namespace TaskTracker.Mail;

/// <summary>The fixed words of mails in one language: Chinese, or English where the culture asks for it.</summary>
public sealed class MailWords(CultureInfo culture)
{
    private static readonly ResourceManager Resources = new("TaskTracker.Mail.MailText", typeof(MailWords).Assembly);

    public string Language => culture.TwoLetterISOLanguageName == "en" ? "en" : "zh-CN";

    public string this[string key] =>
        Resources.GetString(key, culture) ?? throw new KeyNotFoundException($"MailText has no \"{key}\".");

    public string Format(string key, params object[] values) => string.Format(culture, this[key], values);

    public string Number(int number) => number.ToString("N0", culture);

    /// <summary>11-29, with its year where that is not the year of <paramref name="today"/>.</summary>
    public static string Day(DateOnly day, DateOnly today) =>
        day.Year == today.Year ? day.ToString("MM-dd", CultureInfo.InvariantCulture) : LongDay(day);

    public static string LongDay(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string Light(MailLight light) => this[$"light.{light}"];

    public string Level(MailLevel level) => this[$"level.{level}"];

    /// <summary>A light's sign, so that its colour is never alone.</summary>
    public static string Sign(MailLight light) => light switch
    {
        MailLight.Red => "●",
        MailLight.Yellow => "▲",
        MailLight.Green => "✔",
        MailLight.Blue => "■",
        _ => "○",
    };
}
