using System.Runtime.CompilerServices;
using TaskTracker.Domain.Calendar;

namespace TaskTracker.Domain.Tests.Calendar;

/// <summary>The calendar files of this repository.</summary>
internal static class ShippedCalendars
{
    private static readonly Lazy<WorkCalendar> Loaded = new(() => CalendarFile.ReadAll(Files(), out _)!);

    public static WorkCalendar Calendar => Loaded.Value;

    public static IEnumerable<(string Name, byte[] Utf8)> Files() =>
        Directory.EnumerateFiles(Folder(), "*.json").Order(StringComparer.Ordinal).Select(path => (Path.GetFileName(path), File.ReadAllBytes(path)));

    private static string Folder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../rules/calendars"));
}
