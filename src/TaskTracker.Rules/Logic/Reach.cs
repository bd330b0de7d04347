using System.Collections.Immutable;
using System.Linq.Expressions;

namespace TaskTracker.Rules.Logic;

/// <summary>Whether a condition can hold at all. Where it cannot tell it says yes.</summary>
internal sealed class Reach
{
    private const int MostSteps = 5_000;
    private int _steps;

    public static bool CanHold(params IReadOnlyCollection<Proposition> all) =>
        new Reach().CanHold(ImmutableStack.CreateRange(all.Reverse()), ImmutableDictionary<string, Values>.Empty);

    /// <summary>Takes one proposition after the other, narrowing what each value can be, and goes back where nothing is left of one.</summary>
    private bool CanHold(ImmutableStack<Proposition> open, ImmutableDictionary<string, Values> values)
    {
        while (!open.IsEmpty)
        {
            if (++_steps > MostSteps)
            {
                return true;
            }

            open = open.Pop(out var next);
            switch (next)
            {
                case Proposition.Known known:
                    if (!known.Holds)
                    {
                        return false;
                    }

                    break;
                case Proposition.Both both:
                    open = open.Push(both.Right).Push(both.Left);
                    break;
                case Proposition.OneOf one:
                    if (CanHold(open.Push(one.Left), values))
                    {
                        return true;
                    }

                    open = open.Push(one.Right);
                    break;
                default:
                    var (key, narrowed) = Narrow(next, values);
                    if (narrowed is null)
                    {
                        return false;
                    }

                    values = values.SetItem(key, narrowed);
                    break;
            }
        }

        return true;
    }

    private static (string Key, Values? Narrowed) Narrow(Proposition atom, ImmutableDictionary<string, Values> values) => atom switch
    {
        Proposition.Flag flag => (flag.Key, values.GetValueOrDefault(flag.Key, Values.Any).With(flag)),
        Proposition.Text text => (text.Key, values.GetValueOrDefault(text.Key, Values.Any).With(text)),
        Proposition.Number number => (number.Key, values.GetValueOrDefault(number.Key, Values.Of(number)).With(number)),
        _ => throw new InvalidOperationException(atom.GetType().Name),
    };

    /// <summary>What a value can still be.</summary>
    private sealed record Values(bool? Flag, string? Text, ImmutableHashSet<string> NotTexts, decimal Low, decimal High, ImmutableHashSet<decimal> NotNumbers)
    {
        public static readonly Values Any = new(null, null, [], decimal.MinValue, decimal.MaxValue, []);

        public static Values Of(Proposition.Number number) => number.Range is { } range && Range.OfType(typeof(decimal))!.Value is var most && range.IsIn(most)
            ? Any with { Low = (decimal)range.Low, High = (decimal)range.High }
            : Any;

        public Values? With(Proposition.Flag flag) => Flag is { } known && known != flag.Holds ? null : this with { Flag = flag.Holds };

        public Values? With(Proposition.Text text) => text.Equal
            ? (Text is null || Text == text.Value) && !NotTexts.Contains(text.Value) ? this with { Text = text.Value } : null
            : Text == text.Value ? null : this with { NotTexts = NotTexts.Add(text.Value) };

        public Values? With(Proposition.Number number)
        {
            var v = number.Value;
            var whole = number.IsWhole;
            var next = number.Sign switch
            {
                ExpressionType.Equal => this with { Low = Math.Max(Low, v), High = Math.Min(High, v) },
                ExpressionType.NotEqual => this with { NotNumbers = NotNumbers.Add(v) },
                ExpressionType.LessThanOrEqual => this with { High = Math.Min(High, v) },
                ExpressionType.GreaterThanOrEqual => this with { Low = Math.Max(Low, v) },
                // What is less than v is at most v, and not v.
                ExpressionType.LessThan => this with { High = Math.Min(High, v), NotNumbers = NotNumbers.Add(v) },
                _ => this with { Low = Math.Max(Low, v), NotNumbers = NotNumbers.Add(v) },
            };
            return next.IsEmpty(whole) ? null : next;
        }

        private bool IsEmpty(bool whole)
        {
            var (low, high) = whole && Low > -1e18m && High < 1e18m ? (decimal.Ceiling(Low), decimal.Floor(High)) : (Low, High);
            while (whole && low <= high && NotNumbers.Contains(low))
            {
                low++;
            }

            while (whole && low <= high && NotNumbers.Contains(high))
            {
                high--;
            }

            return low > high || (low == high && NotNumbers.Contains(low));
        }
    }
}
