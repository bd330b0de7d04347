using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TaskTracker.Rules.Json;

namespace TaskTracker.Rules.Tests.Json;

public sealed class JsonFileTest
{
    [Fact]
    public void Value_InAFileOfSeveralLines_KnowsItsLineAndColumn()
    {
        var root = Parsed("{\n  \"名称\": \"a\",\r\n  \"list\": [1, {\"deep\": null}] }");
        (root.Line, root.Column).ShouldBe((1, 1));
        (root["名称"]!.Line, root["名称"]!.Column).ShouldBe((2, 9));
        var deep = root["list"]!.Items[1].Members[0];
        (deep.Line, deep.Column, deep.Value.Line, deep.Value.Column, deep.Value.Kind).ShouldBe((3, 16, 3, 24, JsonKind.Null));
    }

    [Fact]
    public void File_WithAByteOrderMark_IsReadLikeOneWithout()
    {
        var findings = new Findings("f");
        var root = JsonFile.Parse([0xEF, 0xBB, 0xBF, .. "[1]"u8], findings)!;
        (root.Items[0].Column, findings.Any).ShouldBe((2, false));
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("{", 1, 2)]
    [InlineData("{\n \"a\": tru }", 2, 10)]
    [InlineData("[1,]", 1, 4)]
    [InlineData("[1] 2", 1, 5)]
    [InlineData("{'a': 1}", 1, 2)]
    [InlineData("[\"a\nb\"]", 1, 4)]
    [InlineData("[\"\\ud800\"]", 1, 2)]
    [InlineData("[01]", 1, 3)]
    [InlineData("/* a */ 1", 1, 1)]
    public void Text_WhenItIsNoJson_GivesOneFindingWithItsPlace(string text, int line, int column)
    {
        var findings = new Findings("f");
        JsonFile.Parse(text, findings).ShouldBeNull();
        var finding = findings.All.ShouldHaveSingleItem();
        (finding.Line, finding.Column, finding.Code).ShouldBe((line, column, "malformed-json"), finding.Message);
    }

    [Fact]
    public void Bytes_WhenTheyAreNotUtf8_GiveOneFinding()
    {
        var findings = new Findings("f");
        JsonFile.Parse([(byte)'[', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)']'], findings).ShouldBeNull();
        var finding = findings.All.ShouldHaveSingleItem();
        (finding.Code, finding.Column).ShouldBe(("not-utf8", 3));
    }

    [Fact]
    public void Field_WhenItStandsTwice_IsReportedAtTheSecond()
    {
        var findings = new Findings("f");
        JsonFile.Parse("{\"a\": 1, \"\\u0061\": 2}", findings).ShouldNotBeNull();
        var finding = findings.All.ShouldHaveSingleItem();
        (finding.Code, finding.Column).ShouldBe(("duplicate-field", 10));
    }

    [Theory]
    [InlineData("[\"abc\"]", 0, 3)]
    [InlineData("[\"abc\"]", 3, 6)]
    [InlineData("[\"abc\"]", 99, 6)]
    [InlineData("[\"a\\nb\"]", 2, 6)]
    [InlineData("[\"\\u5c0fb\"]", 1, 9)]
    [InlineData("[\"小b\"]", 1, 4)]
    [InlineData("[\"😀b\"]", 2, 5)]
    [InlineData("[\"\\ud83d\\ude00b\"]", 2, 15)]
    [InlineData("[\"\\\\\\\"b\"]", 2, 7)]
    public void Position_InsideAText_CountsEscapesAsWritten(string json, int index, int column) =>
        Parsed(json).Items[0].PositionInText(index).ShouldBe((1, column));

    [Property]
    public bool Position_OfEveryCharacterOfAnyText_IsThatCharacterInTheFile(NonNull<string> any)
    {
        var text = new string([.. any.Get.Where(c => !char.IsSurrogate(c))]);
        var json = $"[\"{JsonEncodedText.Encode(text)}\"]";
        var at = Parsed(json).Items[0];
        return Enumerable.Range(0, text.Length).All(i =>
        {
            var rest = json[(at.PositionInText(i).Column - 1)..^2];
            return JsonSerializer.Deserialize<string>($"\"{rest}\"") == text[i..];
        });
    }

    [Property]
    public bool CanonicalJson_OfAnyValue_MeansTheSameAndIsStable(NonNull<string> name, NonNull<string> text, int number, bool flag)
    {
        var (key, value) = (Whole(name.Get), Whole(text.Get));
        var json = JsonSerializer.Serialize(new Dictionary<string, object?> { ["z" + key] = new object?[] { value, number, null }, ["a"] = flag });
        var canonical = Parsed(json).ToCanonicalJson();
        return Parsed(canonical).ToCanonicalJson() == canonical && Parsed(canonical)["z" + key]!.Items[0].Text == value && canonical.StartsWith("{\"a\":", StringComparison.Ordinal);
    }

    [Fact]
    public void File_OfOneLongLine_IsReadInTimeThatGrowsWithItsLength()
    {
        var json = $"[{string.Join(',', Enumerable.Repeat("{\"a\":1}", 200_000))}]";
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Parsed(json).Items.Count.ShouldBe(200_000);

        // Time that grew with the square of the length would be an hour; the bound leaves room for a busy machine.
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(1));
    }

    private static string Whole(string text) => new([.. text.Where(c => !char.IsSurrogate(c))]);

    private static JsonAt Parsed(string text)
    {
        var findings = new Findings("f");
        var root = JsonFile.Parse(Encoding.UTF8.GetBytes(text), findings);
        findings.All.ShouldBeEmpty();
        return root!;
    }
}
