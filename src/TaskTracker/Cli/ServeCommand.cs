using System.CommandLine;
using TaskTracker.Access;
using TaskTracker.Demo;
using TaskTracker.Features;
using TaskTracker.Features.Accounts;
using TaskTracker.Features.Layout;
using TaskTracker.Outbox;
using TaskTracker.Persistence;
using TaskTracker.RulesInForce;
using TaskTracker.Scheduling;

namespace TaskTracker.Cli;

/// <summary>The service: pages, jobs, outbox.</summary>
internal static class ServeCommand
{
    public const string DefaultUrl = "http://localhost:5080";

    private static readonly Option<string?> Urls = new("--urls") { Description = $"Where to listen; by default {DefaultUrl}, on this machine only." };

    public static void AddTo(RootCommand root)
    {
        var serve = new Command("serve", "Serve the pages, run the jobs, send the mail. The default.") { Urls };
        serve.SetAction(ServeAsync);
        root.Subcommands.Add(serve);
        root.SetAction(ServeAsync);
    }

    /// <param name="time">The demo lives in a time of its own.</param>
    /// <param name="isDemo">Then there are no jobs and no outbox, but the development mailbox.</param>
    public static async Task<int> RunAsync(Place place, IConfiguration configuration, TimeProvider time, bool isDemo, string? urls, CancellationToken cancel, IReadOnlyList<DemoAccount>? demoAccounts = null)
    {
        if (await RefusesAsync(configuration, urls, isDemo))
        {
            return ExitCode.WrongInput;
        }

        await using var app = Build(place, configuration, time, isDemo, UrlsOf(configuration, urls), demoAccounts);
        await Common.OpenAsync(app.Services, configuration.GetValue<DatabaseProvider>("Database:Provider") == DatabaseProvider.Sqlite, cancel);

        // Rules that don't load stop the service here, before anything is served or sent, unless the ledger has earlier ones.
        await Common.PrintAsync(await app.Services.GetRequiredService<TakeInFolder>().AtStartAsync(cancel), "the rules published last stay in force");
        await app.StartAsync(cancel);
        await Console.Out.WriteLineAsync($"{(isDemo ? $"Demo of {PlayDemo.Today:yyyy-MM-dd}" : "Serving")} at {string.Join(" ", app.Urls)} — Ctrl+C ends it.");
        await app.WaitForShutdownAsync(cancel);
        return ExitCode.Done;
    }

    /// <summary>Whether the addresses may not be listened on; then that is said.</summary>
    /// <param name="onlyHere">The demo never leaves this machine.</param>
    public static async Task<bool> RefusesAsync(IConfiguration configuration, string? urls, bool onlyHere = false)
    {
        var wanted = UrlsOf(configuration, urls);
        var problems = Listening.Problems(configuration, wanted).ToList();
        if (onlyHere && problems.Count == 0 && wanted.Split(';').FirstOrDefault(u => !Listening.IsLoopback(new Uri(u.Trim()).Host)) is { } open)
        {
            problems.Add($"\"{open}\" is no address on this machine only, where the demo stays; use e.g. {DefaultUrl}.");
        }

        foreach (var problem in problems)
        {
            await Console.Error.WriteLineAsync(problem);
        }

        return problems.Count > 0;
    }

    public static WebApplication Build(Place place, IConfiguration configuration, TimeProvider time, bool isDemo, string urls, IReadOnlyList<DemoAccount>? demoAccounts = null)
    {
        var house = configuration.GetSection("House").Get<HouseOptions>() ?? new HouseOptions();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(ServeCommand).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(configuration);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().UseUrls(urls).ConfigureKestrel(o => o.Configure(configuration.GetSection("Kestrel")));
        builder.Services.AddRouting();
        builder.Logging.AddConfiguration(configuration.GetSection("Logging")).AddSimpleConsole(o => o.SingleLine = true);
        builder.Services.AddSingleton(time);
        builder.Services.AddTaskTracker(configuration, place);
        builder.Services.AddPages(new PageFrame(isDemo ? PlayDemo.Today : null, isDemo, demoAccounts ?? []));
        builder.Services.AddSignIn(configuration, onlySecure: Listening.IsPublic(house));
        builder.Services.AddHostedService<RulesLoop>();
        builder.Services.AddHealth();
        builder.Services.AddTelemetry(configuration);
        if (!isDemo)
        {
            builder.Services.AddJobs(configuration).AddHostedService<OutboxLoop>();
        }

        var app = builder.Build();
        app.UseOnlyOwnHosts(house, urls);
        app.MapHealth();
        app.MapPages();
        if (!isDemo && SchedulingSetup.EngineOf(configuration) == SchedulingEngine.Hangfire)
        {
            // Its addresses are its own, so no line of RightsTable says who may reach them.
            Adapters.Dashboard!(app).WithMetadata(new SecurityHeaders.IsForeign()).RequireAuthorization(p => p.RequireAssertion(c => c.Resource is HttpContext http && MaySteerJobs(http)));
        }

        return app;
    }

    private static bool MaySteerJobs(HttpContext context) => context.Features.Get<CurrentPerson>() is { } person && person.Is(Role.SystemAdministrator);

    private static async Task<int> ServeAsync(ParseResult call, CancellationToken cancel)
    {
        var place = Common.PlaceOf(call);
        return await Common.GuardAsync(async () =>
        {
            var configuration = Common.Configuration(place);
            using var only = SingleProcess.Enter(place, configuration);
            return await RunAsync(place, configuration, TimeProvider.System, isDemo: false, call.GetValue(Urls), cancel);
        });
    }

    private static string UrlsOf(IConfiguration configuration, string? urls) =>
        urls ?? configuration["Urls"] ?? Environment.GetEnvironmentVariable("ASPNETCORE_URLS") ?? DefaultUrl;
}
