using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskTracker.Documents;
using TaskTracker.Features.People;
using TaskTracker.Persistence;
using TaskTracker.Tests.Documents;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.People;

public sealed class ImportPeopleTests
{
    private static readonly string[] Head = ["工号", "姓名", "邮箱", "部门", "岗位", "到任日期"];

    [DatabaseFact]
    public async Task Sheet_WithErrors_TellsEachByItsRowAndWritesNothing(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        var preview = await PreviewAsync(house, Head,
            ["ok", "王一", "ok@small.example", "甲局", "部门主要负责人", "2024-11-21"],
            ["工 号", "王二", "not-an-address", "没有的局", "秘书", "明天"],
            ["", "", "", "", "", ""],
            ["ok", "别人", "ok@small.example", "", "", ""],
            ["b", "改名", "b@small.example", "", "", ""],
            ["later", "王五", "later@small.example", "乙局", "联络员", "2023-01-01"]);
        preview.Problems.Select(p => $"{p.Row} {p.Code}").ShouldBe(["3 Key", "3 Email", "3 Post", "3 From", "3 Department", "5 KeyTwice", "6 KnownOtherwise", "7 PostTaken"], ignoreOrder: true);
        await using var scope = house.Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<ImportPeople>().HandleAsync(preview.Lines, "test", default)).ShouldBeNull();
        (await scope.ServiceProvider.GetRequiredService<TrackerDb>().People.CountAsync()).ShouldBe(3);
    }

    [DatabaseFact]
    public async Task Sheet_WithoutErrors_MakesPeopleAccountsAndPostsOnce(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        string[][] rows = [["ok", "王一", "ok@small.example", "甲局", "联络员", "2024-11-21"], ["b", "李四", "b@small.example", "", "", ""]];
        var preview = await PreviewAsync(house, [Head, .. rows]);
        preview.Problems.ShouldBeEmpty();
        await using (var scope = house.Services.CreateAsyncScope())
        {
            var made = await scope.ServiceProvider.GetRequiredService<ImportPeople>().HandleAsync(preview.Lines, "test", default);
            made!.Select(m => m.Key).ShouldBe(["ok", "b"]);
            var db = scope.ServiceProvider.GetRequiredService<TrackerDb>();
            (await db.PostHolders.Where(h => h.Person.Key == "ok").Select(h => h.From).SingleAsync()).ShouldBe(new(2024, 11, 21));
            (await db.PostHolders.Where(h => h.Person.Key == "a").Select(h => h.Until).SingleAsync()).ShouldBe(new(2024, 11, 20));
            (await db.Accounts.Where(a => a.Name == "ok").Select(a => a.MustChangePassword).SingleAsync()).ShouldBeTrue();
            (await db.AccountEvents.ToListAsync()).ShouldAllBe(e => made!.All(m => !e.Detail.Contains(m.Password)));
        }

        var again = await PreviewAsync(house, [Head, .. rows]);
        (again.Problems.Count, again.Added).ShouldBe((0, 0));
        await using var second = house.Services.CreateAsyncScope();
        (await second.ServiceProvider.GetRequiredService<ImportPeople>().HandleAsync(again.Lines, "test", default)).ShouldBeEmpty();
    }

    private static async Task<PeoplePreview> PreviewAsync(SmallHouse house, params string[][] rows)
    {
        var cells = rows.Select((row, r) => $"<row r=\"{r + 1}\">{string.Concat(row.Select((text, c) => text.Length == 0 ? "" : $"<c r=\"{(char)('A' + c)}{r + 1}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"))}</row>");
        var reading = ReadDocument.Read("people.xlsx", OfficeFiles.Xlsx($"<sheetData>{string.Concat(cells)}</sheetData>"));
        var (lines, problems) = PeopleSheet.Read(reading.Document.ShouldNotBeNull());
        await using var scope = house.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ImportPeople>().PreviewAsync(lines, problems, default);
    }
}
