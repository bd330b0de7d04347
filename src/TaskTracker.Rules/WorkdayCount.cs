namespace TaskTracker.Rules;

/// <summary>
/// A calendar, as far as day counts need it: the number of workdays after <paramref name="after"/> up to and including
/// <paramref name="upTo"/>; where that is earlier, minus the number the other way round, so that counts of adjoining spans add up.
/// </summary>
public delegate int WorkdayCount(DateOnly after, DateOnly upTo);
