using Microsoft.Extensions.Options;

namespace TaskTracker;

/// <summary>The time at the house: deadlines and send windows are days and hours there, wherever the server stands.</summary>
internal sealed class HouseClock(TimeProvider time, IOptions<HouseOptions> options)
{
    private readonly TimeZoneInfo _zone = options.Value.Zone();

    public DateTime UtcNow => time.GetUtcNow().UtcDateTime;

    /// <summary>Wall-clock time at the house.</summary>
    public DateTime Now => ToLocal(UtcNow);

    public DateOnly Today => DateOnly.FromDateTime(Now);

    public DateTime ToLocal(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, _zone);

    public DateTime ToUtc(DateTime local) => TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), _zone);
}

internal sealed class HouseOptions
{
    public const string China = "Asia/Shanghai";

    public string TimeZone { get; set; } = China;

    /// <summary>Where the pages are reached; the only source of links in mails.</summary>
    public string BaseAddress { get; set; } = "http://localhost:5080";

    /// <summary>Further names of the house that requests may bear; that of <see cref="BaseAddress"/> is one anyway.</summary>
    public string[] AllowedHosts { get; set; } = [];

    /// <summary>Addresses or networks of reverse proxies that are believed about who asks and by which scheme.</summary>
    public string[] KnownProxies { get; set; } = [];

    /// <summary>When mail leaves on workdays, local time, e.g. <c>08:30-11:30</c>; the end is not included. By default 08:30–11:30 and 14:30–17:30.</summary>
    public string[] SendWindows { get; set; } = [];

    // Configuration adds to a list that has items, so the default cannot stand in the property itself.
    public IReadOnlyList<string> SendWindowsInForce => SendWindows.Length > 0 ? SendWindows : ["08:30-11:30", "14:30-17:30"];

    /// <exception cref="InvalidOperationException">The machine does not know the zone.</exception>
    // A slim container may lack the time zone data; China has had one offset and no summer time since 1991.
    public TimeZoneInfo Zone() => TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? zone
        : TimeZone == China ? TimeZoneInfo.CreateCustomTimeZone(China, TimeSpan.FromHours(8), China, China)
        : throw new InvalidOperationException($"House:TimeZone is \"{TimeZone}\", which this machine does not know; install the time zone data or name another.");
}
