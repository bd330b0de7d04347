using System.Globalization;
using TaskTracker.Sweep;

namespace TaskTracker.Cli;

/// <summary>One line on the error stream that tells how far long work is; nothing where nobody watches.</summary>
internal sealed class ProgressLine(string what) : IProgress<SweepProgress>, IProgress<int>, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly bool _watched = !Console.IsErrorRedirected;
    private long _last;
    private bool _shown;

    public void Report(SweepProgress value) => Show(string.Create(CultureInfo.InvariantCulture, $"{value.Done}/{value.Total}"));

    public void Report(int value) => Show(value.ToString(CultureInfo.InvariantCulture));

    public void Show(string text)
    {
        if (_watched && (_last == 0 || TimeProvider.System.GetElapsedTime(_last) > Pause))
        {
            _last = TimeProvider.System.GetTimestamp();
            _shown = true;
            Console.Error.Write($"\r\u001b[K{what}: {text}");
        }
    }

    public void Dispose()
    {
        if (_shown)
        {
            Console.Error.Write("\r\u001b[K");
            _shown = false;
        }
    }
}
