namespace TaskTracker.Features.Rehearsal;

/// <summary>How much more one set of rules writes than another; below 0 where it is less.</summary>
/// <param name="Mails">More mails in the whole span.</param>
/// <param name="People">Who gets more mails than before.</param>
/// <param name="Notices">More matters told.</param>
internal sealed record Growth(int Mails, int People, int Notices, bool IsLarge)
{
    /// <summary>Both must be passed for a growth to be large: so many more, and so many times what was.</summary>
    public const int LargeFrom = 20;

    private const double LargeShare = 0.1;

    public static Growth Of(Rehearsed rehearsed)
    {
        var (before, after) = (rehearsed.Rules, rehearsed.Candidate);
        var then = before.Mails.CountBy(m => m.PersonId).ToDictionary();
        return new(
            after.Mails.Count - before.Mails.Count, after.Mails.CountBy(m => m.PersonId).Count(p => p.Value > then.GetValueOrDefault(p.Key)), after.Notices.Count - before.Notices.Count,
            IsMuchMore(before.Mails.Count, after.Mails.Count) || IsMuchMore(before.Notices.Count, after.Notices.Count));
    }

    private static bool IsMuchMore(int before, int after) => after - before >= LargeFrom && after - before > before * LargeShare;
}
