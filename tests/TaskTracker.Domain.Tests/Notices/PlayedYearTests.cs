using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TaskTracker.Domain.Notices;
using TaskTracker.Domain.Progress;
using TaskTracker.Domain.Tests.Calendar;

namespace TaskTracker.Domain.Tests.Notices;

/// <summary>Laws of notices over a random year, day after day, under the shipped rules.</summary>
public sealed class PlayedYearTests
{
    [Property(MaxTest = 40)]
    public Property Notices_WhenAYearIsPlayed_AreWrittenByTheLaws() => Prop.ForAll(Years().ToArbitrary(), year =>
    {
        var played = PlayedYear.Play(year).ToList();
        var written = played.Where(p => p.Decision.Outcome == NoticeOutcome.Written).ToList();

        foreach (var one in played)
        {
            one.ReallyHolds.ShouldBeTrue($"{Name(one)} was signalled although counting by hand says it doesn't hold");
        }

        foreach (var one in written)
        {
            var (holding, consequence) = (one.Decision.Holding, one.Decision.Holding.Consequence);
            ShippedCalendars.Calendar.IsWorkday(one.On).ShouldBeTrue($"{Name(one)} on a day off");
            one.Beside.ShouldAllBe(h => h.Consequence.Notify == null || h.Consequence.Level <= consequence.Level, $"{Name(one)} beside a higher level");
            one.Decision.Occurrence.ShouldBe(one.EarlierInEpisode, $"{Name(one)} skipped or repeated an occurrence");
            one.Decision.Occurrence.ShouldBeLessThanOrEqualTo(consequence.Notify!.RepeatWorkdays.Count, Name(one));
            one.Decision.Episode.ShouldBeLessThanOrEqualTo(one.On);
            one.Decision.Recipients.Select(r => r.PostId).ShouldBeUnique();
            one.Decision.Recipients.ShouldContain(r => !r.IsCopy);
        }

        written.Select(w => (w.Decision.Holding.Subject.Key, w.Decision.Holding.Rule.Name, w.Decision.Episode, w.Decision.Occurrence)).ShouldBeUnique();
        foreach (var episode in written.GroupBy(w => (w.Decision.Holding.Subject.Key, w.Decision.Holding.Rule.Name, w.Decision.Episode)))
        {
            var gaps = episode.Zip(episode.Skip(1), (a, b) => ShippedCalendars.Calendar.WorkdaysBetween(a.On, b.On)).ToList();
            gaps.Zip(episode.First().Decision.Holding.Consequence.Notify!.RepeatWorkdays).ShouldAllBe(g => g.First >= g.Second, $"{episode.Key} repeated too soon");
        }
    });

    [Property(MaxTest = 20)]
    public Property Notices_WhenNobodyIsMissingAndNothingHigherHolds_AreWrittenOnTheFirstWorkday() => Prop.ForAll(Years().ToArbitrary(), year =>
    {
        var unwritten = PlayedYear.Play(year with { OfficeVacantUntil = DateOnly.MinValue }).Where(p =>
            p.EarlierInEpisode == 0 && p.Decision.Outcome != NoticeOutcome.Written && ShippedCalendars.Calendar.IsWorkday(p.On)
            && p.Beside.All(h => h.Consequence.Level <= p.Decision.Holding.Consequence.Level));

        unwritten.Select(Name).ShouldBeEmpty();
    });

    [Fact]
    public void Notices_WhenNobodyEverActs_ClimbTheLevelsAndFallSilentInTheEnd()
    {
        var year = new Year(new(2024, 1, 2), new(2024, 1, 2), [new(2024, 3, 29)], [], new HashSet<DateOnly>(), DateOnly.MinValue);

        var written = PlayedYear.Play(year).Where(p => p.Decision.Outcome == NoticeOutcome.Written)
            .Select(p => $"{p.On:MM-dd} {p.Decision.Holding.Consequence.Level} {p.Decision.Holding.Rule.Name} {p.Decision.Occurrence}");

        written.ShouldBe([
            "01-02 1 due-within-90-days 0",
            "01-10 1 not-accepted-5-workdays 0",
            "01-17 1 not-accepted-5-workdays 1",
            "01-24 2 not-accepted-15-workdays 0",
            "02-06 2 not-accepted-15-workdays 1",
            "02-28 1 due-within-30-days 0",
            "03-11 2 not-accepted-15-workdays 2",
            "03-22 1 due-within-7-days 0",
            "04-01 1 overdue-1-workday 0",
            "04-08 2 overdue-5-workdays 0",
            "04-15 2 overdue-5-workdays 1",
            "04-22 3 overdue-15-workdays 0",
            "05-08 3 overdue-15-workdays 1",
            "05-09 2 not-accepted-15-workdays 3",
            "06-04 3 overdue-15-workdays 2",
            "07-31 3 overdue-15-workdays 3",
        ]);
    }

    private static string Name(PlayedDecision p) => $"{p.Decision.Holding.Rule.Name} of {p.Decision.Holding.Subject.Key} on {p.On:O} ({p.Decision.Outcome})";

    private static Gen<Year> Years() =>
        from active in Days.Random("2023-09-01", "2024-09-30")
        from assigned in Days.Random("2023-09-01", "2024-06-30")
        from due in Days.Random("2024-01-05", "2024-12-31").ListOf()
        from commands in Command().ListOf()
        from missed in Days.Random("2024-01-01", "2024-12-31").ListOf()
        from outage in Gen.Choose(0, 20)
        from vacant in Days.Random("2023-12-31", "2024-12-31")
        select new Year(
            active, assigned, [.. due.Take(3)], [.. commands.OrderBy(c => c.On)],
            missed.Take(4).SelectMany(d => Days.Between(d, d.AddDays(outage))).ToHashSet(), vacant);

    private static Gen<ProgressCommand> Command() =>
        from day in Days.Random("2024-01-02", "2024-12-31")
        from percent in Gen.Choose(0, 100)
        from key in Gen.Elements("0", "1", "2")
        from extension in Gen.Choose(1, 120)
        from command in Gen.Frequency<ProgressCommand>(
            (2, Gen.Constant<ProgressCommand>(new Accept(day, "甲"))),
            (5, Gen.Constant<ProgressCommand>(new SubmitReport(day, "甲", ReportedState.Behind, percent, "", ""))),
            (2, Gen.Constant<ProgressCommand>(new ReturnReport(day, "督", "无佐证"))),
            (2, Gen.Constant<ProgressCommand>(new GrantExtension(day, "督", key, day.AddDays(extension), "雨季"))),
            (1, Gen.Constant<ProgressCommand>(new ConfirmMilestone(day, "督", key))),
            (1, Gen.Constant<ProgressCommand>(new Close(day, "督"))))
        select command;
}
