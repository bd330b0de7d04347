using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Tests.Plans;
using TaskTracker.Rules.Json;

namespace TaskTracker.Domain.Tests.Organisation;

public sealed class OrgFileReaderTests
{
    private const string Good = """
        {
          "region": "甲区",
          "departments": [
            { "name": "区卫生健康局", "aliases": ["区卫健局"], "from": "2019-02-01", "until": "2024-12-31", "successors": ["区卫生局"] },
            { "name": "区卫生局" },
            { "name": "各街道", "group": true, "members": ["区卫生局"] }
          ],
          "people": [ { "id": "liu", "name": "刘", "email": "liu@example.gov.cn" }, { "id": "wang", "name": "王", "email": "wang@example.gov.cn" } ],
          "posts": [
            { "department": "区卫生局", "post": "liaison", "holders": [ { "person": "liu", "from": "2024-01-01", "until": "2024-05-31" }, { "person": "wang", "from": "2024-06-01" } ] },
            { "department": "区卫生局", "post": "supervision" }
          ]
        }
        """;

    [Fact]
    public void Read_WhenFileIsGood_HasEveryField()
    {
        var file = Read(Good, out var findings)!;

        findings.ShouldBeEmpty();
        file.Region.ShouldBe("甲区");
        var health = file.Departments[0];
        (health.Name, health.Group, health.From, health.Until).ShouldBe(("区卫生健康局", false, new DateOnly(2019, 2, 1), new DateOnly(2024, 12, 31)));
        health.Aliases.ShouldBe(["区卫健局"]);
        health.Successors.ShouldBe(["区卫生局"]);
        file.Departments[2].Members.ShouldBe(["区卫生局"]);
        (file.People[0].Id, file.People[0].Name, file.People[0].Email).ShouldBe(("liu", "刘", "liu@example.gov.cn"));
        file.Posts[0].Kind.ShouldBe(PostKind.Liaison);
        file.Posts[0].Holders.ShouldBe([new("liu", new(2024, 1, 1), new(2024, 5, 31)), new("wang", new(2024, 6, 1), null)]);
        file.Posts[1].Holders.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("laishan")]
    [InlineData("rushan")]
    [InlineData("yanhu")]
    [InlineData("linjiang")]
    [InlineData("nangong")]
    public void Read_WhenShipped_HasNoFindings(string name)
    {
        Read(File.ReadAllText(Path.Combine(ShippedPlanFiles.RepositoryRoot, "rules", "org", $"{name}.json")), out var findings).ShouldNotBeNull();
        findings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{ \"name\": \"区卫生局\" }", "▶{ \"name\": \"区卫健局\" }, { \"name\": \"区卫生局\" }", "duplicate-department")]
    [InlineData("{ \"name\": \"区卫生局\" }", "▶{ \"name\": \"区卫生局\", \"aliases\": [\"甲\", \"甲\"] }", "duplicate-department")]
    [InlineData("{ \"name\": \"区卫生局\" }", "▶{ \"name\": \"区卫生局\", \"from\": \"2024-02-01\", \"until\": \"2024-01-31\" }", "period-reversed")]
    [InlineData("{ \"name\": \"区卫生局\" }", "▶{ \"name\": \"区卫生局\", \"members\": [\"区卫生健康局\"] }", "not-a-group")]
    [InlineData("{ \"name\": \"区卫生局\" }", "▶{ \"name\": \"区卫生局\", \"successors\": [\"区民政局\"] }", "unknown-department")]
    [InlineData("{ \"name\": \"区卫生局\" }", "{ \"name\": \"区卫生局\" }, ▶{ \"name\": \"成员单位\", \"group\": true, \"members\": [\"各街道\"] }", "nested-group")]
    [InlineData("{ \"name\": \"区卫生局\" }", "{ \"name\": \"区卫生局\", ▶\"alias\": [] }", "unknown-field")]
    [InlineData("{ \"name\": \"区卫生局\" }", "{ \"name\": \"区卫生局\", \"from\": ▶\"2024-02-30\" }", "not-a-date")]
    [InlineData("\"region\": \"甲区\"", "\"region\": ▶\" \"", "empty-field")]
    [InlineData("{ \"id\": \"wang\"", "▶{ \"id\": \"liu\", \"name\": \"刘\", \"email\": \"a@b.cn\" }, { \"id\": \"wang\"", "duplicate-person")]
    [InlineData("{ \"id\": \"wang\"", "▶{ \"id\": \"li\", \"name\": \"李\", \"email\": \"李 <li@example.gov.cn>\" }, { \"id\": \"wang\"", "not-an-address")]
    [InlineData("{ \"id\": \"wang\"", "▶{ \"id\": \"li\", \"name\": \"李\", \"email\": \"li@example.gov.cn, x@example.org\" }, { \"id\": \"wang\"", "not-an-address")]
    [InlineData("{ \"id\": \"wang\"", "▶{ \"id\": \"li\", \"name\": \"李\", \"email\": \"li@example.gov.cn\\r\\nBcc: x@example.org\" }, { \"id\": \"wang\"", "not-an-address")]
    [InlineData("{ \"id\": \"wang\"", "▶{ \"id\": \"li\", \"name\": \"李\", \"email\": \"li\" }, { \"id\": \"wang\"", "not-an-address")]
    [InlineData("{ \"id\": \"wang\"", "▶{ \"id\": \"li\", \"name\": \"李\", \"email\": \"李@example.gov.cn\" }, { \"id\": \"wang\"", "not-an-address")]
    [InlineData("{ \"id\": \"wang\"", "▶{ \"id\": \"li\", \"name\": \"李\", \"email\": \"li@例子.cn\" }, { \"id\": \"wang\"", "not-an-address")]
    [InlineData("{ \"id\": \"wang\"", "▶{ \"id\": \"li\", \"name\": \"李\", \"email\": \"li.@example.gov.cn\" }, { \"id\": \"wang\"", "not-an-address")]
    [InlineData("{ \"id\": \"wang\"", "▶{ \"id\": \"li\", \"name\": \"李\", \"email\": \"li@[127.0.0.1]\" }, { \"id\": \"wang\"", "not-an-address")]
    [InlineData("{ \"department\": \"区卫生局\", \"post\": \"supervision\" }", "▶{ \"department\": \"区卫生居\", \"post\": \"supervision\" }", "unknown-department")]
    [InlineData("{ \"department\": \"区卫生局\", \"post\": \"supervision\" }", "▶{ \"department\": \"各街道\", \"post\": \"supervision\" }", "post-in-group")]
    [InlineData("{ \"department\": \"区卫生局\", \"post\": \"supervision\" }", "▶{ \"department\": \"区卫生局\", \"post\": \"liaison\" }", "duplicate-post")]
    [InlineData("{ \"department\": \"区卫生局\", \"post\": \"supervision\" }", "{ \"department\": \"区卫生局\", \"post\": ▶\"boss\" }", "unknown-word")]
    [InlineData("{ \"person\": \"wang\", \"from\": \"2024-06-01\" }", "▶{ \"person\": \"wan\", \"from\": \"2024-06-01\" }", "unknown-person")]
    [InlineData("{ \"person\": \"wang\", \"from\": \"2024-06-01\" }", "▶{ \"person\": \"wang\", \"from\": \"2024-06-01\", \"until\": \"2024-05-31\" }", "period-reversed")]
    [InlineData("{ \"department\": \"区卫生局\", \"post\": \"liaison\", \"holders\": [ { \"person\": \"liu\", \"from\": \"2024-01-01\", \"until\": \"2024-05-31\" }", "▶{ \"department\": \"区卫生局\", \"post\": \"liaison\", \"holders\": [ { \"person\": \"liu\", \"from\": \"2024-01-01\", \"until\": \"2024-06-01\" }", "two-holders")]
    [InlineData("{ \"department\": \"区卫生局\", \"post\": \"liaison\", \"holders\": [ { \"person\": \"liu\", \"from\": \"2024-01-01\", \"until\": \"2024-05-31\" }", "▶{ \"department\": \"区卫生局\", \"post\": \"liaison\", \"holders\": [ { \"person\": \"liu\", \"from\": \"2024-01-01\" }", "two-holders")]
    public void Read_WhenOneThingIsWrong_SaysWhatAndWhereAndNothingElse(string right, string wrong, string code)
    {
        var marked = Marked.Of(Good.Replace(right, wrong));

        Read(marked.Text, out var findings).ShouldBeNull();

        var finding = findings.ShouldHaveSingleItem();
        (finding.File, finding.Code, finding.Line, finding.Column).ShouldBe(("org.json", code, marked.Places[0].Line, marked.Places[0].Column), finding.ToString());
    }

    [Fact]
    public void Read_WhenAMemberIsNamedByItsAlias_NamesTheDepartmentItBelongsTo()
    {
        Read(Good.Replace("\"members\": [\"区卫生局\"]", "\"members\": [\"区卫健局\"]"), out var findings);

        findings.ShouldHaveSingleItem().Message.ShouldContain("Did you mean \"区卫生健康局\"?");
    }

    [Fact]
    public void Read_WhenRequiredFieldsAreMissing_SaysOnlyThat()
    {
        var text = """{ "region": "甲区", "departments": [ { "name": "甲局" } ], "people": [ {}, {} ], "posts": [ { "holders": [] } ] }""";

        Read(text, out var findings);

        findings.Select(f => f.Code).Distinct().ShouldBe(["missing-field"]);
    }

    [Fact]
    public void Read_WhenSeveralThingsAreWrong_SaysAllOfThem()
    {
        Read(Good.Replace("\"name\": \"刘\"", "\"name\": 5").Replace("\"supervision\"", "\"supervisor\"").Replace("\"region\"", "\"regoin\""), out var findings);

        findings.Select(f => f.Code).ShouldBe(["missing-field", "wrong-type", "unknown-word", "unknown-field"], ignoreOrder: true);
    }

    [Fact]
    public void Read_WhenJsonIsMalformed_IsOneFinding()
    {
        Read(Good[..^3], out var findings).ShouldBeNull();

        findings.ShouldHaveSingleItem().Code.ShouldBe("malformed-json");
    }

    [Theory]
    [InlineData("2018-12-31", false)]
    [InlineData("2019-02-01", true)]
    [InlineData("2024-12-31", true)]
    [InlineData("2025-01-01", false)]
    public void InForceOn_WhenAtAnEdge_IncludesTheFirstAndTheLastDay(string day, bool inForce)
    {
        new Department { Region = "甲区", Name = "甲局", From = new(2019, 2, 1), Until = new(2024, 12, 31) }.InForceOn(Days.Of(day)).ShouldBe(inForce);
        new PostHolder { From = new(2019, 2, 1), Until = new(2024, 12, 31) }.HoldsOn(Days.Of(day)).ShouldBe(inForce);
        new Department { Region = "甲区", Name = "甲局" }.InForceOn(Days.Of(day)).ShouldBeTrue();
    }

    private static OrgFile? Read(string text, out IReadOnlyList<Finding> findings)
    {
        var all = new Findings("org.json");
        var file = OrgFileReader.Read(text, all);
        findings = all.All;
        return file;
    }
}
