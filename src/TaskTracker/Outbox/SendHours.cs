using Microsoft.Extensions.Options;
using TaskTracker.Domain.Notices;
using TaskTracker.Sweep;

namespace TaskTracker.Outbox;

/// <summary>The send window by the house's clock and calendar.</summary>
internal sealed class SendHours(HouseRules house, HouseClock clock, IOptions<HouseOptions> options)
{
    private readonly Lazy<SendWindow> _window = new(() => new SendWindow(house.Current.Calendar, options.Value.SendWindowsInForce));

    public bool OpenNow => _window.Value.IsOpen(clock.Now);

    /// <summary>The first moment on or after the day's beginning at which mail may leave.</summary>
    public DateTime FirstUtc(DateOnly day) => clock.ToUtc(_window.Value.NextOpening(day.ToDateTime(TimeOnly.MinValue)));

    /// <summary>The next moment, counted from a moment, at which mail may leave.</summary>
    public DateTime NextUtc(DateTime utc) => clock.ToUtc(_window.Value.NextOpening(clock.ToLocal(utc)));
}
