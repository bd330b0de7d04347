using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace TaskTracker.Features.Accounts;

/// <summary>Holds a new password to the profile of the house. Each error's code is a text of the pages: <c>Password.{code}</c>.</summary>
internal sealed class PasswordRules(IOptions<AccountsOptions> options, IPasswordHasher<Account> hasher) : IPasswordValidator<Account>
{
    public const int Longest = 128;
    public const int EarlierKept = 5;
    private const int LeastDifferent = 5;

    public static TimeSpan DengBaoLasts { get; } = TimeSpan.FromDays(90);

    // What is tried first, all over the world and here; compared without case and without what stands around the letters.
    private static readonly string[] Common =
    [
        "password", "passw0rd", "p@ssword", "p@ssw0rd", "qwerty", "qwertyuiop", "1qaz2wsx", "1q2w3e4r", "zaq12wsx", "asdfgh", "abc123", "iloveyou", "welcome", "letmein", "monkey", "dragon",
        "admin", "administrator", "root", "changeme", "secret", "woaini", "mima", "guanliyuan", "tasktracker", "duban", "ducha", "zhengfu", "a1b2c3d4", "123456", "654321", "888888", "666666", "147258", "520131",
    ];

    public static int Shortest(PasswordProfile profile) => profile == PasswordProfile.Asvs ? 12 : 8;

    public static bool IsTooOld(Account account, PasswordProfile profile, DateTime utcNow) =>
        profile == PasswordProfile.DengBao && account is { PasswordHash: not null, PasswordChangedAt: { } at } && utcNow - at > DengBaoLasts;

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        var errors = Wrong(options.Value.PasswordProfile, user, password ?? "").Select(code => new IdentityError { Code = code, Description = code }).ToArray();
        return Task.FromResult(errors.Length == 0 ? IdentityResult.Success : IdentityResult.Failed(errors));
    }

    private IEnumerable<string> Wrong(PasswordProfile profile, Account account, string password)
    {
        var length = password.EnumerateRunes().Count();
        if (length < Shortest(profile)) yield return "TooShort";
        if (length > Longest) yield return "TooLong";
        if (profile == PasswordProfile.DengBao && Kinds(password) < 3) yield return "TooFewKinds";
        if (length >= Shortest(profile) && (password.EnumerateRunes().Distinct().Count() < LeastDifferent || IsCommon(password))) yield return "Common";
        if (account.Name.Length >= 3 && password.Contains(account.Name, StringComparison.OrdinalIgnoreCase)) yield return "HasName";
        if (length <= Longest && IsEarlier(profile, account, password)) yield return "Earlier";
    }

    private bool IsEarlier(PasswordProfile profile, Account account, string password)
    {
        IEnumerable<string> earlier = profile == PasswordProfile.DengBao ? account.EarlierPasswords.Take(EarlierKept) : [];
        return (account.PasswordHash is { } now ? earlier.Prepend(now) : earlier).Any(hash => hasher.VerifyHashedPassword(account, hash, password) != PasswordVerificationResult.Failed);
    }

    private static int Kinds(string password) => password.EnumerateRunes()
        .Select(r => Rune.IsUpper(r) ? 0 : Rune.IsLower(r) ? 1 : Rune.IsDigit(r) ? 2 : 3).Distinct().Count();

    private static bool IsCommon(string password)
    {
        var bare = password.ToLowerInvariant();
        var core = bare.Trim('!', '@', '#', '$', '%', '^', '&', '*', '.', '_', '-', '?', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return Common.Any(c => core == c || bare == c || (c.Length >= 6 && bare.Contains(c, StringComparison.Ordinal) && bare.Length - c.Length < 4)) || IsRow(bare);
    }

    /// <summary>Each character the next or the same as the one before.</summary>
    private static bool IsRow(string text) => text.Zip(text[1..]).All(p => Math.Abs(p.First - p.Second) <= 1);
}
