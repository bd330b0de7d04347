using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Demo;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Features.Layout;
using TaskTracker.Outbox;
using TaskTracker.Persistence;
using TaskTracker.Resources;
using TaskTracker.Words;

namespace TaskTracker.Cli;

/// <summary>Makes a ledger of the shipped plans on a simulated day, prints how it stands, and serves the pages.</summary>
internal static class DemoCommand
{
    /// <summary>Marks a folder whose ledger the demo may throw away and make anew.</summary>
    private const string Marker = "demo.txt";

    private const string MarkerText = "The demo made this folder's ledger and makes it anew each time it starts.\n";

    public static Command Create()
    {
        var once = new Option<bool>("--once") { Description = "Make the ledger and its mails, print the tables, and end." };
        var urls = new Option<string?>("--urls") { Description = $"Where to serve the pages, on this machine only; by default {ServeCommand.DefaultUrl}." };
        var command = new Command("demo", $"Show what it does on the five shipped plans, as if today were {PlayDemo.Today:yyyy-MM-dd}.") { once, urls };
        command.SetAction(async (call, cancel) =>
        {
            var place = Common.PlaceOf(call);
            if (call.GetResult(Common.Data) is null or { Implicit: true })
            {
                place = place with { DataFolder = Path.Combine(place.DataFolder, "demo") };
            }

            return await Common.GuardAsync(() => RunAsync(place, call.GetValue(once), call.GetValue(urls), cancel));
        });
        return command;
    }

    private static async Task<int> RunAsync(Place place, bool once, string? urls, CancellationToken cancel)
    {
        var configuration = DemoConfiguration(urls);
        if (await ServeCommand.RefusesAsync(configuration, urls, onlyHere: true))
        {
            return ExitCode.WrongInput;
        }

        using var only = SingleProcess.Enter(place, configuration);
        if (!await ClearAsync(place, cancel))
        {
            return ExitCode.WrongInput;
        }

        var time = new ShiftedTime(new HouseOptions().Zone(), PlayDemo.Today, Common.HourOfAsOf);
        IReadOnlyList<DemoAccount> accounts;
        await using (var services = Common.Services(place, configuration, time))
        {
            await services.GetRequiredService<IDbContextFactory<TrackerDb>>().UpgradeAsync(cancel);
            using (var bar = new ProgressLine("demo"))
            {
                await ActivatorUtilities.CreateInstance<PlayDemo>(services, time).HandleAsync(bar.Show, cancel);
            }

            await PrintAsync(services, place, cancel);
            if (once)
            {
                return ExitCode.Done;
            }

            accounts = await services.CreateScope().ServiceProvider.GetRequiredService<OpenDemoAccounts>().HandleAsync(cancel);
            await PrintAsync(accounts);
        }

        return await ServeCommand.RunAsync(place, configuration, time, isDemo: true, urls, cancel, accounts);
    }

    /// <summary>Of what is configured the demo takes only these, which change nothing that is sent.</summary>
    private static readonly string[] Taken = ["Rules:Engine", "Rules:CrossCheck", "Mail:Renderer"];

    /// <summary>The demo always keeps its own SQLite ledger and writes mail to a folder, whatever is configured: it must never write to anybody.</summary>
    private static IConfiguration DemoConfiguration(string? urls)
    {
        var environment = new ConfigurationBuilder().AddEnvironmentVariables("TASKTRACKER_").Build();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Logging:LogLevel:Default"] = "Warning",

            // It warns that keys lie open in the ledger; the demo's are thrown away with it.
            ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
            ["Mail:Detail"] = "Full",
            ["House:BaseAddress"] = urls?.Split(';')[0].Trim() is { } url && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Port > 0 ? url : ServeCommand.DefaultUrl,
        }).AddInMemoryCollection(environment.AsEnumerable().Where(s => Taken.Contains(s.Key, StringComparer.OrdinalIgnoreCase))).Build();
        Composition.CheckSettings(configuration);
        return configuration;
    }

    private static async Task<bool> ClearAsync(Place place, CancellationToken cancel)
    {
        var marker = Path.Combine(place.DataFolder, Marker);
        var database = Path.Combine(place.DataFolder, DatabaseSetup.SqliteFile);
        var isOurs = File.Exists(marker) && await File.ReadAllTextAsync(marker, cancel) == MarkerText;
        if (!isOurs && Directory.EnumerateFileSystemEntries(place.DataFolder).Any(e => Path.GetFileName(e) != SingleProcess.LockFile))
        {
            await Console.Error.WriteLineAsync($"{place.DataFolder} holds files that are not the demo's; name an empty folder with --data. Nothing was changed.");
            return false;
        }

        // First, so that a demo that is broken off has still left its mark on what it made.
        await File.WriteAllTextAsync(marker, MarkerText, cancel);

        foreach (var file in new[] { database, database + "-wal", database + "-shm" })
        {
            File.Delete(file);
        }

        if (Directory.Exists(Composition.MailPath(place)))
        {
            Directory.Delete(Composition.MailPath(place), recursive: true);
        }

        return true;
    }

    private static async Task PrintAsync(IServiceProvider services, Place place, CancellationToken cancel)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<TrackerDb>>().CreateDbContextAsync(cancel);
        var words = LedgerWords.Chinese;
        var lights = new[] { Light.Red, Light.Yellow, Light.Green, Light.Blue, Light.Grey };
        var rows = await db.Responsibilities.Join(db.Standings, r => r.Id, s => s.ResponsibilityId, (r, s) => new { r.Task.PlanId, Plan = r.Task.Plan.Title, Department = r.Department.Name, s.Light })
            .ToListAsync(cancel);
        var o = Console.Out;
        foreach (var plan in rows.GroupBy(r => (r.PlanId, r.Plan)).OrderBy(g => g.Key.PlanId))
        {
            await o.WriteLineAsync();
            await o.WriteLineAsync(plan.Key.Plan);
            await o.WriteLineAsync("  " + Pad(words["table.department"], 34) + string.Concat(lights.Select(l => Pad($"{Sign(l)} {words.Of(l)}", 12))));
            foreach (var department in plan.GroupBy(r => r.Department).OrderByDescending(g => g.Count(r => r.Light == Light.Red)).ThenByDescending(g => g.Count(r => r.Light == Light.Yellow)).ThenByDescending(g => g.Count()))
            {
                await o.WriteLineAsync("  " + Pad(department.Key, 34) + string.Concat(lights.Select(l => Pad(Count(department.Count(r => r.Light == l)), 12))));
            }

            await o.WriteLineAsync("  " + Pad(words["table.all"], 34) + string.Concat(lights.Select(l => Pad(Count(plan.Count(r => r.Light == l)), 12))));
        }

        var mails = await db.Mails.Where(m => m.State == MailState.Sent).GroupBy(m => m.Level).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
        var last = await db.Mails.Where(m => m.State == MailState.Sent && m.Run.AsOf == PlayDemo.Today).GroupBy(m => m.Level).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
        await o.WriteLineAsync();
        await o.WriteLineAsync(Pad(words["table.mails"], 16) + Pad($"{PlayDemo.Today:yyyy-MM-dd}", 14) + words["table.sinceStart"]);
        foreach (var level in new int?[] { 1, 2, 3, null })
        {
            await o.WriteLineAsync(Pad($"【{words[level is null ? "level.digest" : $"level.{level}"]}】", 16)
                + Pad(Count(last.FirstOrDefault(m => m.Key == level)?.Count ?? 0), 14) + Count(mails.FirstOrDefault(m => m.Key == level)?.Count ?? 0));
        }

        await o.WriteLineAsync();
        await o.WriteLineAsync($"{words["table.folder"]} {Composition.MailPath(place)}");
    }

    private static async Task PrintAsync(IReadOnlyList<DemoAccount> accounts)
    {
        var text = new PageText();
        await Console.Out.WriteLineAsync();
        foreach (var account in accounts)
        {
            await Console.Out.WriteLineAsync("  " + Pad(text[account.Role], 18) + Pad(account.Name, 26) + Pad(account.Password, 24) + account.Person);
        }
    }

    private static string Sign(Light light) => Mail.MailWords.Sign(Enum.Parse<Mail.MailLight>(light.ToString()));

    private static string Count(int count) => count == 0 ? "·" : count.ToString(CultureInfo.InvariantCulture);

    /// <summary>A Chinese character takes two columns of a terminal.</summary>
    private static string Pad(string text, int columns) => text + new string(' ', Math.Max(1, columns - text.Sum(c => c >= 0x2E80 ? 2 : 1)));
}
