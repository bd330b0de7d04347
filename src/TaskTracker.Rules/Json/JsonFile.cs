using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TaskTracker.Rules.Json;

/// <summary>Reads JSON into values that know their line and column. Names that appear twice in one object are findings, since one of the two would be lost silently.</summary>
public static class JsonFile
{
    private const int MaxDepth = 64;

    /// <returns>The root value, or null where the text is no JSON; then <paramref name="findings"/> says where and why.</returns>
    public static JsonAt? Parse(string text, Findings findings) => Parse(Encoding.UTF8.GetBytes(text), findings);

    /// <inheritdoc cref="Parse(string, Findings)"/>
    public static JsonAt? Parse(byte[] utf8, Findings findings)
    {
        if (Utf8Text.Decode(utf8, findings) is null)
        {
            return null;
        }

        utf8 = Utf8Text.WithoutMark(utf8).ToArray();
        var source = new SourceLines(utf8);
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            reader.Read();
            var root = ReadValue(ref reader, source, findings);
            reader.Read();
            return root;
        }
        catch (JsonException e)
        {
            var (line, column) = source.PositionOf(source.OffsetOf(e.LineNumber ?? 0, e.BytePositionInLine ?? 0));
            findings.Add(line, column, "malformed-json", $"This is not valid JSON: {Words(e.Message)}");
            return null;
        }
        catch (InvalidOperationException e)
        {
            // A string with half a surrogate pair.
            var (line, column) = source.PositionOf((int)reader.TokenStartIndex);
            findings.Add(line, column, "malformed-json", $"This text cannot be decoded: {FirstSentence(e.Message)}");
            return null;
        }
    }

    private static JsonAt ReadValue(ref Utf8JsonReader reader, SourceLines source, Findings findings)
    {
        var start = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = new List<JsonMember>();
                var names = new HashSet<string>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var nameStart = (int)reader.TokenStartIndex;
                    var name = reader.GetString()!;
                    if (!names.Add(name))
                    {
                        var (line, column) = source.PositionOf(nameStart);
                        findings.Add(line, column, "duplicate-field", $"The field \"{name}\" appears twice in this object; keep one of them.");
                    }

                    reader.Read();
                    members.Add(new JsonMember(source, nameStart, name, ReadValue(ref reader, source, findings)));
                }

                return new JsonAt(source, start, JsonKind.Object, "", members);
            case JsonTokenType.StartArray:
                var items = new List<JsonAt>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(ReadValue(ref reader, source, findings));
                }

                return new JsonAt(source, start, JsonKind.Array, "", items: items);
            case JsonTokenType.String:
                return new JsonAt(source, start, JsonKind.String, reader.GetString()!);
            case JsonTokenType.Number:
                return new JsonAt(source, start, JsonKind.Number, Encoding.UTF8.GetString(reader.ValueSpan));
            case JsonTokenType.True:
            case JsonTokenType.False:
                return new JsonAt(source, start, JsonKind.Boolean, reader.TokenType == JsonTokenType.True ? "true" : "false");
            default:
                return new JsonAt(source, start, JsonKind.Null, "null");
        }
    }

    /// <summary>The parser speaks to programmers; what people do wrong most often is said to them.</summary>
    private static string Words(string message) =>
        message.Contains("does not contain any JSON tokens", StringComparison.Ordinal) ? "the file is empty."
        : message.Contains("trailing comma", StringComparison.Ordinal) ? "there is a comma before this closing bracket; remove it."
        : message.Contains("maximum configured depth", StringComparison.Ordinal) ? string.Create(CultureInfo.InvariantCulture, $"brackets are nested more than {MaxDepth} deep.")
        : message.Contains("open JSON object or array", StringComparison.Ordinal) ? "the file ends before every { and [ is closed; its end may be missing."
        : message.Contains("end of data was reached", StringComparison.Ordinal) || message.Contains("Expected end of string", StringComparison.Ordinal) ? "the file ends in the middle of a text or a word; its end may be missing."
        : FirstSentence(message);

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(". ", StringComparison.Ordinal);
        return end > 0 ? message[..(end + 1)] : message;
    }
}
