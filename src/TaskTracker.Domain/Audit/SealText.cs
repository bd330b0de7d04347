using System.Globalization;
using System.Text;

namespace TaskTracker.Domain.Audit;

/// <summary>A seal as a text that can be kept outside: the signed lines, the signature, and perhaps the heads of all chains behind an empty line.</summary>
/// <param name="Heads">Null where the text has none, as in a mail.</param>
public sealed record SealText(AuditSeal Seal, IReadOnlyList<AuditHead>? Heads)
{
    public const string Title = "tasktracker-seal 1";

    public static string Line(AuditHead head) => string.Create(CultureInfo.InvariantCulture, $"{head.Hash} {head.Sequence} {head.Subject}");

    public static string Write(AuditSeal seal) => $"{seal.Content}signature: {seal.Signature}\n";

    public static string Write(AuditSeal seal, IEnumerable<AuditHead> heads)
    {
        var text = new StringBuilder(Write(seal)).Append('\n');
        foreach (var head in heads.OrderBy(h => h.Hash, StringComparer.Ordinal))
        {
            text.Append(Line(head)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Reads a seal from a text in which it may stand anywhere, e.g. a mail that was saved: what is before it, indentation, and the kind of line ends don't count.</summary>
    /// <exception cref="FormatException">There is no whole seal in it; the message names the line.</exception>
    public static SealText Read(string text)
    {
        var lines = text.Split('\n').Select(l => l.Trim('\r', ' ', '\t', '>', '\u3000', '\uFEFF')).ToList();
        var start = lines.IndexOf(Title);
        if (start < 0)
        {
            throw new FormatException($"There is no line \"{Title}\" in it, with which a seal begins.");
        }

        var next = start;
        string Field(string name)
        {
            next++;
            return next < lines.Count && lines[next].StartsWith(name + ": ", StringComparison.Ordinal) ? lines[next][(name.Length + 2)..]
                : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Line {next + 1} must be \"{name}: …\"."));
        }

        try
        {
            var seal = new AuditSeal
            {
                Number = int.Parse(Field("number"), NumberStyles.None, CultureInfo.InvariantCulture),
                Day = DateOnly.ParseExact(Field("day"), "yyyy-MM-dd", CultureInfo.InvariantCulture),
                At = DateTime.Parse(Field("at"), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal),
                Chains = int.Parse(Field("chains"), NumberStyles.None, CultureInfo.InvariantCulture),
                Entries = long.Parse(Field("entries"), NumberStyles.None, CultureInfo.InvariantCulture),
                Root = Field("root"), Changes = Field("changes"), Previous = Field("previous"), Key = Field("key"), Signature = Field("signature"),
            };
            var heads = lines.Skip(next + 1).SkipWhile(l => l.Length == 0).TakeWhile(l => l.Length > 0).Select(Head).TakeWhile(h => h is not null).Select(h => h!).ToList();
            return new(seal, heads.Count == 0 && seal.Chains > 0 ? null : heads);
        }
        catch (Exception e) when (e is OverflowException or FormatException)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"The seal is malformed at line {next + 1}: {e.Message}"), e);
        }
    }

    private static AuditHead? Head(string line) => line.Split(' ', 3) is [{ Length: 64 } hash, var sequence, var subject]
        && int.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new(subject, number, hash) : null;
}
