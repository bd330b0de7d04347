using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Progress;
using TaskTracker.Persistence;
using TaskTracker.Tests.Access;
using TaskTracker.Tests.Features.Import;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Home;

public sealed partial class HomePageTests
{
    [DatabaseFact]
    public async Task Leader_OnOneScreen_SeesWhatIsRedAndWhyAndEveryNumberLeadsToItsList(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        await Cast.MakeAsync(house);
        await using (var scope = house.Services.CreateAsyncScope())
        {
            var last = await scope.ServiceProvider.GetRequiredService<TrackerDb>().Responsibilities.Where(r => r.Department.Name.StartsWith("丁局")).Select(r => r.Id).SingleAsync();
            (await scope.ServiceProvider.GetRequiredService<RecordProgress>().HandleAsync(last, new ConfirmMilestone(SmallHouse.Today, "督查室", "2024-1"), default)).ShouldBeNull();
        }

        using var leader = new ImportVisitor(house, session: await house.SignInAsync("leader"));
        var home = WebUtility.HtmlDecode(await leader.GetAsync("/"));
        await using var db = database.Open();
        var sentence = await db.Signals.Where(s => s.Light == Light.Red && s.ResponsibilityId == 1).Select(s => s.Sentence).FirstAsync();
        home.ShouldContain(sentence, customMessage: "why it is red");
        foreach (Match link in NumberLink().Matches(home))
        {
            (await leader.StatusAsync(link.Groups[1].Value)).ShouldBe(HttpStatusCode.OK, link.Value);
        }

        var counted = Counted().Match(home).Groups[1].Value;
        counted.ShouldBe("4", "the responsibilities of their own region, not of the house");
        (await leader.GetAsync("/responsibilities")).ShouldContain($"共 {counted} 项");
        var changed = Changed().Match(home).Groups[1].Value;
        (await leader.GetAsync("/responsibilities?when=changed")).ShouldContain($"共 {changed} 项");
        Unlinked(home).ShouldBeEmpty("numbers that open nothing");
    }

    [DatabaseFact]
    public async Task Supervisor_SeesHowMuchWaits_AndALiaisonWhereToWork(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var office = new ImportVisitor(house);
        using var liaison = new ImportVisitor(house, session: await house.SignInAsync("a"));
        (await office.GetAsync("/")).ShouldNotContain("href=\"/review\">待审核");
        const string report = "/responsibilities/1/report";
        (await liaison.PostAsync(report, report, ("_handler", "report"), ("key", "k"), ("seen", await liaison.FieldAsync(report, "seen")), ("state", "OnSchedule"), ("percent", "30"), ("done", "已开工"))).Location.ShouldBe("/responsibilities/1");
        (await office.GetAsync("/")).ShouldContain("待审核、审批 1 项");
        (await liaison.GetAsync("/")).ShouldContain("href=\"/mine\">去");
    }

    /// <summary>Counts in the text of the page's cards that stand in no link.</summary>
    private static IEnumerable<string> Unlinked(string home)
    {
        var main = home[home.IndexOf("<main", StringComparison.Ordinal)..home.IndexOf("</main>", StringComparison.Ordinal)];
        return CountInText().Matches(Tag().Replace(Anchor().Replace(main, ""), " ")).Select(m => m.Value);
    }

    [GeneratedRegex("href=\"(/[^\"]*)\"[^>]*>[^<]*\\d")]
    private static partial Regex NumberLink();

    [GeneratedRegex("评估 (\\d+) 项责任")]
    private static partial Regex Counted();

    [GeneratedRegex("近七天 (\\d+) 项灯色有变化")]
    private static partial Regex Changed();

    [GeneratedRegex("<a\\b.*?</a>", RegexOptions.Singleline)]
    private static partial Regex Anchor();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("\\d+ (项|个|封)")]
    private static partial Regex CountInText();
}
