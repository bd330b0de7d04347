using System.Globalization;
using System.Text.Json;

namespace TaskTracker.Rules.Json;

public enum JsonKind { Object, Array, String, Number, Boolean, Null }

/// <summary>A JSON value that remembers where it stands in its file.</summary>
public sealed class JsonAt
{
    private readonly SourceLines _source;
    private readonly int _start;

    internal JsonAt(SourceLines source, int start, JsonKind kind, string text, IReadOnlyList<JsonMember>? members = null, IReadOnlyList<JsonAt>? items = null)
    {
        _source = source;
        _start = start;
        Kind = kind;
        Text = text;
        Members = members ?? [];
        Items = items ?? [];
    }

    public JsonKind Kind { get; }

    /// <summary>Counted from 1.</summary>
    public int Line => _source.PositionOf(_start).Line;

    /// <summary>Counted from 1, in characters.</summary>
    public int Column => _source.PositionOf(_start).Column;

    /// <summary>The decoded text of a string, the digits of a number as written, <c>true</c>, <c>false</c>, <c>null</c>; else empty.</summary>
    public string Text { get; }

    /// <summary>The members of an object in file order; empty for other kinds.</summary>
    public IReadOnlyList<JsonMember> Members { get; }

    /// <summary>The items of an array; empty for other kinds.</summary>
    public IReadOnlyList<JsonAt> Items { get; }

    public JsonAt? this[string name] => Members.FirstOrDefault(m => m.Name == name).Value;

    public bool TryGetNumber(out decimal value)
    {
        value = 0;
        return Kind == JsonKind.Number && decimal.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    public bool TryGetInteger(out int value)
    {
        value = 0;
        return Kind == JsonKind.Number && int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>The value without spaces and with the members of objects in alphabetical order, so that equal content gives equal text.</summary>
    public string ToCanonicalJson() => Kind switch
    {
        JsonKind.Object => $"{{{string.Join(',', Members.OrderBy(m => m.Name, StringComparer.Ordinal).Select(m => $"{Quoted(m.Name)}:{m.Value.ToCanonicalJson()}"))}}}",
        JsonKind.Array => $"[{string.Join(',', Items.Select(i => i.ToCanonicalJson()))}]",
        JsonKind.String => Quoted(Text),
        _ => Text,
    };

    /// <summary>Where the character at <paramref name="index"/> of a string's decoded text stands in the file, escapes counted as written.</summary>
    public (int Line, int Column) PositionInText(int index) => _source.PositionOf(_source.SkipStringCharacters(_start + 1, index));

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}

/// <summary>A member of an object; the position is that of its name.</summary>
public readonly struct JsonMember
{
    private readonly SourceLines _source;
    private readonly int _start;

    internal JsonMember(SourceLines source, int start, string name, JsonAt value)
    {
        _source = source;
        _start = start;
        Name = name;
        Value = value;
    }

    public string Name { get; }
    public JsonAt Value { get; }
    public int Line => _source.PositionOf(_start).Line;
    public int Column => _source.PositionOf(_start).Column;
}
