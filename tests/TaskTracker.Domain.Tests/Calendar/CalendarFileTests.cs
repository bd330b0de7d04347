using System.Text;
using TaskTracker.Domain.Calendar;
using TaskTracker.Rules.Json;

namespace TaskTracker.Domain.Tests.Calendar;

public sealed class CalendarFileTests
{
    [Fact]
    public void ReadAll_WhenShippedFiles_HasNoFindings()
    {
        CalendarFile.ReadAll(ShippedCalendars.Files(), out var findings).ShouldNotBeNull();
        findings.ShouldBeEmpty();
        ShippedCalendars.Files().Count().ShouldBe(6);
    }

    [Fact]
    public void Read_WhenSound_GivesTheYear()
    {
        var year = Read("""{ "year": 2024, "source": "甲", "holidays": [ { "name": "元旦", "days": ["2024-01-01"] } ], "workdays": ["2024-02-04"] }""", out var findings);
        findings.ShouldBeEmpty();
        year!.Holidays.ShouldHaveSingleItem().Days.ShouldBe([new DateOnly(2024, 1, 1)]);
        year.Workdays.ShouldBe([new DateOnly(2024, 2, 4)]);
        year.Source.ShouldBe("甲");
    }

    [Theory]
    [InlineData("""{ "year": 2024, "holidays": [ { "name": "元旦", "days": ["2023-12-31"] } ], "workdays": [] }""", "day-outside-year", 56)]
    [InlineData("""{ "year": 2024, "holidays": [ { "name": "元旦", "days": ["2024-01-01", "2024-01-01"] } ], "workdays": [] }""", "duplicate-day", 70)]
    [InlineData("""{ "year": 2024, "holidays": [ { "name": "元旦", "days": ["2024-01-06"] } ], "workdays": ["2024-01-06"] }""", "holiday-and-workday", 88)]
    [InlineData("""{ "year": 2024, "holidays": [], "workdays": ["2024-01-05"] }""", "not-a-weekend", 46)]
    [InlineData("""{ "year": 2024, "holidays": [], "workdays": ["2024-1-6"] }""", "not-a-date", 46)]
    [InlineData("""{ "year": 2023, "holidays": [], "workdays": ["2023-02-29"] }""", "not-a-date", 46)]
    [InlineData("""{ "year": 2024, "holidays": [], "workdays": [20240106] }""", "not-a-date", 46)]
    [InlineData("""{ "year": 2024, "holidays": [], "workdays": [], "remark": "" }""", "unknown-field", 49)]
    [InlineData("""{ "year": 2024, "holidays": [ { "name": "元旦", "day": [] } ], "workdays": [] }""", "missing-field", 31)]
    [InlineData("""{ "year": 1492, "holidays": [], "workdays": [] }""", "out-of-range", 11)]
    [InlineData("""{ "year": 2024, "holidays": [] }""", "missing-field", 1)]
    [InlineData("""[]""", "wrong-type", 1)]
    [InlineData("""{ "year": 2024, """, "malformed-json", 17)]
    public void Read_WhenSomethingIsWrong_SaysWhere(string json, string code, int column)
    {
        Read(json, out var findings).ShouldBeNull();
        var finding = findings.Where(f => f.Code == code).ShouldHaveSingleItem();
        (finding.File, finding.Line, finding.Column).ShouldBe(("test.json", 1, column));
    }

    [Fact]
    public void Read_WhenSeveralThingsAreWrong_ReportsThemAll()
    {
        Read("""
            { "year": 2024,
              "holidays": [ { "name": "", "days": ["2023-01-01", "x"] } ],
              "workdays": ["2024-01-05"], "works": [] }
            """, out var findings).ShouldBeNull();
        findings.Select(f => (f.Line, f.Code)).ShouldBe([(2, "empty-field"), (2, "day-outside-year"), (2, "not-a-date"), (3, "not-a-weekend"), (3, "unknown-field")]);
    }

    [Fact]
    public void ReadAll_WhenAYearStandsInTwoFiles_NamesBoth()
    {
        var json = Encoding.UTF8.GetBytes("""{ "year": 2024, "holidays": [], "workdays": [] }""");
        CalendarFile.ReadAll([("a.json", json), ("b.json", json)], out var findings).ShouldBeNull();
        var finding = findings.ShouldHaveSingleItem();
        (finding.File, finding.Code, finding.Column).ShouldBe(("b.json", "duplicate-year", 11));
        finding.Message.ShouldContain("a.json");
    }

    private static CalendarYear? Read(string json, out IReadOnlyList<Finding> all)
    {
        var findings = new Findings("test.json");
        var year = CalendarFile.Read(Encoding.UTF8.GetBytes(json), findings);
        all = findings.All;
        return year;
    }
}
