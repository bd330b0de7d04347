using Microsoft.Extensions.Options;
using TaskTracker.Domain.Calendar;
using TaskTracker.Domain.Notices;
using TaskTracker.Sweep;

namespace TaskTracker.Outbox;

/// <summary>The send window by the house's clock and calendar.</summary>
internal sealed class SendHours(HouseRules house, HouseClock clock, IOptions<HouseOptions> options)
{
    private (WorkCalendar Calendar, SendWindow Window)? _known;

    /// <summary>Made anew where another calendar has come into force.</summary>
    private SendWindow Window
    {
        get
        {
            var calendar = house.Current.Calendar;
            if (_known is not { } known || known.Calendar != calendar)
            {
                _known = known = (calendar, new SendWindow(calendar, options.Value.SendWindowsInForce));
            }

            return known.Window;
        }
    }

    public bool OpenNow => Window.IsOpen(clock.Now);

    /// <summary>The first moment on or after the day's beginning at which mail may leave.</summary>
    public DateTime FirstUtc(DateOnly day) => clock.ToUtc(Window.NextOpening(day.ToDateTime(TimeOnly.MinValue)));

    /// <summary>The next moment, counted from a moment, at which mail may leave.</summary>
    public DateTime NextUtc(DateTime utc) => clock.ToUtc(Window.NextOpening(clock.ToLocal(utc)));
}
