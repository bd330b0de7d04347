using TaskTracker.Rules.Json;

namespace TaskTracker.Rules.Tests.Expressions;

public sealed class RefusedTest
{
    /// <summary>The place is marked by ^ in front of the first character of what is wrong.</summary>
    [Theory]
    [InlineData("^ordr.Paid", "unknown-name", "Did you mean \"order\"?")]
    [InlineData("order.^DaysWeited > 1", "unknown-member", "Did you mean \"DaysWaited\"?")]
    [InlineData("order.^daysWaited > 1", "unknown-member", "Did you mean \"DaysWaited\"?")]
    [InlineData("shop.Name.^Containz(\"x\")", "unknown-function", "Did you mean \"Contains\"?")]
    [InlineData("order.Items.^First(i => i.Fragile)", "unknown-function", "Known here: Any")]
    [InlineData("order.Items.Any(i => i.^Pices > 1)", "unknown-member", "Did you mean \"Pieces\"?")]
    [InlineData("order.Items.^Count > 1", "unknown-member", "is a list")]
    [InlineData("^Math.Max(1, 2) > order.DaysWaited", "unknown-name", "There is no fact \"Math\"")]
    [InlineData("order.Paid && ^Foo(order.Paid)", "unknown-function", "There is no function \"Foo\"")]
    [InlineData("order.DaysWaited ^== \"7\"", "unlike-types", "whole number")]
    [InlineData("order.Paid ^== 1", "unlike-types", "true/false")]
    [InlineData("order.Paid ^> shop.IsOpen", "unlike-types", "compares numbers or dates")]
    [InlineData("shop.Name ^> \"a\"", "unlike-types", "compares numbers or dates")]
    [InlineData("shop.Name ^+ \"a\" == \"b\"", "unlike-types", "computes with numbers")]
    [InlineData("order.Placed ^== \"2024-01-01\"", "unlike-types", "date")]
    [InlineData("order.Placed ^- shop.Today > 1", "unlike-types", "computes with numbers")]
    [InlineData("order.Total ^> order.Share", "unlike-types", "do not mix")]
    [InlineData("order.Share ^* 0.5M > 1", "unlike-types", "do not mix")]
    [InlineData("^order.DaysWaited && order.Paid", "unlike-types", "a condition")]
    [InlineData("!^order.DaysWaited", "unlike-types", "a condition")]
    [InlineData("^-order.Paid", "unlike-types", "needs a number")]
    [InlineData("^order.DaysWaited ? order.Paid : shop.IsOpen", "unlike-types", "a condition")]
    [InlineData("(^order.Paid ? 1 : \"a\") == 1", "unlike-types", "cannot stand together")]
    [InlineData("^order.DaysWaited + 1", "unlike-types", "A rule is a condition")]
    [InlineData("^order", "unlike-types", "A rule is a condition")]
    [InlineData("order.Items.Count() == ^order.Items", "unlike-types", "is a list")]
    [InlineData("order.Items.Sum(i => ^i.Name) == 1", "unlike-types", "needs a number")]
    [InlineData("order.Items.Any(i => ^i.Name)", "unlike-types", "a condition")]
    [InlineData("shop.Name.Contains(^1)", "unlike-types", "takes a text")]
    [InlineData("^order.Rating > 3", "missing-value", "order.Rating ?? 0")]
    [InlineData("^order.Rating == 3", "missing-value", "order.Rating ?? 0")]
    [InlineData("^order.Points > 3", "missing-value", "?? 0L")]
    [InlineData("^order.Discount > 3", "missing-value", "?? 0M")]
    [InlineData("^order.Gift", "missing-value", "may be missing")]
    [InlineData("order.Paid && ^order.Gift", "missing-value", "?? false")]
    [InlineData("^order.Shipped < shop.Today", "missing-value", "?? another date")]
    [InlineData("^shop.Owner == \"x\"", "missing-value", "?? \"\"")]
    [InlineData("^shop.Owner.Contains(\"x\")", "missing-value", "?? \"\"")]
    [InlineData("shop.Name.Contains(^shop.Owner)", "missing-value", "?? \"\"")]
    [InlineData("order.Rating == null && ^order.Rating > 3", "missing-value", "")]
    [InlineData("order.Rating != null || ^order.Rating > 3", "missing-value", "")]
    [InlineData("^order.Rating > 3 && order.Rating != null", "missing-value", "")]
    [InlineData("(order.Paid ? ^order.Rating : 3) > 1", "missing-value", "")]
    [InlineData("(order.Discount ?? ^0.5) > 1", "unlike-types", "?? 0M")]
    [InlineData("(order.Distance ?? ^0M) > 1", "unlike-types", "?? 0.0")]
    [InlineData("(order.Rating ?? ^\"none\") > 1", "unlike-types", "?? 0")]
    [InlineData("order.Gift != null && ^order.Gift", "not-shared", "order.Gift == true")]
    [InlineData("order.Gift != null && !^order.Gift", "not-shared", "order.Gift == true")]
    [InlineData("order.Rating != null && ^order.Rating + 0.5 > 1", "not-shared", "Use ??")]
    [InlineData("order.Rating != null && ^order.Rating != 0.5", "not-shared", "Use ??")]
    [InlineData("order.Rating == null || (^order.Paid ? order.Rating : 0.5) > 1", "not-shared", "")]
    [InlineData("(order.Rating ?? ^order.Points) > 1", "not-shared", "different kinds")]
    [InlineData("^order.DaysWaited - 5L > 1", "not-shared", "in spite of the L")]
    [InlineData("(^100 - 3000000000L) < order.Number", "not-shared", "in spite of the L")]
    [InlineData("(^order.Paid ? order.DaysWaited : 5L) > 1", "not-shared", "")]
    [InlineData("order.Number > ^5l", "not-in-the-language", "plainly")]
    [InlineData("order.Total < ^79228162514264337593543950335M", "number-too-large", "335.0M")]
    [InlineData("^shop.Name == \"a.b\" ? (order.Paid) : order.Paid", "ambiguous", "name of a type")]
    [InlineData("order.Paid^\u00A0&& order.Paid", "not-in-the-language", "plain spaces")]
    [InlineData("order.Paid^\u2003&& order.Paid", "not-in-the-language", "plain spaces")]
    [InlineData("^(order.Rating ?? order.Rating) > 1", "missing-value", "")]
    [InlineData("(^order.DaysWaited ?? 0) > 1", "never-missing", "")]
    [InlineData("^order.DaysWaited != null", "never-missing", "")]
    [InlineData("^shop.Name != null", "never-missing", "")]
    [InlineData("order.DaysWaited > ^null", "missing-value", "")]
    [InlineData("order.Paid ? ^null : order.Paid", "missing-value", "")]
    [InlineData("order.DaysWaited / ^0 > 1", "division-by-zero", "divides by zero")]
    [InlineData("order.DaysWaited % ^0.0 > 1", "division-by-zero", "divides by zero")]
    [InlineData("order.DaysWaited / ^-1 > 1", "division-by-zero", "write a minus")]
    [InlineData("order.DaysWaited / ^shop.Staff > 1", "division-by-zero", "may be zero")]
    [InlineData("order.DaysWaited / ^(1 - 1) > 1", "division-by-zero", "may be zero")]
    [InlineData("shop.Staff >= 0 && order.DaysWaited / ^shop.Staff > 1", "division-by-zero", "may be zero")]
    [InlineData("order.Items.Count() >= 0 && ^order.Items.Max(i => i.Price) > 1", "missing-value", "may be empty")]
    [InlineData("^order.Steps.Min(s => s) > 1", "missing-value", "may be empty")]
    [InlineData("order.DaysWaited > ^3000000000", "number-too-large", "3000000000L")]
    [InlineData("order.DaysWaited > -^2147483648", "number-too-large", "")]
    [InlineData("order.Number > ^99999999999999999999", "number-too-large", "")]
    [InlineData("order.Number > ^9223372036854775808L", "number-too-large", "")]
    [InlineData("order.Share > ^1e999", "number-too-large", "")]
    [InlineData("order.Share > ^1e3", "not-in-the-language", "plainly")]
    [InlineData("order.DaysWaited > ^0xFF", "not-in-the-language", "plainly")]
    [InlineData("order.DaysWaited > ^0b11", "not-in-the-language", "plainly")]
    [InlineData("order.DaysWaited > ^1_000", "not-in-the-language", "plainly")]
    [InlineData("order.DaysWaited > ^5u", "not-in-the-language", "plainly")]
    [InlineData("order.Share > ^.5", "not-in-the-language", "plainly")]
    [InlineData("order.Share > ^5f", "not-in-the-language", "plainly")]
    [InlineData("^", "empty-expression", "empty")]
    [InlineData("^   ", "empty-expression", "empty")]
    [InlineData("order.Paid &&^", "malformed-expression", "")]
    [InlineData("order.Paid ^shop.IsOpen", "malformed-expression", "")]
    [InlineData("order.DaysWaited > 1 ^== 2 > 1", "ambiguous", "")]
    [InlineData("order.Gift ?? order.Paid ? true : false", "ambiguous", "")]
    [InlineData("order.Items.Any(^order => order.Paid)", "name-taken", "")]
    [InlineData("order.Items.Any(^it => it.Fragile)", "name-taken", "")]
    [InlineData("order.Items.Any(^I => I.Fragile)", "name-taken", "")]
    [InlineData("order.Items.Any(i => order.Steps.Any(^i => i > 1))", "name-taken", "")]
    [InlineData("order.Items.Any(^(i) => i.Fragile)", "wrong-arguments", "")]
    [InlineData("order.Items.Any(i => i.Fragile, ^i => i.Fragile)", "wrong-arguments", "")]
    [InlineData("order.Items.^All()", "wrong-arguments", "")]
    [InlineData("order.Items.^Sum() > 1", "wrong-arguments", "")]
    [InlineData("shop.Name.^Contains()", "wrong-arguments", "")]
    [InlineData("shop.Name.^Contains(\"a\", \"b\")", "wrong-arguments", "")]
    [InlineData("order.Items.Any(^predicate: i => i.Fragile)", "not-in-the-language", "")]
    public void Expression_WhenNotOfTheSubset_IsRefusedAtItsPlace(string marked, string code, string says)
    {
        var finding = Sample.FindingsOf(marked.Replace("^", "", StringComparison.Ordinal)).ShouldHaveSingleItem();
        finding.Code.ShouldBe(code, finding.ToString());
        finding.Message.ShouldContain(says);
        if (code != "ambiguous")
        {
            ColumnIn(finding, marked).ShouldBe(marked.IndexOf('^', StringComparison.Ordinal), finding.ToString());
        }
    }

    [Theory]
    [InlineData("order.GetType() == null")]
    [InlineData("order.Paid.GetType().Assembly != null")]
    [InlineData("\"\".GetType().Assembly.GetType(\"System.IO.File\") != null")]
    [InlineData("shop.Name.Length > 3")]
    [InlineData("shop.Name.Substring(1) == \"a\"")]
    [InlineData("shop.Name.Contains('a')")]
    [InlineData("shop.Name[0] == shop.Name[1]")]
    [InlineData("order.ToString().Contains(\"a\")")]
    [InlineData("order.Equals(order)")]
    [InlineData("order.Items.Any().GetHashCode() == 1")]
    [InlineData("order.Rating.HasValue")]
    [InlineData("order.Rating.Value > 1")]
    [InlineData("order.Placed.AddDays(1) > shop.Today")]
    [InlineData("order.Placed.Year > 2000")]
    [InlineData("System.IO.File.Exists(\"x\")")]
    [InlineData("System.Environment.Exit(1)")]
    [InlineData("global::System.Environment.HasShutdownStarted")]
    [InlineData("DateTime.Now > order.Placed")]
    [InlineData("typeof(string) != null && order.Paid")]
    [InlineData("nameof(order) == \"order\"")]
    [InlineData("sizeof(int) == 4 && order.Paid")]
    [InlineData("default(bool) || order.Paid")]
    [InlineData("(bool)order.Paid")]
    [InlineData("(object)order != null")]
    [InlineData("order.Paid is true")]
    [InlineData("order is null")]
    [InlineData("(order as object) != null")]
    [InlineData("order.Paid switch { true => true, _ => false }")]
    [InlineData("order with { Paid = true } == order")]
    [InlineData("new string('a', 9) == shop.Name")]
    [InlineData("new { a = 1 }.a == order.DaysWaited")]
    [InlineData("new[] { 1 }.Any()")]
    [InlineData("stackalloc int[3] == null")]
    [InlineData("order.Paid = true")]
    [InlineData("order.DaysWaited += 1")]
    [InlineData("order.DaysWaited++ > 1")]
    [InlineData("--order.DaysWaited > 1")]
    [InlineData("+order.DaysWaited > 1")]
    [InlineData("~order.DaysWaited > 1")]
    [InlineData("order.DaysWaited << 2 > 1")]
    [InlineData("order.DaysWaited >> 2 > 1")]
    [InlineData("(order.DaysWaited & 1) == 1")]
    [InlineData("order.Paid | shop.IsOpen")]
    [InlineData("order.Paid ^ shop.IsOpen")]
    [InlineData("order.Paid and shop.IsOpen")]
    [InlineData("not order.Paid")]
    [InlineData("order.Paid <> shop.IsOpen")]
    [InlineData("order?.Paid == true")]
    [InlineData("order!.Paid")]
    [InlineData("order.Gift!")]
    [InlineData("order.Items[0].Fragile")]
    [InlineData("order.Items.Any<object>(i => true) && order.Paid")]
    [InlineData("order.Items.Any(i => { return true; })")]
    [InlineData("order.Items.Any(async i => i.Fragile)")]
    [InlineData("order.Items.Any(static i => i.Fragile)")]
    [InlineData("order.Items.Any(delegate { return true; })")]
    [InlineData("order.Items.Any(order.Paid)")]
    [InlineData("i => i.Paid")]
    [InlineData("(() => true)()")]
    [InlineData("order.Paid && (x => true)")]
    [InlineData("order.Items.Select(i => i.Name).Any()")]
    [InlineData("from i in order.Items select i")]
    [InlineData("await order.Paid")]
    [InlineData("throw null")]
    [InlineData("order.Gift ?? throw null")]
    [InlineData("$\"{order.Paid}\" == \"True\"")]
    [InlineData("@\"a\" == shop.Name")]
    [InlineData("\"\"\"a\"\"\" == shop.Name")]
    [InlineData("\"a\"u8 == shop.Name")]
    [InlineData("\"\\u0041\" == shop.Name")]
    [InlineData("\"\\n\" == shop.Name")]
    [InlineData("@order.Paid")]
    [InlineData("\\u006frder.Paid")]
    [InlineData("order.\\u0047etType() != null")]
    [InlineData("order.Pa\u200Did")]
    [InlineData("\u043Erder.Paid")]
    [InlineData("order.Paid \uFF06\uFF06 shop.IsOpen")]
    [InlineData("order.DaysWaited \uFF1E 1")]
    [InlineData("order.Paid\u202E && shop.IsOpen")]
    [InlineData("order.Paid // && false")]
    [InlineData("order.Paid /* && false */")]
    [InlineData("#if true\norder.Paid")]
    [InlineData("order.Paid; shop.IsOpen")]
    [InlineData("order.Paid, shop.IsOpen")]
    [InlineData("(order.Paid, shop.IsOpen)")]
    [InlineData("order.Paid)")]
    [InlineData("((order.Paid)")]
    [InlineData("it.Paid")]
    [InlineData("iif(order.Paid, true, false)")]
    [InlineData("np(order.Paid)")]
    [InlineData("order.Items.Any(Fragile)")]
    [InlineData("\"abc")]
    [InlineData("\0")]
    [InlineData("order.Paid \0")]
    [InlineData("__makeref(order) == null")]
    [InlineData("__arglist")]
    [InlineData("a<b>(c)")]
    [InlineData("order.DaysWaited..5")]
    [InlineData("^1 == 1")]
    [InlineData("true")]
    [InlineData("1 == 1")]
    public void Expression_WhenHostile_IsRefused(string expression) => Sample.FindingsOf(expression).ShouldNotBeEmpty();

    public static TheoryData<string, string> Deep { get; } = new()
    {
        { "parentheses", $"{new string('(', 1000)}order.Paid{new string(')', 1000)}" },
        { "open parentheses", new string('(', 100_000) },
        { "nots", new string('!', 2000) + "order.Paid" },
        { "a million nots", new string('!', 1_000_000) + "order.Paid" },
        { "minuses", string.Concat(Enumerable.Repeat("- ", 1500)) + "order.DaysWaited == 1" },
        { "ands", string.Join(" && ", Enumerable.Repeat("order.Paid", 5000)) },
        { "short ands", string.Join("&&", Enumerable.Repeat("a", 1300)) },
        { "sums", string.Join("+", Enumerable.Repeat("1", 1900)) + "==1" },
        { "questions", string.Concat(Enumerable.Repeat("a?", 1900)) },
        { "otherwises", string.Join("??", Enumerable.Repeat("a", 1300)) },
        { "dots", "a" + string.Concat(Enumerable.Repeat(".a", 1900)) },
        { "lambdas", string.Concat(Enumerable.Repeat("a=>", 1300)) + "a" },
        { "calls", string.Concat(Enumerable.Repeat("a(", 1900)) },
        { "generics", string.Concat(Enumerable.Repeat("a<", 1900)) },
        { "interpolations", string.Concat(Enumerable.Repeat("$\"{", 1300)) },
        { "digits", "order.DaysWaited == " + new string('9', 3900) },
        { "names", new string('x', 3900) },
        { "brackets", new string('[', 3900) },
        { "quotes", new string('"', 3900) },
    };

    [Theory]
    [MemberData(nameof(Deep))]
    public void Expression_WhenTooDeepOrLong_IsRefusedWithoutExhaustingTheStack(string what, string expression)
    {
        IReadOnlyList<Finding> findings = [];
        // 256 KB is what a small thread has; the main thread would hide a deep recursion.
        var thread = new Thread(() => findings = Sample.FindingsOf(expression), 256 * 1024);
        thread.Start();
        thread.Join(TimeSpan.FromSeconds(20)).ShouldBeTrue(what);
        findings.ShouldNotBeEmpty(what);
    }

    [Fact]
    public void Expression_WhenAsDeepAsAllowed_IsRead()
    {
        Sample.Holds($"{new string('(', 32)}!order.Paid{new string(')', 32)}").ShouldBeFalse();
        Sample.Holds(string.Join(" && ", Enumerable.Repeat("order.Paid", 200))).ShouldBeTrue();
        Sample.Holds(string.Concat(Enumerable.Range(1, 60).Select(n => $"order.DaysWaited == {n} ? order.Paid : ")) + "false").ShouldBeTrue();
    }

    [Theory]
    [InlineData("&&", 495)]
    [InlineData("||", 495)]
    [InlineData("==", 1)]
    [InlineData("?", 245)]
    public void Expression_WhenAsLongAsAllowed_IsReadExplainedAndForetoldOnASmallStack(string sign, int count)
    {
        var expression = sign == "?" ? string.Concat(Enumerable.Repeat("p ? p : ", count)) + "p" : string.Join(sign, Enumerable.Repeat("p", count + 1));
        var text = $$"""{ "WorkflowName": "w", "Rules": [ { "RuleName": "r", "LocalParams": [ { "Name": "p", "Expression": "order.Paid" } ], "Expression": "{{expression}}" } ] }""";
        var done = false;
        var thread = new Thread(
            () =>
            {
                var rule = RuleBook.Load([new RuleFile("f", text)], Vocabulary.Of(typeof(OrderSubject))).Book!.For<OrderSubject>().Rules[0];
                done = rule.Explain(Sample.Subject).Holds && rule.NextChange(Sample.Subject, Sample.Today, (_, _) => 0) is null;
            },
            1024 * 1024);
        thread.Start();
        thread.Join();
        done.ShouldBeTrue();
    }

    [Fact]
    public void Expression_WithSeveralFaults_ShowsThemAll()
    {
        var findings = Sample.FindingsOf("ordr.Paid && order.Payd || order.Rating > 3 && order.Paid == 1");
        findings.Select(f => f.Code).ShouldBe(["unknown-name", "unknown-member", "missing-value", "unlike-types"]);
    }

    private static int ColumnIn(Finding finding, string marked)
    {
        var escapes = marked[..Math.Max(0, marked.IndexOf('^', StringComparison.Ordinal))].Count(c => c is '"' or '\\');
        return finding.Column - Sample.ExpressionColumn - escapes;
    }
}
