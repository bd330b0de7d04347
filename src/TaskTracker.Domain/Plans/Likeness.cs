namespace TaskTracker.Domain.Plans;

/// <summary>How alike two texts are: from 0 to 1, the share of neighbouring pairs of letters and digits that they have in common (Dice). Punctuation counts nothing.</summary>
internal sealed class Likeness
{
    private readonly Dictionary<(char, char), int> _pairs = [];
    private readonly int _count;

    public Likeness(string text)
    {
        Plain = string.Concat(text.Where(char.IsLetterOrDigit));
        var padded = Plain.Length == 1 ? Plain + Plain : Plain;
        foreach (var pair in padded.Zip(padded.Skip(1)))
        {
            _pairs[pair] = _pairs.GetValueOrDefault(pair) + 1;
            _count++;
        }
    }

    /// <summary>Letters and digits only.</summary>
    public string Plain { get; }

    public double To(Likeness other)
    {
        if (_count == 0 || other._count == 0)
        {
            return 0;
        }

        var (few, many) = _pairs.Count < other._pairs.Count ? (_pairs, other._pairs) : (other._pairs, _pairs);
        return 2.0 * few.Sum(p => Math.Min(p.Value, many.GetValueOrDefault(p.Key))) / (_count + other._count);
    }
}
