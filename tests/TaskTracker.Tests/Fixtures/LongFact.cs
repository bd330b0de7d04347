namespace TaskTracker.Tests.Fixtures;

/// <summary>A soak or long search: runs only with <c>tests/run.sh --long</c>, else shows as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LongFactAttribute : FactAttribute
{
    public LongFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("TASKTRACKER_TEST_LONG") != "1")
        {
            Skip = "Long: run tests/run.sh --long.";
        }
    }
}
