using System.Globalization;
using System.Linq.Expressions;
using TaskTracker.Rules.Sentences;

namespace TaskTracker.Rules.Expressions;

/// <summary>Evaluates every condition of a rule apart, with the values it reads, in one piece of code.</summary>
internal sealed class ConditionProbe<TSubject>
{
    private readonly Action<TSubject, object?[]> _fill;
    private readonly int _slots;
    private readonly Node _root;

    public ConditionProbe(CheckedRule rule)
    {
        var code = new SubjectCode<TSubject>(rule.Facts);
        var slots = new List<Expression>();
        var words = new ConditionWords(rule.Vocabulary);
        _root = NodeOf(rule.Shape, slots, words);
        var values = Expression.Parameter(typeof(object[]), "values");
        var lines = slots.Select((slot, i) => (Expression)Expression.Assign(Expression.ArrayAccess(values, Expression.Constant(i)), slot)).Append(Expression.Empty());
        _slots = slots.Count;
        _fill = Expression.Lambda<Action<TSubject, object?[]>>(code.Visit(Expression.Block(lines)), code.Subject, values).Compile();
    }

    public Condition Explain(TSubject subject)
    {
        var values = new object?[_slots];
        _fill(subject, values);
        return Explain(_root, values);
    }

    private static Condition Explain(Node node, object?[] values)
    {
        var parts = node.Parts.Count == 0 ? (IReadOnlyList<Condition>)[] : [.. node.Parts.Select(p => Explain(p, values))];
        var readings = new Reading[node.Reads.Count];
        for (var i = 0; i < readings.Length; i++)
        {
            readings[i] = ReadingOf(node.Reads[i].Path, values[node.Reads[i].Slot]);
        }

        return new Condition(node.Shape.Kind, node.Shape.Text, Verdict(node, values, parts), readings, parts, node.Shape.Rule) { Words = node.Words };
    }

    private static bool? Verdict(Node node, object?[] values, IReadOnlyList<Condition> parts) => node.Shape.Kind switch
    {
        ConditionKind.All or ConditionKind.Any when parts.Count == 0 => false,
        ConditionKind.All => parts.FirstOrDefault(p => p.Verdict != true) is { } first ? first.Verdict : true,
        ConditionKind.Any => parts.FirstOrDefault(p => p.Verdict != false) is { } first ? first.Verdict : false,
        ConditionKind.Not => !parts[0].Verdict,
        _ => (bool?)values[node.Test],
    };

    private static Reading ReadingOf(string path, object? raw)
    {
        var text = raw switch
        {
            null => null,
            bool flag => flag ? "true" : "false",
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => raw.ToString(),
        };
        return new Reading(path, text, raw);
    }

    private static Node NodeOf(ConditionShape shape, List<Expression> slots, ConditionWords words)
    {
        var reads = new List<(string, int)>();
        foreach (var read in shape.Reads.Where(r => r.Code is not null).DistinctBy(r => r.Path))
        {
            reads.Add((read.Path, slots.Count));
            slots.Add(SlotOf(CountOrValue(read.Code!)));
        }

        var test = shape.Kind == ConditionKind.Test ? slots.Count : -1;
        if (test >= 0)
        {
            slots.Add(SlotOf(shape.Code!));
        }

        return new Node(shape, test, reads, [.. shape.Parts.Select(p => NodeOf(p, slots, words))], words.Of(shape));
    }

    /// <summary>A condition that an earlier one guards is read here without its guard, so a missing value or a zero divisor is no fault.</summary>
    private static Expression SlotOf(Expression code)
    {
        var value = (Expression)Expression.Convert(code, typeof(object));
        if (Needs.Of(code) is { } needs)
        {
            value = Expression.Condition(needs, value, Expression.Constant(null));
        }

        var failure = Expression.Parameter(typeof(Exception), "failure");
        return MayFail.In(code)
            ? Expression.TryCatch(value, Expression.Catch(failure, Expression.Constant(null), Expression.Or(Expression.TypeIs(failure, typeof(InvalidOperationException)), Expression.TypeIs(failure, typeof(ArithmeticException)))))
            : value;
    }

    private static Expression CountOrValue(Expression code) =>
        Kinds.InWords(code.Type) == "list" ? Expression.Property(code, typeof(IReadOnlyCollection<>).MakeGenericType(code.Type.GetGenericArguments()[0]).GetProperty("Count")!) : code;

    private sealed record Node(ConditionShape Shape, int Test, IReadOnlyList<(string Path, int Slot)> Reads, IReadOnlyList<Node> Parts, ConditionWords.Template Words);

    /// <summary>Only lists, whose items are not guarded here, and decimals can fail.</summary>
    private sealed class MayFail : ExpressionVisitor
    {
        private bool _found;

        public static bool In(Expression code)
        {
            var visitor = new MayFail();
            visitor.Visit(code);
            return visitor._found;
        }

        protected override Expression VisitBinary(BinaryExpression node)
        {
            _found |= node.Type == typeof(decimal);
            return base.VisitBinary(node);
        }

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            _found |= node.Method.DeclaringType == typeof(Enumerable);
            return base.VisitMethodCall(node);
        }
    }
}
