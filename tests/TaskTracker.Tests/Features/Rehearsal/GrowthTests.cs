using TaskTracker.Features.Rehearsal;

namespace TaskTracker.Tests.Features.Rehearsal;

public sealed class GrowthTests
{
    private static readonly DateOnly Monday = new(2024, 11, 18);

    [Theory]
    [InlineData(0, 19, false)]
    [InlineData(0, 20, true)]
    [InlineData(100, 119, false)]
    [InlineData(200, 220, false)]
    [InlineData(200, 221, true)]
    [InlineData(221, 200, false)]
    public void Growth_WhenTwentyMoreAndMoreThanATenthMore_IsLarge(int before, int after, bool isLarge)
    {
        Growth.Of(Of(Mails(before), Mails(after))).ShouldBe(new Growth(after - before, after > before ? 1 : 0, 0, isLarge));
    }

    [Fact]
    public void NewlyOverCap_WhenAPersonHadAsManyInSomeWeekBefore_LeavesThatPersonOut()
    {
        var before = Week(Monday, person: 1, 5).Concat(Week(Monday, person: 2, 4));
        var after = Week(Monday.AddDays(7), person: 1, 5).Concat(Week(Monday, person: 2, 5)).Concat(Week(Monday, person: 3, 4));
        var rehearsed = Of(Rules([.. before]), Rules([.. after]));
        rehearsed.IsWithinCap.ShouldBeFalse();
        rehearsed.NewlyOverCap().Select(w => (w.PersonId, w.Mails)).ShouldBe([(2, 5)]);
    }

    private static Rehearsed Of(RehearsedMails before, RehearsedMails after) => new(Monday, Monday.AddDays(89), 4, before, after, []);

    private static RehearsedMails Mails(int count) => Rules([.. Enumerable.Range(0, count).Select(i => Mail(Monday.AddDays(i), 1))]);

    private static IEnumerable<MailLine> Week(DateOnly monday, int person, int mails) => Enumerable.Range(0, mails).Select(i => Mail(monday.AddDays(i), person));

    private static MailLine Mail(DateOnly day, int person) => new(day, person, $"{person}", "甲局", 1, 1);

    private static RehearsedMails Rules(MailLine[] mails) => new([], mails, [.. WeekLine.Of(mails).Where(w => w.Mails > 4)]);
}
