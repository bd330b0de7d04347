using System.Buffers;
using System.Globalization;

namespace TaskTracker.Rules.Json;

/// <summary>
/// Reads the fields of one JSON object strictly: a field that is missing, of another type, or unknown is a finding at its place.
/// Every reading method gives a harmless default after a finding, so that reading goes on and all findings come out together.
/// Call <see cref="Done"/> last: it reports the fields that nobody asked for.
/// </summary>
public sealed class JsonFields
{
    /// <summary>What every database keeps exactly: numbers below this, with so many decimals.</summary>
    private const decimal TooLarge = 100_000_000_000_000m;

    private const int Decimals = 4;

    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r'))]);

    private readonly JsonAt _node;
    private readonly Findings _findings;
    private readonly HashSet<string> _known = [];

    public JsonFields(JsonAt node, Findings findings)
    {
        _node = node;
        _findings = findings;
        if (node.Kind != JsonKind.Object)
        {
            findings.Add(node, "wrong-type", $"An object {{…}} is expected here, not {Describe(node.Kind)}.");
        }
    }

    public JsonAt At => _node;

    /// <summary>The value of a field as it stands, or null where it is absent or null.</summary>
    public JsonAt? Any(string name)
    {
        _known.Add(name);
        return _node[name] is { Kind: not JsonKind.Null } value ? value : null;
    }

    /// <param name="longest">In characters.</param>
    public string Text(string name, int longest = int.MaxValue)
    {
        var value = Required(name, JsonKind.String);
        if (value is not null && string.IsNullOrWhiteSpace(value.Text))
        {
            _findings.Add(value, "empty-field", $"\"{name}\" must not be empty.");
        }

        RefuseLong(name, value, longest);
        return string.IsNullOrWhiteSpace(value?.Text) ? "" : value.Text;
    }

    /// <summary>The text together with its place; after a finding the place is the object's.</summary>
    public (string Text, JsonAt At) TextAt(string name, int longest = int.MaxValue) => (Text(name, longest), _node[name] ?? _node);

    public string? OptionalText(string name) => Optional(name, JsonKind.String)?.Text;

    /// <returns>Null after a finding, for a number on which other checks hang.</returns>
    public int? IntegerOrNull(string name, int min, int max) => ToInteger(Required(name, JsonKind.Number), name, min, max);

    public int Integer(string name, int min, int max) => ToInteger(Required(name, JsonKind.Number), name, min, max) ?? min;

    public int? OptionalInteger(string name, int min, int max) => ToInteger(Optional(name, JsonKind.Number), name, min, max);

    public decimal Number(string name) => ToNumber(Required(name, JsonKind.Number), name) ?? 0;

    public decimal? OptionalNumber(string name) => ToNumber(Optional(name, JsonKind.Number), name);

    /// <summary>One of a few fixed texts.</summary>
    public string OneOf(string name, IReadOnlyList<string> texts)
    {
        var value = Required(name, JsonKind.String);
        if (value is not null && !texts.Contains(value.Text))
        {
            _findings.Add(value, "unknown-word", $"\"{name}\" is \"{value.Text}\"; it may be {string.Join(", ", texts)}.");
        }

        return value?.Text ?? texts[0];
    }

    public bool OptionalFlag(string name, bool otherwise) => Optional(name, JsonKind.Boolean) is { } value ? value.Text == "true" : otherwise;

    /// <summary>A calendar day written <c>2024-02-09</c>.</summary>
    public DateOnly Day(string name) => ToDay(Required(name, JsonKind.String), name) ?? default;

    /// <inheritdoc cref="Day"/>
    public DateOnly? OptionalDay(string name) => ToDay(Optional(name, JsonKind.String), name);

    /// <summary>One word out of the names of an enumeration, or the words given for them.</summary>
    public T Word<T>(string name, IReadOnlyDictionary<string, T> words, T otherwise)
        where T : struct => ToWord(Required(name, JsonKind.String), name, words) ?? otherwise;

    /// <inheritdoc cref="Word{T}"/>
    public T? OptionalWord<T>(string name, IReadOnlyDictionary<string, T> words)
        where T : struct => ToWord(Optional(name, JsonKind.String), name, words);

    public IReadOnlyList<JsonAt> List(string name) => Required(name, JsonKind.Array)?.Items ?? [];

    public IReadOnlyList<JsonAt> OptionalList(string name) => Optional(name, JsonKind.Array)?.Items ?? [];

    /// <param name="longest">Of each text, in characters.</param>
    public IReadOnlyList<string> OptionalTexts(string name, int longest = int.MaxValue) => [.. OptionalTextsAt(name, longest).Select(t => t.Text)];

    /// <summary>Texts that are not empty, each with its place.</summary>
    public IReadOnlyList<JsonAt> OptionalTextsAt(string name, int longest = int.MaxValue)
    {
        var texts = new List<JsonAt>();
        foreach (var item in OptionalList(name))
        {
            if (item.Kind == JsonKind.String && !string.IsNullOrWhiteSpace(item.Text))
            {
                texts.Add(item);
                RefuseLong(name, item, longest);
                RefuseControls(name, item);
            }
            else
            {
                _findings.Add(item, "wrong-type", $"\"{name}\" is a list of texts; this is {Describe(item.Kind)}.");
            }
        }

        return texts;
    }

    public JsonFields? OptionalObject(string name) => Optional(name, JsonKind.Object) is { } value ? new JsonFields(value, _findings) : null;

    public JsonFields Object(string name) => new(Required(name, JsonKind.Object) ?? EmptyObject(), _findings);

    /// <summary>Reports the fields that no reading method asked for, each with the nearest known name.</summary>
    public void Done()
    {
        foreach (var member in _node.Members.Where(m => !_known.Contains(m.Name)))
        {
            var nearest = NearestName.Of(member.Name, _known) is { } near ? $" Did you mean \"{near}\"?" : $" Known here: {string.Join(", ", _known)}.";
            _findings.Add(member.Line, member.Column, "unknown-field", $"There is no field \"{member.Name}\".{nearest}");
        }
    }

    private JsonAt EmptyObject() => JsonFile.Parse("{}", new Findings(_findings.File))!;

    private JsonAt? Required(string name, JsonKind kind)
    {
        _known.Add(name);
        if (_node[name] is null && _node.Kind == JsonKind.Object)
        {
            _findings.Add(_node, "missing-field", $"The field \"{name}\" is missing.");
            return null;
        }

        return OfKind(name, _node[name], kind);
    }

    private JsonAt? Optional(string name, JsonKind kind) => OfKind(name, Any(name), kind);

    private JsonAt? OfKind(string name, JsonAt? value, JsonKind kind)
    {
        if (value is null || value.Kind == kind)
        {
            RefuseControls(name, value);
            return value;
        }

        _findings.Add(value, "wrong-type", $"\"{name}\" must be {Describe(kind)}, not {Describe(value.Kind)}.");
        return null;
    }

    private void RefuseLong(string name, JsonAt? value, int longest)
    {
        if (value?.Text.Length > longest)
        {
            _findings.Add(value, "too-long", $"\"{name}\" has {value.Text.Length} characters; at most {longest} are kept.");
        }
    }

    /// <summary>They cannot be seen, not every database keeps them, and in a mail they do harm.</summary>
    private void RefuseControls(string name, JsonAt? value)
    {
        if (value is { Kind: JsonKind.String } && value.Text.AsSpan().IndexOfAny(Controls) is >= 0 and var index)
        {
            var (line, column) = value.PositionInText(index);
            _findings.Add(line, column, "control-character", $"\"{name}\" holds an invisible control character (U+{(int)value.Text[index]:X4}); remove it.");
        }
    }

    private int? ToInteger(JsonAt? value, string name, int min, int max)
    {
        if (value is null)
        {
            return null;
        }

        if (value.TryGetInteger(out var number) && number >= min && number <= max)
        {
            return number;
        }

        _findings.Add(value, "out-of-range", $"\"{name}\" must be a whole number from {min} to {max}, not {value.Text}.");
        return null;
    }

    private decimal? ToNumber(JsonAt? value, string name)
    {
        if (value is null)
        {
            return null;
        }

        if (!value.TryGetNumber(out var number) || Math.Abs(number) >= TooLarge)
        {
            _findings.Add(value, "out-of-range", $"\"{name}\" is {value.Text}, which is too large a number.");
            return null;
        }

        if (decimal.Round(number, Decimals) != number)
        {
            _findings.Add(value, "out-of-range", $"\"{name}\" is {value.Text}; at most {Decimals} decimals are kept, so round it.");
            return null;
        }

        return number;
    }

    private DateOnly? ToDay(JsonAt? value, string name)
    {
        if (value is null)
        {
            return null;
        }

        if (DateOnly.TryParseExact(value.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        _findings.Add(value, "not-a-date", $"\"{name}\" must be a date written like 2024-02-09, not \"{value.Text}\".");
        return null;
    }

    private T? ToWord<T>(JsonAt? value, string name, IReadOnlyDictionary<string, T> words)
        where T : struct
    {
        if (value is null)
        {
            return null;
        }

        if (words.TryGetValue(value.Text, out var word))
        {
            return word;
        }

        _findings.Add(value, "unknown-word", $"\"{name}\" is \"{value.Text}\"; it may be {string.Join(", ", words.Keys)}.");
        return null;
    }

    private static string Describe(JsonKind kind) => kind switch
    {
        JsonKind.Object => "an object",
        JsonKind.Array => "a list",
        JsonKind.String => "a text",
        JsonKind.Number => "a number",
        JsonKind.Boolean => "true or false",
        _ => "null",
    };
}
