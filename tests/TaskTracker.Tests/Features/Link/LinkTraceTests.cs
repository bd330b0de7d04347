using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Logging;
using TaskTracker.Access;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Link;

/// <summary>With every log open and every trace recorded.</summary>
public sealed class LinkTraceTests
{
    [DatabaseFact]
    public async Task Token_WhateverBecomesOfTheRequest_IsInNoLogAndNoTrace(TestDatabase database)
    {
        await using var house = await LinkHouse.OpenAsync(database, new()
        {
            ["Logging:LogLevel:Default"] = "Trace", ["Logging:Console:LogLevel:Default"] = "None", ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9", ["Accounts:LinksPerMinute"] = "7",
        });
        using var kept = new Kept();
        house.Get<ILoggerFactory>().AddProvider(kept);
        var traced = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            // The visitor of this test traces its own requests.
            ShouldListenTo = source => source.Name != "System.Net.Http", Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = a => traced.Enqueue($"{a.DisplayName} {string.Join(' ', a.TagObjects.Select(t => $"{t.Key}={t.Value}"))} {string.Join(' ', a.Events.SelectMany(e => e.Tags).Select(t => t.Value))}"),
        };
        ActivitySource.AddActivityListener(listener);
        using var visitor = new LinkVisitor(house.House);
        var (good, bad) = (house.Links[0], house.Links[1][..^6] + "AAAAAA");

        var form = await visitor.FormAsync(good, ("done", "主体已封顶"));
        (await visitor.SendAsync(good + "?language=en", form)).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await visitor.GetAsync(good.Replace("/link/", "/LINK/", StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.OK);
        (await visitor.GetAsync(bad)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.SendAsync(bad, form)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.SendAsync(good, new Dictionary<string, string>(form) { ["form"] = bad })).Status.ShouldBe(HttpStatusCode.BadRequest);
        using (var put = await visitor.Client.PutAsync(good, null))
        {
            (put.StatusCode, put.Headers.Location!.ToString()).ShouldBe((HttpStatusCode.SeeOther, "/sign-in"), "nothing answers a PUT, which only who has signed in learns");
        }

        (await visitor.GetAsync(good)).Status.ShouldBe(HttpStatusCode.TooManyRequests);

        var written = kept.Lines.ToList();
        written.ShouldContain(l => l.Contains("Request starting") && l.Contains("/link"), "the host's own log is open");
        written.ShouldContain(l => l.Contains("link was refused: Unknown"));
        written.ShouldContain(l => l.Contains("Too many requests from 127.0.0.1"));
        traced.ShouldContain(t => t.Contains("url.path=/link"), "requests are traced");
        foreach (var token in new[] { good, bad }.Select(path => path[(SignedLinks.Route.Length + 1)..]))
        {
            // Any piece of it beyond what all tokens begin with.
            foreach (var piece in new[] { token, token[60..100] })
            {
                written.Where(l => l.Contains(piece, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
                traced.Where(t => t.Contains(piece, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
            }
        }
    }

    private sealed class Kept : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Lines.Enqueue(state is IEnumerable<KeyValuePair<string, object?>> fields ? string.Join(' ', fields.Select(f => $"{f.Key}={f.Value}")) : $"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {(state is IEnumerable<KeyValuePair<string, object?>> fields ? string.Join(' ', fields.Select(f => $"{f.Key}={f.Value}")) : "")} {exception}");

        public void Dispose()
        {
        }
    }
}
