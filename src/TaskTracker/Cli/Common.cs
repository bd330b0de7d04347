using System.Collections;
using System.CommandLine;
using System.Data.Common;
using System.CommandLine.Parsing;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskTracker.Features.Rehearsal;
using TaskTracker.Persistence;
using TaskTracker.Rules.Json;
using TaskTracker.RulesInForce;
using TaskTracker.Sweep;

namespace TaskTracker.Cli;

internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongInput = 2;

    /// <summary>A rehearsal by which somebody would get more mails in a week than the cap allows.</summary>
    public const int OverCap = 3;
}

/// <summary>The options that every verb knows, and the ledger that most verbs open.</summary>
internal static class Common
{
    private const string DataProtectionLog = "Microsoft.AspNetCore.DataProtection";

    public static Option<string> Data { get; } = new("--data")
    {
        Description = "The folder of database, mail and files.", Recursive = true, DefaultValueFactory = _ => "data",
        Validators = { result => RefuseEmpty(result, "--data") },
    };

    public static Option<string?> Rules { get; } = new("--rules")
    {
        Description = "The folder with workflows/ and calendars/; by default rules/ here, else the rules that come with the program.", Recursive = true,
        Validators = { result => RefuseEmpty(result, "--rules") },
    };

    public static Option<DateOnly?> AsOf { get; } =
        Day("--as-of", "The day to act on, e.g. 2024-11-20; by default today. The command then lives at nine o'clock of that day.");

    public static Option<DateOnly?> Day(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= FirstYear and <= LastYear)
            {
                return day;
            }

            result.AddError($"{name} is \"{result.Tokens[0].Value}\"; write a date like 2024-11-20, from {FirstYear} to {LastYear}.");
            return null;
        },
    };

    private static void RefuseEmpty(OptionResult option, string name)
    {
        if (option.Tokens is [{ Value: var value }] && string.IsNullOrWhiteSpace(value))
        {
            option.AddError($"{name} is empty; name a folder.");
        }
    }

    private const int MostPrinted = 200;
    private const int FirstYear = 2000;
    private const int LastYear = 2100;

    /// <summary>A day that is acted on begins here: within the send window, and the digest may leave.</summary>
    public static TimeOnly HourOfAsOf { get; } = new(9, 0);

    public static Place PlaceOf(ParseResult call) => new(Path.GetFullPath(call.GetRequiredValue(Data)), RulesOf(call));

    public static RulesFolder RulesOf(ParseResult call)
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, "rules");
        return call.GetValue(Rules) is { } named ? new RulesFolder(named)
            : Directory.Exists(Path.Combine("rules", "workflows")) && Path.GetFullPath("rules") != Path.GetFullPath(shipped) ? new RulesFolder("rules")
            : new RulesFolder(shipped, IsShipped: true);
    }

    /// <summary>The day to act on, for what needs no ledger.</summary>
    public static DateOnly TodayOf(ParseResult call)
    {
        var configuration = Configuration(PlaceOf(call));
        return new HouseClock(TimeOf(call, configuration), Options.Create(configuration.GetSection("House").Get<HouseOptions>() ?? new HouseOptions())).Today;
    }

    /// <summary>As <see cref="WithLedgerAsync"/>, for verbs that put rules to the ledger: a folder with a fault is refused, whatever was published before.</summary>
    public static Task<int> WithRulesAsync(ParseResult call, Func<IServiceProvider, DateOnly, Task<int>> body, CancellationToken cancel) =>
        WithLedgerAsync(call, async (services, today) =>
        {
            var findings = await services.GetRequiredService<TakeInFolder>().AtStartAsync(cancel);
            return findings.Count > 0 ? throw new RulesInvalidException(findings) : await body(services, today);
        }, cancel);

    /// <summary>Opens the ledger, brings its schema up to date, and runs the body with the day to act on.</summary>
    public static async Task<int> WithLedgerAsync(ParseResult call, Func<IServiceProvider, DateOnly, Task<int>> body, CancellationToken cancel)
    {
        var place = PlaceOf(call);
        return await GuardAsync(async () =>
        {
            var configuration = Configuration(place);
            using var only = SingleProcess.Enter(place, configuration);
            await using var services = Services(place, configuration, TimeOf(call, configuration));
            await OpenAsync(services, only is not null, cancel);
            return await body(services, services.GetRequiredService<HouseClock>().Today);
        });
    }

    /// <summary>Opens the ledger to look at it only: nothing in it changes, unless its schema is an older one.</summary>
    public static async Task<int> LookAtLedgerAsync(ParseResult call, Func<IServiceProvider, Task<int>> body, CancellationToken cancel)
    {
        var place = PlaceOf(call);
        return await GuardAsync(async () =>
        {
            var configuration = Configuration(place);
            using var only = SingleProcess.Enter(place, configuration);
            await using var services = Services(place, configuration, TimeOf(call, configuration));
            await using (var db = await services.GetRequiredService<IDbContextFactory<TrackerDb>>().CreateDbContextAsync(cancel))
            {
                if ((await db.Database.GetPendingMigrationsAsync(cancel)).Any())
                {
                    await db.UpgradeAsync(cancel);
                }
            }

            return await body(services);
        });
    }

    /// <summary>Brings the schema up to date. Whoever has the folder to himself also frees what a process that was killed still holds.</summary>
    public static async Task OpenAsync(IServiceProvider services, bool alone, CancellationToken cancel)
    {
        var databases = services.GetRequiredService<IDbContextFactory<TrackerDb>>();
        await databases.UpgradeAsync(cancel, services.GetRequiredService<TimeProvider>());
        if (alone)
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            await db.Batches.Where(b => b.LeasedUntil != null && b.DoneAt == null)
                .ExecuteUpdateAsync(s => s.SetProperty(b => b.Fence, b => b.Fence + 1).SetProperty(b => b.LeasedUntil, (DateTime?)null), cancel);
            await db.Mails.Where(m => m.LeasedUntil != null)
                .ExecuteUpdateAsync(s => s.SetProperty(m => m.Fence, m => m.Fence + 1).SetProperty(m => m.LeasedUntil, (DateTime?)null), cancel);
        }
    }

    /// <summary>Turns what the caller did wrong into one message and its exit code; what is our fault surfaces.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> body)
    {
        try
        {
            return await body();
        }
        catch (RulesInvalidException e)
        {
            await PrintAsync(e.Findings);
            return ExitCode.WrongInput;
        }
        catch (DbUpdateConcurrencyException)
        {
            await Console.Error.WriteLineAsync("Somebody else changed the same entries meanwhile, so nothing was changed; run it again.");
            return ExitCode.Failed;
        }
        catch (Exception e) when (e is SweepRefusedException or RehearsalRefusedException or FolderUnusableException or SettingsInvalidException or FormatException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.WrongInput;
        }
        catch (Exception e) when (e is DbException or IOException)
        {
            await Console.Error.WriteLineAsync($"The ledger or the address cannot be used: {e.Message}");
            return ExitCode.Failed;
        }
    }

    public static ServiceProvider Services(Place place, IConfiguration configuration, TimeProvider time)
    {
        var services = new ServiceCollection().AddSingleton(time);
        services.AddLogging(l => l.AddSimpleConsole(o => o.SingleLine = true).SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None)
            .AddFilter(DataProtectionLog, configuration.GetValue($"Logging:LogLevel:{DataProtectionLog}", LogLevel.Warning)));
        return services.AddTaskTracker(configuration, place).BuildServiceProvider();
    }

    private static TimeProvider TimeOf(ParseResult call, IConfiguration configuration) => call.GetValue(AsOf) is { } day
        ? new ShiftedTime((configuration.GetSection("House").Get<HouseOptions>() ?? new HouseOptions()).Zone(), day, HourOfAsOf)
        : TimeProvider.System;

    // Its exporter reads these names from the configuration, which takes no other variables without the prefix.
    private static IEnumerable<KeyValuePair<string, string?>> OpenTelemetryVariables() => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .Where(v => ((string)v.Key).StartsWith("OTEL_", StringComparison.Ordinal)).Select(v => new KeyValuePair<string, string?>((string)v.Key, (string?)v.Value));

    /// <summary>appsettings.json beside the program, then <c>tasktracker.json</c> in the data folder, then the environment.</summary>
    /// <exception cref="SettingsInvalidException">A file is malformed or a setting cannot be worked with.</exception>
    public static IConfiguration Configuration(Place place)
    {
        try
        {
            var configuration = new ConfigurationBuilder()
                .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
                .AddJsonFile(Path.Combine(place.DataFolder, "tasktracker.json"), optional: true)
                .AddEnvironmentVariables("TASKTRACKER_")
                .AddInMemoryCollection(OpenTelemetryVariables())
                .Build();
            Composition.CheckSettings(configuration);
            return configuration;
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            throw new SettingsInvalidException([e.InnerException is null ? e.Message : $"{e.Message} {e.InnerException.Message}"]);
        }
    }

    public static async Task PrintAsync(IReadOnlyList<Finding> findings, string outcome = "nothing was changed")
    {
        if (findings.Count == 0)
        {
            return;
        }

        foreach (var finding in findings.OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line).ThenBy(f => f.Column).Take(MostPrinted))
        {
            await Console.Error.WriteLineAsync(finding.ToString());
        }

        if (findings.Count > MostPrinted)
        {
            await Console.Error.WriteLineAsync($"… and {findings.Count - MostPrinted} more.");
        }

        await Console.Error.WriteLineAsync(findings.Count == 1 ? $"1 error; {outcome}." : $"{findings.Count} errors; {outcome}.");
    }
}
