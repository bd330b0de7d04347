namespace TaskTracker;

/// <summary>Time that starts on another day and goes on from there; the demo and <c>--as-of</c> live in it.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private readonly TimeZoneInfo _zone;
    private DateTimeOffset _start;
    private long _begun;

    /// <param name="hour">Wall-clock time in <paramref name="zone"/>.</param>
    public ShiftedTime(TimeZoneInfo zone, DateOnly day, TimeOnly hour)
    {
        _zone = zone;
        Set(day, hour);
    }

    public void Set(DateOnly day, TimeOnly hour)
    {
        var local = day.ToDateTime(hour);
        (_start, _begun) = (new DateTimeOffset(local, _zone.GetUtcOffset(local)), System.GetTimestamp());
    }

    public override DateTimeOffset GetUtcNow() => (_start + System.GetElapsedTime(_begun)).ToUniversalTime();
}
