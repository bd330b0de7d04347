using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Notices;
using TaskTracker.Features.Notices;
using TaskTracker.Outbox;
using TaskTracker.Persistence;
using TaskTracker.Sweep;
using TaskTracker.Words;

namespace TaskTracker.Cli;

internal static class SweepCommands
{
    public static Command Sweep()
    {
        var full = new Option<bool>("--full") { Description = "Look at everything anew, not only at what has changed or come due." };
        var command = new Command("sweep", "Put the rules to the ledger, write notices, and send what may leave now.") { Common.AsOf, full };
        command.SetAction((call, cancel) => Common.WithRulesAsync(call, async (services, today) =>
        {
            using var bar = new ProgressLine("sweep");
            var run = await services.GetRequiredService<RunSweep>().HandleAsync(today, bar, cancel, call.GetValue(full));
            bar.Dispose();
            await Console.Out.WriteLineAsync($"Sweep as of {today:yyyy-MM-dd}: {run.Responsibilities} responsibilities in force, {run.LookedAt} looked at, {run.Changes} lights changed, {run.Notices} notices, {run.Mails} mails.");
            await PrintOutcomesAsync(services, cancel);
            await SendAsync(services, cancel);
            return ExitCode.Done;
        }, cancel));
        return command;
    }

    public static Command Digest()
    {
        var command = new Command("digest", "Queue this week's digest for the leaders, once a week, and send what may leave now.") { Common.AsOf };
        command.SetAction((call, cancel) => Common.WithRulesAsync(call, async (services, today) =>
        {
            var (run, isNew) = (await services.GetRequiredService<RunDigest>().HandleAsync(today, onlyWhenDue: false, cancel))!.Value;
            await Console.Out.WriteLineAsync(isNew ? $"Digest of {today:yyyy-MM-dd}: {run.Mails} mails." : $"This week's digest was made on {run.AsOf:yyyy-MM-dd}; nothing to do.");
            await SendAsync(services, cancel);
            return ExitCode.Done;
        }, cancel));
        return command;
    }

    public static Command Reasons()
    {
        var command = new Command("reasons", "List all that the last sweep looked at: what was told to somebody, and the reason for all that was not.");
        command.SetAction((call, cancel) => Common.WithLedgerAsync(call, async (services, _) =>
        {
            await using var scope = services.CreateAsyncScope();
            foreach (var row in await scope.ServiceProvider.GetRequiredService<ListReasons>().HandleAsync(cancel))
            {
                await Console.Out.WriteLineAsync($"{row.Plan}\t{row.Subject}\t{row.About}\t{row.Rule ?? "-"}\t{row.Since?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "-"}\t{row.Reason}\t{LedgerWords.Chinese[$"NoticeOutcome.{row.Reason}"]}");
            }

            return ExitCode.Done;
        }, cancel));
        return command;
    }

    public static async Task SendAsync(IServiceProvider services, CancellationToken cancel)
    {
        using var bar = new ProgressLine("mail");
        var sent = await services.GetRequiredService<SendMails>().HandleAsync(bar, cancel);
        bar.Dispose();
        await using var db = await services.GetRequiredService<IDbContextFactory<TrackerDb>>().CreateDbContextAsync(cancel);
        var waiting = await db.Mails.Where(m => m.State == MailState.Queued || m.State == MailState.Frozen).OrderBy(m => m.NotBefore).Select(m => m.NotBefore).ToListAsync(cancel);
        await Console.Out.WriteLineAsync($"{sent.Sent} mails sent, {sent.Cancelled} cancelled because their reasons were gone, {sent.Refused} refused." + (waiting.Count == 0 ? ""
            : string.Create(CultureInfo.InvariantCulture, $" {waiting.Count} wait, the first until {services.GetRequiredService<HouseClock>().ToLocal(waiting[0]):yyyy-MM-dd HH:mm}.")));
    }

    private static async Task PrintOutcomesAsync(IServiceProvider services, CancellationToken cancel)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<TrackerDb>>().CreateDbContextAsync(cancel);
        foreach (var (outcome, count) in (await db.Signals.Where(s => db.WatchedPlans.Any(p => p.Id == s.PlanId)).GroupBy(s => s.Outcome).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel))
            .Select(g => (g.Key, g.Count)).OrderBy(g => g.Key))
        {
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {count,6}  {outcome}: {LedgerWords.Chinese.Of<NoticeOutcome>(outcome)}"));
        }
    }
}
