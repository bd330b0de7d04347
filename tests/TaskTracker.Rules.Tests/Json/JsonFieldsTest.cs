using TaskTracker.Rules.Json;

namespace TaskTracker.Rules.Tests.Json;

public sealed class JsonFieldsTest
{
    private static readonly Dictionary<string, DayOfWeek> Days = new() { ["mon"] = DayOfWeek.Monday, ["tue"] = DayOfWeek.Tuesday };

    [Fact]
    public void Fields_WhenAllIsRight_AreRead()
    {
        var (fields, findings) = Of("""{"t":"x","i":5,"n":1.5,"b":true,"d":"2024-02-29","w":"tue","l":[1],"s":["a","b"],"o":{"p":1},"z":null}""");
        fields.Text("t").ShouldBe("x");
        fields.Integer("i", 0, 9).ShouldBe(5);
        fields.OptionalNumber("n").ShouldBe(1.5m);
        fields.OptionalFlag("b", false).ShouldBeTrue();
        fields.Day("d").ShouldBe(new DateOnly(2024, 2, 29));
        fields.Word("w", Days, DayOfWeek.Sunday).ShouldBe(DayOfWeek.Tuesday);
        fields.List("l").Count.ShouldBe(1);
        fields.OptionalTexts("s").ShouldBe(["a", "b"]);
        fields.Object("o").OptionalInteger("p", 1, 1).ShouldBe(1);
        fields.Any("z").ShouldBeNull();
        fields.Done();
        findings.All.ShouldBeEmpty();
    }

    [Fact]
    public void OptionalFields_WhenAbsentOrNull_GiveTheirDefaults()
    {
        var (fields, findings) = Of("""{"a":null}""");
        fields.OptionalText("a").ShouldBeNull();
        fields.OptionalInteger("b", 0, 1).ShouldBeNull();
        fields.OptionalNumber("c").ShouldBeNull();
        fields.OptionalFlag("d", true).ShouldBeTrue();
        fields.OptionalDay("e").ShouldBeNull();
        fields.OptionalWord("f", Days).ShouldBeNull();
        fields.OptionalList("g").ShouldBeEmpty();
        fields.OptionalObject("h").ShouldBeNull();
        fields.Done();
        findings.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"t":5}""", "wrong-type", 6)]
    [InlineData("""{"t":null}""", "wrong-type", 6)]
    [InlineData("""{"t":" "}""", "empty-field", 6)]
    [InlineData("""{}""", "missing-field", 1)]
    public void Text_WhenItIsNone_IsAFinding(string json, string code, int column) => Single(json, f => f.Text("t"), code, column);

    [Theory]
    [InlineData("""{"t":10}""")]
    [InlineData("""{"t":-1}""")]
    [InlineData("""{"t":1.0}""")]
    [InlineData("""{"t":99999999999}""")]
    public void Integer_WhenOutOfRange_IsAFinding(string json) => Single(json, f => f.Integer("t", 0, 9), "out-of-range", 6);

    [Theory]
    [InlineData("""{"t":"2023-02-29"}""")]
    [InlineData("""{"t":"2023-2-9"}""")]
    [InlineData("""{"t":"2023/02/09"}""")]
    [InlineData("""{"t":"2023-02-09T00:00:00"}""")]
    public void Day_WhenItIsNone_IsAFinding(string json) => Single(json, f => f.Day("t"), "not-a-date", 6);

    [Fact]
    public void Number_WhenTooLarge_IsAFinding() => Single("""{"t":1e99}""", f => f.OptionalNumber("t"), "out-of-range", 6);

    [Fact]
    public void Word_WhenUnknown_IsAFindingThatNamesTheKnown() =>
        Single("""{"t":"Mon"}""", f => f.Word("t", Days, DayOfWeek.Sunday), "unknown-word", 6).Message.ShouldContain("mon, tue");

    [Fact]
    public void Texts_WhenOneIsNoText_AreAFindingAtThatOne() => Single("""{"t":["a",5]}""", f => f.OptionalTexts("t"), "wrong-type", 11);

    [Fact]
    public void Field_WhenUnknown_IsReportedWithTheNearestName()
    {
        var (fields, findings) = Of("""{"titel":"x"}""");
        fields.OptionalText("title");
        fields.Done();
        var finding = findings.All.ShouldHaveSingleItem();
        (finding.Code, finding.Column).ShouldBe(("unknown-field", 2));
        finding.Message.ShouldContain("Did you mean \"title\"?");
    }

    [Theory]
    [InlineData("daysleft", "DaysLeft")]
    [InlineData("DaysLfet", "DaysLeft")]
    [InlineData("Progres", "Progress")]
    [InlineData("Unrelated", null)]
    [InlineData("", null)]
    public void NearestName_OfAWord_IsTheOneMeant(string name, string? nearest) =>
        NearestName.Of(name, ["DaysLeft", "Progress", "WorkdaysOverdue"]).ShouldBe(nearest);

    [Fact]
    public void NearestName_OfAVeryLongWord_IsFoundWithoutDelay() =>
        NearestName.Of(new string('x', 1_000_000), ["DaysLeft", "Progress"]).ShouldBeNull();

    private static Finding Single(string json, Action<JsonFields> read, string code, int column)
    {
        var (fields, findings) = Of(json);
        read(fields);
        var finding = findings.All.ShouldHaveSingleItem();
        (finding.Code, finding.Column).ShouldBe((code, column), finding.Message);
        return finding;
    }

    private static (JsonFields Fields, Findings Findings) Of(string json)
    {
        var findings = new Findings("f");
        return (new JsonFields(JsonFile.Parse(json, findings)!, findings), findings);
    }
}
