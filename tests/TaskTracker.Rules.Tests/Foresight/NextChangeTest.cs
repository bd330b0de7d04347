using FsCheck;
using FsCheck.Fluent;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Rules.Tests.Foresight;

/// <summary>What is said of days ahead, against evaluating every day of ten years.</summary>
public sealed class NextChangeTest
{
    private const int TenYears = 3653;
    private static readonly DateOnly Today = new(2024, 11, 20);
    private static readonly TestCalendar Weekdays = new([]);

    [Theory]
    [InlineData("loan.DaysLeft <= 30", 10)]
    [InlineData("loan.DaysLeft < 0", 41)]
    [InlineData("loan.IsOpen && loan.DaysLeft > 7 && loan.DaysLeft <= 30", 10)]
    [InlineData("loan.DaysLeft == 40", 1)]
    [InlineData("loan.DaysLeft == 20", 20)]
    [InlineData("loan.DaysLeft * 2 + 1 < loan.Progress", 29)]
    [InlineData("loan.WorkdaysLeft == 0", 40)]
    [InlineData("loan.WorkdaysLate >= 5", 47)]
    [InlineData("loan.Progress + 25 < loan.TimeGone", 16)]
    [InlineData("(loan.DaysSinceNote ?? 0) > 14", 10)]
    [InlineData("(loan.DaysLeft > 30 ? 1 : 2) == 2", 10)]
    [InlineData("loan.DaysLeft < loan.WorkdaysLate", 41)]
    [InlineData("loan.DaysLeft / 10 == 1", 21)]
    [InlineData("(loan.DaysLeft < 10) == loan.IsOpen", 31)]
    [InlineData("loan.DaysLeft * loan.Rate < 10.0", 21)]
    [InlineData("!loan.IsOpen && loan.DaysLeft <= 30", null)]
    [InlineData("!loan.IsOpen && loan.DaysLeft % 7 == 0", null)]
    [InlineData("loan.IsOpen || loan.DaysLeft % 7 == 0", null)]
    [InlineData("loan.DaysLeft > 50", null)]
    [InlineData("loan.DaysLeft > 50 && loan.WorkdaysLate < 20", null)]
    [InlineData("loan.Stars != null && loan.Stars > 2", null)]
    [InlineData("loan.DaysLeft % 7 == 0", 1)]
    [InlineData("loan.DaysLeft * loan.DaysLeft > 100", 1)]
    [InlineData("loan.LoansThisYear > 2", 42)]
    [InlineData("loan.LoansThisYear > 2 || loan.DaysLeft < 10", 42)]
    public void NextChange_OfARule_IsTheDayItsVerdictTurns(string expression, int? days)
    {
        var loan = new Loan(Today.AddDays(-10), Today.AddDays(40), Today.AddDays(40), Today.AddDays(-5), true, 25, 0.5, 5, null, []);
        RuleOf<LoanSubject>(expression).NextChange(loan.On(Today, Weekdays), Today, Weekdays.WorkdaysBetween).ShouldBe(days is { } n ? Today.AddDays(n) : null);
    }

    [Fact]
    public void NextChange_OfFactsThatEnd_IsTheirEndAtTheLatest()
    {
        var loan = new Loan(Today, Today, null, null, true, 0, 0, 0, null, []);
        var term = loan.TermOn(Today, Weekdays);
        RuleOf<TermSubject>("term.DaysLeft < -30").NextChange(term, Today, Weekdays.WorkdaysBetween).ShouldBe(new DateOnly(2024, 12, 11));
        RuleOf<TermSubject>("term.DaysLeft < -300").NextChange(term, Today, Weekdays.WorkdaysBetween).ShouldBe(new DateOnly(2025, 1, 1));
        RuleOf<TermSubject>("term.Number == 4").NextChange(term, Today, Weekdays.WorkdaysBetween).ShouldBe(new DateOnly(2025, 1, 1));
    }

    [Fact]
    public void NextChange_OfADisabledRule_IsNever()
    {
        var book = RuleBook.Load([new RuleFile("f", """{"WorkflowName":"w","Rules":[{"RuleName":"r","Enabled":false,"Expression":"loan.DaysLeft > 3"},{"RuleName":"s","Expression":"loan.DaysLeft > 3"}]}""")], Loan.Vocabulary).Book!;
        book.For<LoanSubject>().Rules[0].NextChange(new Loan(Today, Today, null, null, true, 0, 0, 0, null, []).On(Today, Weekdays), Today, Weekdays.WorkdaysBetween).ShouldBeNull();
    }

    [Fact]
    public void NextChange_WhereANumberWrapsAround_IsNotTooLate()
    {
        var loan = new Loan(Today, Today.AddDays(30), null, null, true, 1_000_000_000, 0, 0, null, []);
        var rule = RuleOf<LoanSubject>("loan.DaysLeft * 100000000 + loan.Progress > 0");
        AssertNeverLate(rule.Rule.Expression, loan, Weekdays, exact: false);
    }

    [Fact]
    public void NextChange_WithMoreConditionsThanAreTried_IsNotTooLate()
    {
        var many = string.Join(" || ", Enumerable.Range(100, 40).Select(n => $"loan.DaysLeft == {n}"));
        var loan = new Loan(Today, Today.AddDays(30), Today, null, true, 0, 0, 0, null, []);
        AssertNeverLate($"{many} || loan.DaysLeft == 20", loan, Weekdays, exact: true);
        AssertNeverLate($"{many} || loan.DaysLeft % 7 == 3", loan, Weekdays, exact: false);
    }

    [Fact]
    public void Jumps_FromChangeToChange_VisitEveryChange() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), Jumps());

    [LongFact]
    public void Jumps_FromChangeToChange_VisitEveryChange_Long() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(20_000), Jumps());

    private static Property Jumps() => Prop.ForAll(
        Arb.From(from exact in Gen.Elements(true, false)
                 from text in Gen.Choose(0, 3).SelectMany(depth => new Expressions(exact).Condition(depth))
                 from loan in Loans()
                 from exceptions in Gen.Choose(-400, 2500).Select(Today.AddDays).ListOf()
                 select (exact, text, loan, exceptions)),
        t => AssertNeverLate($"loan.IsOpen == loan.IsOpen && ({t.text})", t.loan, new TestCalendar(t.exceptions), t.exact));

    private static void AssertNeverLate(string expression, Loan loan, TestCalendar calendar, bool exact)
    {
        var result = RuleBook.Load([Sample.FileOf(expression)], Loan.Vocabulary);
        if (result.Findings.Count > 0)
        {
            result.Findings.ShouldAllBe(f => f.Code == "not-shared" || f.Code == "unlike-types" || f.Code == "overflow" || f.Code == "unreachable", expression);
            return;
        }

        var rule = result.Book!.For<LoanSubject>().Rules.Single();
        var verdicts = Enumerable.Range(0, TenYears + 1).Select(n => Verdict(rule, loan.On(Today.AddDays(n), calendar))).ToList();
        var day = 0;
        for (var jump = 0; jump < 40 && day < TenYears; jump++)
        {
            var turn = verdicts.FindIndex(day, v => v != verdicts[day]);
            var next = rule.NextChange(loan.On(Today.AddDays(day), calendar), Today.AddDays(day), calendar.WorkdaysBetween) is { } on ? on.DayNumber - Today.DayNumber : int.MaxValue;
            next.ShouldBeGreaterThan(day);
            var truth = turn < 0 ? int.MaxValue : turn;
            if (exact && verdicts[day] is not null)
            {
                (next > TenYears ? int.MaxValue : next).ShouldBe(truth, $"{expression} from day {day}");
            }

            next.ShouldBeLessThanOrEqualTo(truth, $"{expression} from day {day}");
            day = next == int.MaxValue ? TenYears : next;
        }
    }

    /// <returns>Null where a decimal grows beyond its type.</returns>
    private static bool? Verdict(CompiledRule<LoanSubject> rule, LoanSubject subject)
    {
        try
        {
            return rule.Holds(subject);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static CompiledRule<T> RuleOf<T>(string expression) => RuleBook.Load([Sample.FileOf(expression)], Loan.Vocabulary).Book!.For<T>().Rules.Single();

    private static Gen<Loan> Loans() =>
        from taken in Gen.Choose(-600, 600)
        from length in Gen.Choose(-5, 1500)
        from counted in Gen.OneOf(Gen.Constant<int?>(null), Gen.Choose(-300, 900).Select(n => (int?)n))
        from note in Gen.OneOf(Gen.Constant<int?>(null), Gen.Choose(-300, 30).Select(n => (int?)n))
        from open in Gen.Elements(true, false)
        from progress in Gen.Choose(0, 100)
        from rate in Gen.Elements(0, 0.5, -1.5, 3, 0.1, double.NaN, double.PositiveInfinity)
        from stars in Gen.Elements<int?>(null, 0, 3)
        from volumes in Gen.Choose(0, 400).ListOf()
        select new Loan(
            Today.AddDays(taken), Today.AddDays(taken + length), counted is { } c ? Today.AddDays(c) : null, note is { } n ? Today.AddDays(n) : null,
            open, progress, rate, progress / 3m, stars, [.. volumes.Take(3).Select(v => (v, Today.AddDays(-v)))]);

    /// <param name="exact">Only what can be foretold to the day.</param>
    private sealed class Expressions(bool exact)
    {
        public Gen<string> Condition(int depth)
        {
            var still = Gen.Elements("loan.IsOpen", "loan.Progress < 50", "loan.Stars != null && loan.Stars > 2", "loan.Volumes.Any(v => v.Pages > 100)", "loan.Kind == \"book\"", "loan.Rate > 0.1");
            if (depth == 0)
            {
                return Gen.OneOf(still, Comparison(1), Comparison(2));
            }

            return Gen.OneOf(
                Gen.Constant(0).SelectMany(_ => Comparison(depth)),
                Gen.Constant(0).SelectMany(_ => from a in Condition(depth - 1) from sign in Gen.Elements("&&", "||") from b in Condition(depth - 1) select $"({a}) {sign} ({b})"),
                Gen.Constant(0).SelectMany(_ => from a in Condition(depth - 1) select $"!({a})"),
                Gen.Constant(0).SelectMany(_ => from a in Condition(depth - 1) from sign in Gen.Elements("==", "!=") from b in Condition(depth - 1) select $"({a}) {sign} ({b})"),
                Gen.Constant(0).SelectMany(_ => from a in Condition(depth - 1) from b in Condition(depth - 1) from c in Condition(depth - 1) select $"({a}) ? ({b}) : ({c})"));
        }

        private Gen<string> Comparison(int depth) =>
            from sign in Gen.Elements("==", "!=", "<", "<=", ">", ">=")
            from moving in Moving(depth)
            from still in exact ? Still(depth) : Gen.OneOf(Still(depth), Moving(depth), Erratic())
            from flipped in Gen.Elements(true, false)
            select flipped ? $"{still} {sign} {moving}" : $"{moving} {sign} {still}";

        private static Gen<string> Moving(int depth)
        {
            var reads = Gen.Elements("loan.DaysLeft", "loan.WorkdaysLeft", "loan.WorkdaysLate", "(loan.DaysSinceNote ?? 7)", "loan.TimeGone");
            return depth == 0 ? reads : Gen.OneOf(
                reads,
                Gen.Constant(0).SelectMany(_ => from m in Moving(depth - 1) from s in Still(depth - 1) from sign in Gen.Elements("+", "-") select $"({m} {sign} {s})"),
                Gen.Constant(0).SelectMany(_ => from m in Moving(depth - 1) from s in Still(depth - 1) from sign in Gen.Elements("+", "-") select $"({s} {sign} {m})"),
                Gen.Constant(0).SelectMany(_ => from m in Moving(depth - 1) from s in Gen.Elements("2", "-3", "0", "1.5", "loan.Progress") select $"({m} * {s})"),
                Gen.Constant(0).SelectMany(_ => from m in Moving(depth - 1) from s in Gen.Elements("2", "-3", "7", "2.5") select $"({m} / {s})"),
                Gen.Constant(0).SelectMany(_ => from m in Moving(depth - 1) select $"(-{m})"),
                Gen.Constant(0).SelectMany(_ => from m in Moving(depth - 1) from s in Still(0) select $"(loan.IsOpen ? {m} : {s})"));
        }

        private static Gen<string> Still(int depth)
        {
            var leaves = Gen.OneOf(Gen.Choose(-60, 400).Select(n => n < 0 ? $"({n})" : $"{n}"), Gen.Elements("loan.Progress", "(loan.Stars ?? 4)", "loan.Volumes.Count()", "loan.Volumes.Sum(v => v.Pages)"));
            return depth == 0 ? leaves : Gen.OneOf(leaves, from a in leaves from b in leaves from sign in Gen.Elements("+", "-", "*") select $"({a} {sign} {b})");
        }

        private static Gen<string> Erratic() => Gen.Elements(
            "loan.LoansThisYear", "(loan.DaysLeft % 7)", "(loan.DaysLeft * loan.DaysLeft)", "(loan.DaysLeft > 20 ? loan.WorkdaysLate : 3)", "(loan.TimeGone > 50 ? 30 : 60)",
            "loan.Volumes.Sum(v => v.Age)", "loan.Volumes.Count(v => v.Age > loan.TimeGone)", "(loan.DaysLeft == 0 ? 1 : 100 / loan.DaysLeft)", "(loan.DaysLeft * 100000000)", "(loan.WorkdaysLate * 90000000)", "(loan.DaysLeft * loan.Rate)", "(loan.DaysLeft * loan.Price)");
    }
}
