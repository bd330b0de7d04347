using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace TaskTracker.Tests.Fixtures;

/// <summary>
/// The machine's own Chromium, started when the first page is asked for and shared by the tests of <see cref="Collection"/>;
/// every page has a context (cookies, storage) of its own.
/// </summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    public const string Collection = "browser";

    private readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> _started = new(StartAsync);

    /// <summary>The browser's executable, or null where there is none.</summary>
    public static string? Executable { get; } =
        new[] { Environment.GetEnvironmentVariable("TASKTRACKER_TEST_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser" }.FirstOrDefault(File.Exists);

    /// <param name="width">Of the viewport, in CSS pixels.</param>
    /// <param name="height">Of the viewport, in CSS pixels.</param>
    public async Task<IPage> NewPageAsync(int width = 1440, int height = 900, ColorScheme colorScheme = ColorScheme.Light, bool javaScript = true)
    {
        var (_, browser) = await _started.Value;
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = colorScheme,
            JavaScriptEnabled = javaScript,
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
        });
        return await context.NewPageAsync();
    }

    /// <summary>
    /// What axe finds on a page whose context runs no script, a line a finding. The page's markup is shown in a context with script for it,
    /// since axe waits for timers and requests that now and then never end without.
    /// </summary>
    public async Task<IReadOnlyList<string>> AxeWithoutScriptAsync(IPage page)
    {
        var isDark = await page.EvaluateAsync<bool>("matchMedia('(prefers-color-scheme: dark)').matches");
        var markup = await page.ContentAsync();
        var shown = await NewPageAsync(page.ViewportSize!.Width, page.ViewportSize.Height, isDark ? ColorScheme.Dark : ColorScheme.Light);
        await shown.RouteAsync(page.Url.Split('#')[0], route => route.FulfillAsync(new() { ContentType = "text/html; charset=utf-8", Body = markup }));
        await shown.GotoAsync(page.Url);
        await shown.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        var found = await shown.RunAxe();
        await shown.Context.CloseAsync();
        return [.. found.Violations.Select(v => $"{v.Id} {string.Join(' ', v.Nodes.Select(n => n.Target))}")];
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_started.IsValueCreated)
        {
            var (driver, browser) = await _started.Value;
            await browser.DisposeAsync();
            driver.Dispose();
        }
    }

    private static async Task<(IPlaywright Driver, IBrowser Browser)> StartAsync()
    {
        var driver = await Playwright.CreateAsync();
        return (driver, await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        }));
    }
}

[CollectionDefinition(BrowserFixture.Collection)]
public sealed class BrowserDefinition : ICollectionFixture<BrowserFixture>;

/// <summary>A test in a real browser; shows as skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (BrowserFixture.Executable is null)
        {
            Skip = "No Chromium: set TASKTRACKER_TEST_CHROMIUM to its executable (tests/run.sh does).";
        }
    }
}
