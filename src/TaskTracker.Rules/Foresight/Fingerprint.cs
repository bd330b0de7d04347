using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using TaskTracker.Rules.Expressions;

namespace TaskTracker.Rules.Foresight;

/// <summary>
/// All that the verdicts of some rules follow from on every day, as numbers: the facts they read, and of those that count days the day from
/// which they count. Subjects with the same numbers have the same verdicts on each day on which their facts hold.
/// </summary>
internal sealed class Fingerprint<TSubject>
{
    private static readonly ConcurrentDictionary<string, long> Texts = new();
    private static long _texts;
    private static readonly MethodInfo TextId = typeof(Fingerprint<TSubject>).GetMethod(nameof(IdOf), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly Func<TSubject, long[]> _numbers;

    private Fingerprint(Func<TSubject, long[]> numbers) => _numbers = numbers;

    /// <returns>Null where a rule looks into lists or reads what is no number, text or day.</returns>
    public static Fingerprint<TSubject>? Of(IReadOnlyList<CheckedRule> rules)
    {
        if (rules.Count == 0)
        {
            return null;
        }

        var numbers = new List<Expression>();
        var reads = new Reads(rules[0].Vocabulary);
        foreach (var rule in rules)
        {
            reads.Visit(rule.Code);
        }

        foreach (var member in reads.Found.DistinctBy(m => m.ToString()))
        {
            var property = rules[0].Vocabulary.PropertyOf(member.Member)!;
            numbers.AddRange(property.Until.Select(d => Number(Expression.Property(member.Expression, d))).OfType<Expression>());
            if (property.Motion is { } motion)
            {
                var days = new[] { motion.Day, motion.From }.OfType<PropertyInfo>().Select(d => Number(Expression.Property(member.Expression, d))!).ToList();
                numbers.AddRange(days);

                // While a day is missing the number stays as it is.
                var missing = days.Select(d => (Expression)Expression.Equal(d, Expression.Constant(Missing))).Aggregate(Expression.OrElse);
                numbers.Add(Expression.Condition(missing, Number(member)!, Expression.Constant(0L)));
            }
            else if (Number(member) is { } number)
            {
                numbers.Add(number);
            }
            else
            {
                return null;
            }
        }

        return reads.LooksIntoLists ? null : new Fingerprint<TSubject>(new SubjectCode<TSubject>(rules[0].Facts).Compile<long[]>(Expression.NewArrayInit(typeof(long), numbers)));
    }

    public FingerprintKey Of(TSubject subject) => new(_numbers(subject));

    private const long Missing = long.MinValue;

    private static Expression? Number(Expression value)
    {
        if (Nullable.GetUnderlyingType(value.Type) is not null)
        {
            return Number(Expression.Property(value, "Value")) is { } number ? Expression.Condition(Expression.Property(value, "HasValue"), number, Expression.Constant(Missing)) : null;
        }

        return value.Type == typeof(bool) ? Expression.Condition(value, Expression.Constant(1L), Expression.Constant(0L))
            : value.Type == typeof(int) || value.Type == typeof(long) ? Expression.Convert(value, typeof(long))
            : value.Type == typeof(double) ? Expression.Call(typeof(BitConverter), nameof(BitConverter.DoubleToInt64Bits), null, value)
            : value.Type == typeof(DateOnly) ? Expression.Convert(Expression.Property(value, nameof(DateOnly.DayNumber)), typeof(long))
            : value.Type == typeof(string) ? Expression.Call(TextId, value)
            : null;
    }

    private static long IdOf(string? text) => text is null ? Missing : Texts.GetOrAdd(text, static _ => Interlocked.Increment(ref _texts));

    private sealed class Reads(Vocabulary vocabulary) : ExpressionVisitor
    {
        public List<MemberExpression> Found { get; } = [];

        public bool LooksIntoLists { get; private set; }

        protected override Expression VisitMember(MemberExpression node)
        {
            if (vocabulary.PropertyOf(node.Member) is not null)
            {
                Found.Add(node);
            }

            return base.VisitMember(node);
        }

        protected override Expression VisitLambda<T>(Expression<T> node)
        {
            LooksIntoLists = true;
            return node;
        }
    }
}

internal readonly struct FingerprintKey : IEquatable<FingerprintKey>
{
    private readonly long[] _numbers;
    private readonly int _hash;

    public FingerprintKey(long[] numbers)
    {
        var hash = new HashCode();
        foreach (var number in numbers)
        {
            hash.Add(number);
        }

        (_numbers, _hash) = (numbers, hash.ToHashCode());
    }

    public bool Equals(FingerprintKey other) => _hash == other._hash && _numbers.AsSpan().SequenceEqual(other._numbers);

    public override bool Equals(object? obj) => obj is FingerprintKey other && Equals(other);

    public override int GetHashCode() => _hash;
}
