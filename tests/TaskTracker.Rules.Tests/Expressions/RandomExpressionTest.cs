using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace TaskTracker.Rules.Tests.Expressions;

/// <summary>Random expressions, rendered with as few parentheses as C# needs, against an interpreter that shares no code with the translator: the C# runtime binder.</summary>
public sealed class RandomExpressionTest
{
    private const int Atom = 10, Unary = 9, Times = 8, Plus = 7, Relation = 6, Equality = 5, And = 4, Or = 3, Question = 1;

    [Property(MaxTest = 400)]
    public Property Expression_OfTheSubset_HoldsAsTheInterpreterSays() =>
        Prop.ForAll(Arb.From(Gen.Sized(size => Bool(Math.Min(size / 12, 5)))), Arb.From(Subjects()), (expression, subject) =>
        {
            var text = $"order.Paid == order.Paid && {Around(expression, Equality)}";
            var result = RuleBook.Load([Sample.FileOf(text)], Vocabulary.Of(typeof(OrderSubject)));
            if (result.Findings.Any(f => f.Code == "overflow"))
            {
                return true.ToProperty();
            }

            if (result.Findings is [{ Code: "unreachable" }])
            {
                return (Outcome(() => (bool)expression.Value(subject)) != "True").Label($"{text} holds all the same");
            }

            if (result.Findings.Count > 0)
            {
                return false.Label(string.Join('\n', [text, .. result.Findings]));
            }

            var rule = result.Book!.For<OrderSubject>().Rules[0];
            var expected = Outcome(() => (bool)expression.Value(subject));
            var mask = new ulong[1];
            return (Outcome(() => rule.Holds(subject)) == expected
                && (expected == "overflow" || rule.Explain(subject).Condition.Verdict.ToString() == expected)
                && (expected == "overflow" || Outcome(() => Masked(result.Book.For<OrderSubject>(), subject, mask)) == expected)).Label($"{text} should be {expected}");
        });

    private static bool Masked(RuleSet<OrderSubject> rules, OrderSubject subject, ulong[] mask)
    {
        rules.Evaluate(subject, mask);
        return mask[0] == 1;
    }

    private static string Outcome(Func<bool> decide)
    {
        try
        {
            return decide().ToString();
        }
        catch (OverflowException)
        {
            return "overflow";
        }
    }

    private static Gen<OrderSubject> Subjects() =>
        from days in Gen.OneOf(Gen.Choose(-3, 30), Gen.Constant(int.MaxValue))
        from staff in Gen.Choose(0, 5)
        from rating in Gen.OneOf(Gen.Constant<int?>(null), Gen.Choose(0, 5).Select(r => (int?)r))
        from total in Gen.Choose(-500, 5000)
        from paid in Gen.Elements(true, false)
        from steps in Gen.Choose(-2, 9).ListOf().Select(s => s.Take(4).ToList())
        from shipped in Gen.OneOf(Gen.Constant<DateOnly?>(null), Gen.Choose(-9, 9).Select(d => (DateOnly?)Sample.Today.AddDays(d)))
        select new OrderSubject(
            Sample.Shop with { Staff = staff },
            Sample.Order with { DaysWaited = days, Rating = rating, Total = total / 10m, Paid = paid, Steps = steps, Shipped = shipped, Items = staff > 3 ? [] : Sample.Order.Items });

    private static Gen<Sketch> Bool(int depth)
    {
        var leaves = Gen.Elements(
            new Sketch("order.Paid", Atom, s => s.Order.Paid),
            new Sketch("shop.IsOpen", Atom, s => s.Shop.IsOpen),
            new Sketch("true", Atom, _ => true),
            new Sketch("order.Rating != null && order.Rating > 2", And, s => s.Order.Rating > 2),
            new Sketch("order.Rating == null || order.Rating > 2", Or, s => !(s.Order.Rating <= 2)),
            new Sketch("order.Shipped == null || order.Shipped <= shop.Today", Or, s => s.Order.Shipped is not { } d || d.DayNumber <= s.Shop.Today.DayNumber),
            new Sketch("(order.Shipped ?? shop.Today) >= order.Placed", Relation, s => (s.Order.Shipped ?? s.Shop.Today).DayNumber >= s.Order.Placed.DayNumber),
            new Sketch("order.Steps.Any(s => s > shop.Staff)", Atom, s => s.Order.Steps.FirstOrDefault(x => x > s.Shop.Staff, int.MinValue) != int.MinValue),
            new Sketch("order.Items.All(i => i.Fragile || i.Price > 5)", Atom, s => !s.Order.Items.Any(i => !i.Fragile && i.Price <= 5)),
            new Sketch("shop.Name.StartsWith(\"Cor\")", Atom, s => s.Shop.Name[..3] == "Cor"),
            new Sketch("order.Steps.Any() && order.Steps.Max(s => s) > 3", And, s => s.Order.Steps.OrderDescending().FirstOrDefault() > 3));
        if (depth == 0)
        {
            return leaves;
        }

        return OneOf(
            () => leaves,
            () => Bool(depth - 1).Select(b => new Sketch("!" + Around(b, Unary), Unary, s => !(bool)b.Value(s))),
            () => Infix("&&", And, Bool(depth - 1), Bool(depth - 1), (l, r) => s => (bool)l(s) && (bool)r(s)),
            () => Infix("||", Or, Bool(depth - 1), Bool(depth - 1), (l, r) => s => (bool)l(s) || (bool)r(s)),
            () => Infix("==", Equality, Bool(depth - 1), Bool(depth - 1), (l, r) => s => (bool)l(s) == (bool)r(s), strict: true),
            () => Comparison(depth - 1),
            () => Comparison(depth - 1),
            () => Choice(Bool(depth - 1), Bool(depth - 1), Bool(depth - 1)));
    }

    private static Gen<Sketch> Comparison(int depth) =>
        from kinds in Kinds()
        from sign in Gen.Elements("==", "!=", "<", "<=", ">", ">=")
        from comparison in Infix(sign, sign is "==" or "!=" ? Equality : Relation, Number(depth, kinds.Left), Number(depth, kinds.Right), (l, r) => s =>
        {
            dynamic a = l(s), b = r(s);
            return sign switch { "==" => a == b, "!=" => a != b, "<" => a < b, "<=" => a <= b, ">" => a > b, _ => a >= b };
        }, strict: true)
        select comparison;

    private static Gen<(char Left, char Right)> Kinds() =>
        from left in Gen.Elements('i', 'l', 'd', 'm')
        from right in left switch { 'd' => Gen.Elements('i', 'l', 'd'), 'm' => Gen.Elements('i', 'l', 'm'), _ => Gen.Elements('i', 'l', 'd', 'm') }
        select (left, right);

    private static Gen<Sketch> Number(int depth, char kind)
    {
        var leaves = kind switch
        {
            'i' => Gen.OneOf(
                Gen.Choose(0, 40).Select(n => new Sketch($"{n}", Atom, _ => n)),
                Gen.Choose(1, 40).Select(n => new Sketch($"-{n}", Unary, _ => -n)),
                Gen.Elements(
                    new Sketch("order.DaysWaited", Atom, s => s.Order.DaysWaited),
                    new Sketch("shop.Staff", Atom, s => s.Shop.Staff),
                    new Sketch("(order.Rating ?? 3)", Atom, s => s.Order.Rating is { } r ? r : 3),
                    new Sketch("order.Steps.Sum(s => s * 2)", Atom, s => s.Order.Steps.Aggregate(0, (a, b) => a + b) * 2),
                    new Sketch("order.Items.Count(i => i.Fragile)", Atom, s => s.Order.Items.Where(i => i.Fragile).ToList().Count),
                    new Sketch("(shop.Staff > 0 ? 12 / shop.Staff : -1)", Atom, s => s.Shop.Staff == 0 ? -1 : 12 / s.Shop.Staff))),
            'l' => Gen.OneOf(Gen.Choose(3, 9).Select(n => new Sketch($"(order.Number - {n}000000000L)", Atom, s => s.Order.Number - (n * 1_000_000_000L))), Gen.Constant(new Sketch("order.Number", Atom, s => s.Order.Number))),
            'd' => Gen.OneOf(Gen.Choose(0, 99).Select(n => new Sketch($"{n / 10}.{n % 10}", Atom, _ => n / 10.0)), Gen.Constant(new Sketch("order.Share", Atom, s => s.Order.Share))),
            _ => Gen.OneOf(Gen.Choose(0, 99).Select(n => new Sketch($"{n / 10}.{n % 10}M", Atom, _ => n / 10m)), Gen.Constant(new Sketch("order.Total", Atom, s => s.Order.Total))),
        };
        if (depth == 0)
        {
            return leaves;
        }

        var divisor = Gen.Choose(2, 9).Select(n => new Sketch(kind switch { 'd' => $"{n}.5", 'm' => $"{n}M", _ => $"{n}" }, Atom, _ => kind switch { 'd' => n + 0.5, 'm' => (decimal)n, _ => n }));
        var narrower = kind switch { 'i' => 'i', 'l' => 'i', _ => 'l' };
        return OneOf(
            () => leaves,
            () => Number(depth - 1, kind).Select(n => new Sketch($"-({n.Text})", Unary, s => -(dynamic)n.Value(s))),
            () => Infix("+", Plus, Number(depth - 1, kind), Number(depth - 1, narrower), (l, r) => s => (dynamic)l(s) + (dynamic)r(s)),
            () => Infix("-", Plus, Number(depth - 1, narrower), Number(depth - 1, kind), (l, r) => s => (dynamic)l(s) - (dynamic)r(s)),
            () => Infix("*", Times, Number(depth - 1, kind), Number(depth - 1, kind), (l, r) => s => (dynamic)l(s) * (dynamic)r(s)),
            () => Infix("/", Times, Number(depth - 1, kind), divisor, (l, r) => s => (dynamic)l(s) / (dynamic)r(s)),
            () => Infix("%", Times, Number(depth - 1, kind), divisor, (l, r) => s => (dynamic)l(s) % (dynamic)r(s)),
            () => Choice(Bool(depth - 1), Number(depth - 1, kind), Number(depth - 1, kind)));
    }

    private static Gen<Sketch> Choice(Gen<Sketch> condition, Gen<Sketch> yes, Gen<Sketch> no) =>
        from c in condition
        from y in yes
        from n in no
        select new Sketch($"{Around(c, Question + 1)} ? {Around(y, Question)} : {Around(n, Question)}", Question, s => (bool)c.Value(s) ? y.Value(s) : n.Value(s));

    private static Gen<Sketch> Infix(
        string sign, int rank, Gen<Sketch> left, Gen<Sketch> right,
        Func<Func<OrderSubject, object>, Func<OrderSubject, object>, Func<OrderSubject, object>> value, bool strict = false) =>
        from l in left
        from r in right
        let inside = strict ? Plus : rank
        select new Sketch($"{Around(l, inside)} {sign} {Around(r, strict ? Plus : rank + 1)}", rank, value(l.Value, r.Value));

    /// <summary>Builds only what is picked; all at once would grow with the tenth power of the depth.</summary>
    private static Gen<Sketch> OneOf(params Func<Gen<Sketch>>[] choices) => Gen.Choose(0, choices.Length - 1).SelectMany(i => choices[i]());

    private static string Around(Sketch part, int rank) => part.Rank >= rank ? part.Text : $"({part.Text})";

    private sealed record Sketch(string Text, int Rank, Func<OrderSubject, object> Value)
    {
        public override string ToString() => Text;
    }
}
