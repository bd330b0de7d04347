using System.CommandLine;
using System.Net;
using TaskTracker.Demo;
using TaskTracker.Features;
using TaskTracker.Features.Layout;
using TaskTracker.Outbox;
using TaskTracker.Persistence;
using TaskTracker.RulesInForce;
using TaskTracker.Scheduling;

namespace TaskTracker.Cli;

/// <summary>The service: pages, jobs, outbox. Until people can sign in it listens on this machine only.</summary>
internal static class ServeCommand
{
    public const string DefaultUrl = "http://localhost:5080";

    private static readonly Option<string?> Urls = new("--urls") { Description = $"Where to listen, on this machine only; by default {DefaultUrl}." };

    public static void AddTo(RootCommand root)
    {
        var serve = new Command("serve", "Serve the pages, run the jobs, send the mail. The default.") { Urls };
        serve.SetAction(ServeAsync);
        root.Subcommands.Add(serve);
        root.SetAction(ServeAsync);
    }

    /// <param name="time">The demo lives in a time of its own.</param>
    /// <param name="isDemo">Then there are no jobs and no outbox, but the development mailbox.</param>
    public static async Task<int> RunAsync(Place place, IConfiguration configuration, TimeProvider time, bool isDemo, string? urls, CancellationToken cancel)
    {
        if (await RefusesAsync(configuration, urls))
        {
            return ExitCode.WrongInput;
        }

        await using var app = Build(place, configuration, time, isDemo, UrlsOf(configuration, urls));
        await Common.OpenAsync(app.Services, configuration.GetValue<DatabaseProvider>("Database:Provider") == DatabaseProvider.Sqlite, cancel);

        // Rules that don't load stop the service here, before anything is served or sent, unless the ledger has earlier ones.
        await Common.PrintAsync(await app.Services.GetRequiredService<TakeInFolder>().AtStartAsync(cancel), "the rules published last stay in force");
        await app.StartAsync(cancel);
        await Console.Out.WriteLineAsync($"{(isDemo ? $"Demo of {PlayDemo.Today:yyyy-MM-dd}" : "Serving")} at {string.Join(" ", app.Urls)} — Ctrl+C ends it.");
        await app.WaitForShutdownAsync(cancel);
        return ExitCode.Done;
    }

    /// <summary>Whether the addresses may not be listened on; then that is said.</summary>
    public static async Task<bool> RefusesAsync(IConfiguration configuration, string? urls)
    {
        if (UrlsOf(configuration, urls).Split(';').FirstOrDefault(u => !IsLoopback(u)) is not { } open)
        {
            return false;
        }

        await Console.Error.WriteLineAsync($"\"{open}\" is no address on this machine only. Nobody can sign in yet, so the service listens on localhost, 127.0.0.1 or [::1], e.g. {DefaultUrl}.");
        return true;
    }

    public static WebApplication Build(Place place, IConfiguration configuration, TimeProvider time, bool isDemo, string urls)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(ServeCommand).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(configuration);
        builder.WebHost.UseKestrelCore().UseUrls(urls);
        builder.Services.AddRouting();
        builder.Logging.AddConfiguration(configuration.GetSection("Logging")).AddSimpleConsole(o => o.SingleLine = true);
        builder.Services.AddSingleton(time);
        builder.Services.AddTaskTracker(configuration, place);
        builder.Services.AddPages(new PageFrame(isDemo ? PlayDemo.Today : null, isDemo));
        builder.Services.AddHostedService<RulesLoop>();
        builder.Services.AddHealth();
        builder.Services.AddTelemetry(configuration);
        if (!isDemo)
        {
            builder.Services.AddJobs(configuration).AddHostedService<OutboxLoop>();
        }

        var app = builder.Build();
        app.UseOnlyLocalHosts();
        app.MapHealth();
        app.MapPages();
        if (!isDemo && SchedulingSetup.EngineOf(configuration) == SchedulingEngine.Hangfire)
        {
            Adapters.Dashboard!(app, MaySteerJobs).WithMetadata(new SecurityHeaders.IsForeign());
        }

        return app;
    }

    /// <summary>For system administrators. Nobody can sign in yet, so it is whoever sits at this machine.</summary>
    private static bool MaySteerJobs(HttpContext context) => context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);

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

    private static bool IsLoopback(string url) => Uri.TryCreate(url.Trim(), UriKind.Absolute, out var uri) && uri.Scheme == "http" && uri.AbsolutePath == "/"
        && (uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));

    /// <summary>A page on this machine answers to this machine's names only, so that no foreign name can be pointed at it (DNS rebinding).</summary>
    private static void UseOnlyLocalHosts(this WebApplication app) => app.Use((context, next) =>
    {
        if (IsLoopback($"http://{context.Request.Host.Host}"))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    });
}
