using Microsoft.EntityFrameworkCore;
using TaskTracker.Features;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Organisation;

public sealed class LoadOrgTests
{
    [DatabaseFact]
    public async Task LoadOrg_WhenLoadedTwice_ChangesNoRow(TestDatabase database)
    {
        await using var ledger = await Ledger.OpenAsync(database);
        await ledger.LoadAsync(FileKind.Plan, SampleFiles.Plan);
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org);
        var once = await ledger.EverythingAsync();
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org, Ledger.Day.AddDays(1));
        (await ledger.EverythingAsync()).ShouldBe(once);
    }

    [DatabaseFact]
    public async Task LoadOrg_WhenAHolderIsCorrected_PutsTheOtherPersonInTheTerm(TestDatabase database)
    {
        await using var ledger = await Ledger.OpenAsync(database);
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org);
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org.With("\"person\": \"li\", \"from\": \"2023-01-01\"", "\"person\": \"wang\", \"from\": \"2023-01-01\""));
        (await HoldersAsync(ledger, "区财政局")).ShouldBe(["王一 2023-01-01 –"]);
    }

    [DatabaseFact]
    public async Task LoadOrg_WhenANewPersonTakesAnOldTerm_PutsThemThere(TestDatabase database)
    {
        await using var ledger = await Ledger.OpenAsync(database);
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org);
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org
            .With("\"person\": \"li\"", "\"person\": \"qian\"")
            .With("{ \"id\": \"zhao\"", "{ \"id\": \"qian\", \"name\": \"钱四\", \"email\": \"qian@trial.example\" },\n    { \"id\": \"zhao\""));
        (await HoldersAsync(ledger, "区财政局")).ShouldBe(["钱四 2023-01-01 –"]);
    }

    [DatabaseFact]
    public async Task LoadOrg_WhenATermEndsAndAnotherBegins_KeepsBoth(TestDatabase database)
    {
        await using var ledger = await Ledger.OpenAsync(database);
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org);
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org.With(
            "{ \"person\": \"li\", \"from\": \"2023-01-01\" }", "{ \"person\": \"li\", \"from\": \"2023-01-01\", \"until\": \"2024-05-31\" }, { \"person\": \"wang\", \"from\": \"2024-06-01\" }"));
        (await HoldersAsync(ledger, "区财政局")).ShouldBe(["李二 2023-01-01 – 2024-05-31", "王一 2024-06-01 –"]);
    }

    [DatabaseFact]
    public async Task LoadOrg_WhenAnAddressIsCorrected_ChangesThePerson(TestDatabase database)
    {
        await using var ledger = await Ledger.OpenAsync(database);
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org);
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org.With("li@trial.example", "li.er@trial.example"));
        await using var db = ledger.Open();
        (await db.People.OrderBy(p => p.Key).Select(p => p.Email).ToListAsync()).ShouldBe(["li.er@trial.example", "wang@trial.example", "zhao@trial.example"]);
    }

    [DatabaseFact]
    public async Task LoadOrg_WhenAnAliasMoves_StandsForTheOtherDepartmentOnly(TestDatabase database)
    {
        await using var ledger = await Ledger.OpenAsync(database);
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org);
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org.With(", \"区卫生局\"]", "]").With("\"区教体局\"]", "\"区教体局\", \"区卫生局\"]"));
        await using var db = ledger.Open();
        (await db.Departments.Where(d => d.Aliases.Any(a => a.Alias == "区卫生局")).Select(d => d.Name).ToListAsync()).ShouldBe(["区教育局"]);
        (await db.Departments.SelectMany(d => d.Aliases).CountAsync()).ShouldBe(3);
    }

    [DatabaseFact]
    public async Task LoadOrg_WhenAPostIsLeftOut_KeepsItAndSaysSo(TestDatabase database)
    {
        await using var ledger = await Ledger.OpenAsync(database);
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org);
        var done = await ledger.LoadAsync(FileKind.Org, SampleFiles.Org.With(
            "{ \"department\": \"区财政局\", \"post\": \"liaison\", \"holders\": [{ \"person\": \"li\", \"from\": \"2023-01-01\" }] },", ""));
        done.ShouldContain(l => l.Contains("区财政局 liaison", StringComparison.Ordinal));
        (await HoldersAsync(ledger, "区财政局")).ShouldBe(["李二 2023-01-01 –"]);
    }

    [DatabaseFact]
    public async Task LoadOrg_WhenAMemberJoinsAGroup_GetsAResponsibilityAndTheOthersKeepTheirs(TestDatabase database)
    {
        await using var ledger = await Ledger.OpenAsync(database);
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org);
        await ledger.LoadAsync(FileKind.Plan, SampleFiles.Plan);
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org.With("\"北街道\", \"南街道\"]", "\"北街道\", \"南街道\", \"区教育局\"]"));
        await using var db = ledger.Open();
        (await db.Responsibilities.Where(r => r.GroupId != null).OrderBy(r => r.Id).Select(r => r.Department.Name).ToListAsync()).ShouldBe(["东街道", "南街道", "区教育局"], ignoreOrder: true);
    }

    [DatabaseFact]
    public async Task LoadOrg_WhenADepartmentComesIntoForce_GetsItsResponsibilityWithTheNextLoad(TestDatabase database)
    {
        await using var ledger = await Ledger.OpenAsync(database);
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org);
        await ledger.LoadAsync(FileKind.Plan, SampleFiles.Plan);
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org, new DateOnly(2025, 1, 1));
        await using var db = ledger.Open();
        var late = await db.Responsibilities.Where(r => r.Department.Name == "西街道").Select(r => r.AssignedOn).ToListAsync();
        late.ShouldBe([new DateOnly(2025, 1, 1)]);
        (await db.Responsibilities.CountAsync(r => r.Department.Name == "北街道")).ShouldBe(0);
    }

    [DatabaseFact]
    [InlineData("\"name\": \"区卫生健康局\", \"aliases\": [\"区卫健局\"]", "\"name\": \"区卫健局\"")]
    [InlineData("\"name\": \"区卫生健康局\", \"aliases\": [\"区卫健局\"]", "\"name\": \"区健康局\", \"aliases\": [\"区卫健局\", \"区卫生健康局\"]")]
    public async Task LoadOrg_WhenAPlanBroughtTheDepartmentUnderAnotherName_GivesItTheOfficialOne(TestDatabase database, string old, string now)
    {
        await using var ledger = await Ledger.OpenAsync(database);
        await ledger.LoadAsync(FileKind.Plan, SampleFiles.Plan.With(old, now));
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org);
        await using var db = ledger.Open();
        (await db.Departments.CountAsync()).ShouldBe(9);
        (await db.Responsibilities.Where(r => r.Department.Posts.Any()).Select(r => r.Department.Name).ToListAsync()).ShouldBe(["区卫生健康局", "区财政局"], ignoreOrder: true);
    }

    [DatabaseFact]
    public async Task LoadOrg_WhenAnAliasIsTheNameOfAnotherDepartmentInTheLedger_IsRefused(TestDatabase database)
    {
        await using var ledger = await Ledger.OpenAsync(database);
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org.With(", \"aliases\": [\"区教体局\"]", "").With("{ \"name\": \"南街道\" },", "{ \"name\": \"南街道\" }, { \"name\": \"区教体局\" },"));
        var before = await ledger.EverythingAsync();
        var finding = (await ledger.TryAsync(FileKind.Org, SampleFiles.Org)).Findings.ShouldHaveSingleItem();
        (finding.Code, finding.Line, finding.Column).ShouldBe(("name-taken", 6, 5), finding.Message);
        (await ledger.EverythingAsync()).ShouldBe(before);
    }

    [DatabaseFact]
    public async Task LoadOrg_WhenAnotherRegionUsesThePersonsId_DoesNotRedirectTheirMail(TestDatabase database)
    {
        await using var ledger = await Ledger.OpenAsync(database);
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org);
        var before = await ledger.EverythingAsync();
        var finding = (await ledger.TryAsync(FileKind.Org, SampleFiles.Org.With("试验区", "邻区").With("wang@trial.example", "wang@next.example"))).Findings.ShouldHaveSingleItem();
        (finding.Code, finding.Line).ShouldBe(("person-elsewhere", 15), finding.Message);
        finding.Message.ShouldContain("wang@trial.example");
        (await ledger.EverythingAsync()).ShouldBe(before);
    }

    [DatabaseFact]
    public async Task LoadOrg_WhenFromTheShippedFolder_ChangesNothingTheSecondTime(TestDatabase database)
    {
        await using var ledger = await Ledger.OpenAsync(database);
        var files = Ledger.ShippedRules.Files("org").ToArray();
        (await ledger.TryAsync(FileKind.Org, files)).Findings.ShouldBeEmpty();
        var once = await ledger.EverythingAsync();
        (await ledger.TryAsync(FileKind.Org, files)).Findings.ShouldBeEmpty();
        (await ledger.EverythingAsync()).ShouldBe(once);
        files.Length.ShouldBe(5);
    }

    private static async Task<IReadOnlyList<string>> HoldersAsync(Ledger ledger, string department)
    {
        await using var db = ledger.Open();
        var holders = await db.PostHolders.Where(h => db.Posts.Any(p => p.Id == h.PostId && p.Department.Name == department)).OrderBy(h => h.From)
            .Select(h => new { h.Person.Name, h.From, h.Until }).ToListAsync();
        return [.. holders.Select(h => $"{h.Name} {h.From:O} – {h.Until:O}".TrimEnd())];
    }
}
