namespace TaskTracker.Features.Layout;

/// <summary>What every page shows, whatever its content.</summary>
/// <param name="DemoDate">The simulated day, said on every page; null outside the demo.</param>
/// <param name="Mailbox">True where the written mails may be read in the browser: in the demo and on loopback only.</param>
/// <param name="DemoAccounts">Accounts that the sign-in page offers by a click; in the demo only.</param>
public sealed record PageFrame(DateOnly? DemoDate, bool Mailbox, IReadOnlyList<DemoAccount> DemoAccounts);

/// <param name="Role">The name of the text that says what it is.</param>
public sealed record DemoAccount(string Name, string Password, string Person, string Role, string Where);
