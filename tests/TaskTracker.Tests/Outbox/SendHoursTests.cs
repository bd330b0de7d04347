using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using TaskTracker.Outbox;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Outbox;

public sealed class SendHoursTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly FakeTimeProvider _time = FakeTime.At("2024-01-01 00:00:00");
    private TestDatabase _database = null!;
    private Node _node = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(TestProvider.Sqlite);
        _node = new Node(_database, _time, new RecordedPost());
        await SmallLedger.UpgradeAsync(_node);
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData("2024-11-20 08:29:59.9999999", false)]
    [InlineData("2024-11-20 08:30:00", true)]
    [InlineData("2024-11-20 11:29:59.9999999", true)]
    [InlineData("2024-11-20 11:30:00", false)]
    [InlineData("2024-11-20 14:29:59.9999999", false)]
    [InlineData("2024-11-20 14:30:00", true)]
    [InlineData("2024-11-20 17:29:59.9999999", true)]
    [InlineData("2024-11-20 17:30:00", false)]
    [InlineData("2024-11-23 09:00:00", false)]
    [InlineData("2024-10-12 09:00:00", true)]
    [InlineData("2024-10-07 09:00:00", false)]
    [InlineData("2024-02-18 09:00:00", true)]
    [InlineData("2024-02-29 09:00:00", true)]
    public void OpenNow_AtTheEdgesOfHoursAndWorkdays_IsExact(string moment, bool open) => At(moment).Hours.OpenNow.ShouldBe(open);

    [Theory]
    [InlineData("2024-11-20 08:29:59", "2024-11-20 08:30:00")]
    [InlineData("2024-11-20 10:00:00", "2024-11-20 10:00:00")]
    [InlineData("2024-11-20 11:30:00", "2024-11-20 14:30:00")]
    [InlineData("2024-11-22 17:30:00", "2024-11-25 08:30:00")]
    [InlineData("2024-09-30 17:30:00", "2024-10-08 08:30:00")]
    [InlineData("2024-12-31 17:30:00", "2025-01-02 08:30:00")]
    public void NextUtc_OutsideTheHours_IsTheNextOpening(string moment, string next)
    {
        var (hours, clock) = At(moment);
        clock.ToLocal(hours.NextUtc(clock.UtcNow)).ShouldBe(DateTime.Parse(next, null));
    }

    [Theory]
    [InlineData("America/New_York")]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("UTC")]
    public void Today_WhereverTheServerStands_IsTheHouses(string serverZone)
    {
        var time = FakeTime.At("2024-11-20 00:00:00");
        time.SetLocalTimeZone(TimeZoneInfo.FindSystemTimeZoneById(serverZone));
        new HouseClock(time, Options.Create(new HouseOptions())).Today.ShouldBe(new DateOnly(2024, 11, 20));
    }

    [Fact]
    public void Zone_WhenTheMachineDoesNotKnowTheHouses_SaysWhatToDo() =>
        Should.Throw<InvalidOperationException>(() => new HouseOptions { TimeZone = "Mars/Olympus" }.Zone()).Message.ShouldContain("Mars/Olympus");

    [Fact]
    public async Task Zone_WhenTheTimeZoneDataIsMissing_IsChinasAllTheSame()
    {
        // The runtime reads its zones once, so it takes another process to see it without any.
        var empty = Directory.CreateTempSubdirectory();
        var start = new System.Diagnostics.ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "tasktracker.dll"), "reasons", "--data", empty.FullName])
        {
            Environment = { ["TZDIR"] = empty.FullName }, RedirectStandardError = true, RedirectStandardOutput = true,
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        empty.Delete(recursive: true);

        process.ExitCode.ShouldBe(0, errors);
    }

    private (SendHours Hours, HouseClock Clock) At(string moment)
    {
        _time.Set(moment);
        return (_node.Get<SendHours>(), _node.Clock);
    }
}
