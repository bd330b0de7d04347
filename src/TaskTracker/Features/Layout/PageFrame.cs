namespace TaskTracker.Features.Layout;

/// <summary>What every page shows, whatever its content.</summary>
/// <param name="DemoDate">The simulated day, said on every page; null outside the demo.</param>
/// <param name="Mailbox">True where the written mails may be read in the browser: in the demo and on loopback only.</param>
public sealed record PageFrame(DateOnly? DemoDate, bool Mailbox);
