using System.Diagnostics;
using System.Runtime.InteropServices;

namespace TaskTracker.Domain.Tests;

/// <summary>What this thread has computed, so that other work on the machine does not count; on other systems than Linux, time as it goes by.</summary>
internal static class ThreadTime
{
    private const int ThreadClock = 3;

    public static TimeSpan Of(Action work)
    {
        var begun = Now();
        work();
        return Now() - begun;
    }

    private static TimeSpan Now() => OperatingSystem.IsLinux() && ReadClock(ThreadClock, out var now) == 0
        ? TimeSpan.FromSeconds(now.Seconds) + TimeSpan.FromTicks(now.Nanoseconds / 100)
        : Stopwatch.GetElapsedTime(0);

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int ReadClock(int clock, out Moment moment);

    private struct Moment
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
