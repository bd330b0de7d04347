using FsCheck;
using FsCheck.Fluent;

namespace TaskTracker.Rules.Tests.Foresight;

public sealed class SignalsTest
{
    private static readonly DateOnly First = new(2024, 1, 1), Last = new(2026, 12, 31);
    private static readonly TestCalendar Weekdays = new([]);

    private const string Loans = """
        { "WorkflowName": "loans", "Rules": [
          { "RuleName": "soon", "Expression": "loan.IsOpen && loan.DaysLeft <= 30 && loan.DaysLeft >= 0" },
          { "RuleName": "late", "Expression": "loan.IsOpen && loan.WorkdaysLate >= 5" },
          { "RuleName": "silent", "Expression": "loan.IsOpen && (loan.DaysSinceNote ?? 0) > 60" } ] }
        """;

    private const string Terms = """
        { "WorkflowName": "terms", "Rules": [
          { "RuleName": "over", "Expression": "term.DaysLeft < 0" },
          { "RuleName": "last", "Expression": "term.Number == 10 && loan.IsOpen" } ] }
        """;

    [Fact]
    public void Signals_OfAHistory_AreThoseOfEveryDay() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(40), Prop.ForAll(
        Arb.From(Gen.Choose(-200, 1000)), Arb.From(Gen.Choose(-200, 1000).ListOf()), Arb.From(Gen.Choose(-300, 900)), (due, changes, note) =>
        {
            var days = changes.Take(5).Select(First.AddDays).ToList();
            Loan LoanOn(DateOnly day)
            {
                var passed = days.Count(d => d <= day);
                return new Loan(First, First.AddDays(due + (passed * 40)), First.AddDays(due), First.AddDays(note + passed), passed % 3 != 1, 0, 0, 0, null, []);
            }

            Verify(BookOf(Loans).For<LoanSubject>(), d => LoanOn(d).On(d, Weekdays));
            Verify(BookOf(Terms).For<TermSubject>(), d => d > First.AddDays(700) && days.Count(c => c <= d) == 2 ? null : LoanOn(d).TermOn(d, Weekdays), days.Append(First.AddDays(701)));

            void Verify<T>(RuleSet<T> rules, Func<DateOnly, T?> facts, IEnumerable<DateOnly>? more = null)
                where T : class
            {
                var asked = 0;
                var signals = rules.Signals(new FactHistory<T>("s", d => { asked++; return facts(d)!; }, [.. more ?? days]), First, Last, Weekdays.WorkdaysBetween);
                for (var day = First; day <= Last; day = day.AddDays(1))
                {
                    var holding = facts(day) is { } f ? rules.Evaluate(f).Select(r => r.Rule.Name) : [];
                    signals.Where(s => s.From <= day && (s.Until is null || s.Until > day)).Select(s => s.Rule.Name).ShouldBe(holding, ignoreOrder: true, $"{day:O}");
                }

                asked.ShouldBeLessThan(60);
            }
        }));

    [Fact]
    public void Difference_OfTwoVersions_NamesWhatAppearsVanishesAndMoves()
    {
        var (before, after) = (BookOf(Loans), BookOf(Loans.Replace(">= 5", ">= 10", StringComparison.Ordinal).Replace("silent", "quiet", StringComparison.Ordinal)));
        var loan = new Loan(First, new(2024, 7, 1), new(2024, 7, 1), new(2024, 3, 1), true, 0, 0, 0, null, []);
        var history = new FactHistory<LoanSubject>("loan:1", d => loan.On(d, Weekdays), []);
        IReadOnlyList<RuleSignal> Of(RuleBook book) => book.For<LoanSubject>().Signals(history, First, Last, Weekdays.WorkdaysBetween);

        SignalDifference.Between(Of(before), Of(before)).ShouldBeEmpty();
        SignalDifference.Between(Of(before), Of(after)).Select(d => (d.Before?.Rule.Name, d.Before?.From, d.After?.Rule.Name, d.After?.From)).ShouldBe(
        [
            ("late", new(2024, 7, 8), "late", new(2024, 7, 15)),
            (null, null, "quiet", new(2024, 5, 1)),
            ("silent", new(2024, 5, 1), null, null),
        ]);
    }

    private static RuleBook BookOf(string text) => RuleBook.Load([new RuleFile("f", text)], Loan.Vocabulary).Book!;
}
