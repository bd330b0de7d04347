using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Organisation;

/// <summary>
/// Which addresses mail is sent to: those of RFC 5321 in ASCII without quotes, comments and literals. Stricter than
/// <see cref="System.Net.Mail.MailAddress"/>, which takes whatever it can somehow make an address of.
/// </summary>
public static partial class MailAddressSyntax
{
    public static bool IsValid(string address) =>
        address.Length <= 254 && address.IndexOf('@') is > 0 and <= 64 && Address().IsMatch(address);

    [GeneratedRegex(@"\A[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
