using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Progress;
using TaskTracker.Mail;
using TaskTracker.Outbox;
using TaskTracker.Persistence;
using TaskTracker.Scheduling;
using TaskTracker.Sweep;

namespace TaskTracker.Tests.Fixtures;

/// <summary>One process: services of its own over a database that it may share with others.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    /// <param name="rules">The folder of rules; by default the shipped ones.</param>
    /// <param name="interceptors">Sit between the process and its database.</param>
    /// <param name="settings">Further configuration, e.g. <c>House:TimeZone</c>.</param>
    public Node(TestDatabase database, TimeProvider time, IMailTransport post, string? rules = null, IInterceptor[]? interceptors = null, Dictionary<string, string?>? settings = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = database.Options.Provider.ToString(),
            ["Database:ConnectionString"] = database.Options.ConnectionString,
            ["Mail:Detail"] = nameof(MailDetail.Full),
        }).AddInMemoryCollection(settings ?? []).Build();
        var services = new ServiceCollection().AddSingleton(time).AddLogging().AddSingleton<IConfiguration>(configuration);
        services.AddTaskTracker(configuration, new Place(database.Folder, new RulesFolder(rules ?? Path.Combine(AppContext.BaseDirectory, "rules"))));
        services.AddSingleton(post).AddScoped<SweepJob>().AddScoped<DigestJob>();
        services.ConfigureDbContext<SqliteTrackerDb>(o => o.AddInterceptors([.. interceptors ?? [], new NoWaitForDisk()]));
        services.ConfigureDbContext<PostgresTrackerDb>(o => o.AddInterceptors(interceptors ?? []));
        _services = services.BuildServiceProvider();
    }

    public HouseClock Clock => _services.GetRequiredService<HouseClock>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public TrackerDb Open() => Get<IDbContextFactory<TrackerDb>>().CreateDbContext();

    /// <summary>One call of a handler, with a context of its own.</summary>
    public async Task<TResult> AskAsync<THandler, TResult>(Func<THandler, Task<TResult>> ask)
        where THandler : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<THandler>());
    }

    public Task<SweepRun> SweepAsync(CancellationToken cancel = default) => Get<RunSweep>().HandleAsync(Clock.Today, null, cancel);

    public Task<SendResult> SendAsync(CancellationToken cancel = default) => Get<SendMails>().HandleAsync(null, cancel);

    public Task<(SweepRun Run, bool IsNew)?> DigestAsync() => Get<RunDigest>().HandleAsync(Clock.Today, onlyWhenDue: true, default);

    /// <summary>What the service does of itself when its clock is at this moment: sweep, digest, mail.</summary>
    public async Task WorkAsync()
    {
        await AskAsync<SweepJob, bool>(async j => { await j.RunAsync(default); return true; });
        await AskAsync<DigestJob, bool>(async j => { await j.RunAsync(default); return true; });
        await SendAsync();
    }

    /// <summary>Carries out a command, which must not be refused.</summary>
    public async Task RecordAsync(string taskKey, string department, Func<DateOnly, ProgressCommand> command)
    {
        await using var db = Open();
        var id = await db.Responsibilities.Where(r => r.Task.Key == taskKey && r.Department.Name == department).Select(r => r.Id).SingleAsync();
        (await AskAsync<RecordProgress, ProgressRefusal?>(h => h.HandleAsync(id, command(Clock.Today), default))).ShouldBeNull();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    /// <summary>No test cuts the power, and waiting for the disk at each commit would take most of their time.</summary>
    private sealed class NoWaitForDisk : DbConnectionInterceptor
    {
        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA synchronous = OFF";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}

/// <summary>The post office of a test: takes every mail unless told otherwise, and keeps what it took.</summary>
internal sealed class RecordedPost : IMailTransport
{
    private readonly Lock _lock = new();
    private readonly List<OutgoingMail> _accepted = [];

    public IReadOnlyList<OutgoingMail> Accepted
    {
        get
        {
            lock (_lock)
            {
                return _accepted.ToList();
            }
        }
    }

    /// <summary>How often a mail was brought here, taken or not.</summary>
    public int Attempts { get; private set; }

    /// <summary>Decides before the mail is taken; null: it is.</summary>
    public Func<OutgoingMail, DeliveryOutcome?> Before { get; set; } = _ => null;

    /// <summary>Happens after the mail was taken and before anybody knows of it; may answer otherwise.</summary>
    public Func<OutgoingMail, DeliveryOutcome?> After { get; set; } = _ => null;

    public Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        Attempts++;
        if (Before(mail) is { } refused)
        {
            return Task.FromResult(refused);
        }

        lock (_lock)
        {
            _accepted.Add(mail);
        }

        return Task.FromResult(After(mail) ?? new DeliveryOutcome.Accepted());
    }

    public void Forget()
    {
        lock (_lock)
        {
            _accepted.Clear();
        }
    }
}

internal static class FakeTime
{
    public static FakeTimeProvider At(string chinaTime) => new(Moment(chinaTime));

    /// <summary>Forward or back.</summary>
    public static void Set(this FakeTimeProvider time, string chinaTime) => time.AdjustTime(Moment(chinaTime));

    private static DateTimeOffset Moment(string chinaTime) =>
        new DateTimeOffset(DateTime.Parse(chinaTime, CultureInfo.InvariantCulture, DateTimeStyles.None), TimeSpan.FromHours(8)).ToUniversalTime();
}
