namespace TaskTracker.Features.Rehearsal;

internal sealed record DayTotal(DateOnly Day, int Level1, int Level2, int Level3, int Mails);

internal sealed record DepartmentTotal(string Department, int Level1, int Level2, int Level3);

/// <param name="Notices">Copies included.</param>
internal sealed record PersonTotal(int PersonId, string Person, string Department, int Notices, int Copies, int Mails, int MostInAWeek);

/// <summary>What was rehearsed, counted.</summary>
internal static class RehearsedTotals
{
    /// <summary>Days on which nothing is written are left out.</summary>
    public static IReadOnlyList<DayTotal> ByDay(this RehearsedMails all)
    {
        var mails = all.Mails.CountBy(m => m.Day).ToDictionary();
        return [.. all.Notices.GroupBy(n => n.Day).OrderBy(g => g.Key).Select(g => new DayTotal(g.Key, Of(g, 1), Of(g, 2), Of(g, 3), mails.GetValueOrDefault(g.Key)))];
    }

    /// <summary>Most first.</summary>
    public static IReadOnlyList<DepartmentTotal> ByDepartment(this RehearsedMails all) =>
        [.. all.Notices.GroupBy(n => n.Department).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => new DepartmentTotal(g.Key, Of(g, 1), Of(g, 2), Of(g, 3)))];

    /// <summary>Most mails first.</summary>
    public static IReadOnlyList<PersonTotal> ByPerson(this RehearsedMails all)
    {
        var told = all.Notices.SelectMany(n => n.Recipients).ToLookup(r => r.PersonId);
        var weeks = all.ByWeek().GroupBy(w => w.PersonId).ToDictionary(g => g.Key, g => g.Max(w => w.Mails));
        return
        [
            .. all.Mails.GroupBy(m => m.PersonId).OrderByDescending(g => g.Count()).ThenBy(g => g.Key)
                .Select(g => new PersonTotal(g.Key, g.First().Person, g.First().Department, told[g.Key].Count(), told[g.Key].Count(r => r.IsCopy), g.Count(), weeks[g.Key])),
        ];
    }

    /// <summary>Weeks run from Monday to Sunday; those without a mail for a person are left out.</summary>
    public static IReadOnlyList<WeekLine> ByWeek(this RehearsedMails all) => WeekLine.Of(all.Mails);

    private static int Of(IEnumerable<NoticeLine> notices, int level) => notices.Count(n => n.Level == level);
}
