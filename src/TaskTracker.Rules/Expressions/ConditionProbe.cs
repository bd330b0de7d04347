using System.Collections;
using System.Globalization;
using System.Linq.Expressions;

namespace TaskTracker.Rules.Expressions;

/// <summary>Evaluates every condition of a rule apart, with the values it reads.</summary>
internal sealed class ConditionProbe<TSubject>
{
    private readonly ConditionShape _shape;
    private readonly Func<TSubject, bool>? _test;
    private readonly IReadOnlyList<(string Path, Func<TSubject, object?> Value)> _reads;
    private readonly IReadOnlyList<ConditionProbe<TSubject>> _parts;

    public ConditionProbe(ConditionShape shape, SubjectCode<TSubject> code)
    {
        _shape = shape;
        _test = shape.Kind != ConditionKind.Test ? null : code.Compile<bool>(shape.Code!);
        _reads = [.. shape.Reads.Where(r => r.Code is not null).DistinctBy(r => r.Path)
            .Select(r => (r.Path, code.Compile<object?>(Expression.Convert(r.Code!, typeof(object)))))];
        _parts = [.. shape.Parts.Select(p => new ConditionProbe<TSubject>(p, code))];
    }

    public Condition Explain(TSubject subject)
    {
        IReadOnlyList<Condition> parts = [.. _parts.Select(p => p.Explain(subject))];
        IReadOnlyList<Reading> readings = [.. _reads.Select(r => ReadingOf(r.Path, () => r.Value(subject)))];
        return new Condition(_shape.Kind, _shape.Text, Verdict(subject, parts), readings, parts, _shape.Rule);
    }

    private bool? Verdict(TSubject subject, IReadOnlyList<Condition> parts) => _shape.Kind switch
    {
        ConditionKind.All or ConditionKind.Any when parts.Count == 0 => false,
        ConditionKind.All => parts.FirstOrDefault(p => p.Verdict != true) is { } first ? first.Verdict : true,
        ConditionKind.Any => parts.FirstOrDefault(p => p.Verdict != false) is { } first ? first.Verdict : false,
        ConditionKind.Not => !parts[0].Verdict,
        _ => OrNull(() => (bool?)_test!(subject)),
    };

    private static Reading ReadingOf(string path, Func<object?> value)
    {
        var raw = OrNull(value) switch
        {
            ICollection list => list.Count,
            IEnumerable list and not string => list.Cast<object?>().Count(),
            var scalar => scalar,
        };
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

    /// <summary>A condition that an earlier one guards is read here without its guard, so a missing value or a zero divisor is no fault.</summary>
    private static T? OrNull<T>(Func<T?> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InvalidOperationException or NullReferenceException or ArithmeticException or ArgumentNullException)
        {
            return default;
        }
    }
}
