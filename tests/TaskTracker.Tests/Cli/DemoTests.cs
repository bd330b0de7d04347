using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Plans;
using TaskTracker.Sweep;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Cli;

public sealed partial class DemoTests(DemoFixture demo) : IClassFixture<DemoFixture>
{
    [Fact]
    public async Task Demo_WhenRunOnce_EndsWith0AndPrintsATableThatNamesEveryDepartment()
    {
        (demo.Run.ExitCode, demo.Run.Error).ShouldBe((0, ""));
        await using var db = DemoFixture.Open(demo.Folder);
        foreach (var department in await db.Responsibilities.Select(r => r.Department.Name).Distinct().ToListAsync())
        {
            demo.Run.Out.ShouldContain(department);
        }

        foreach (var word in new[] { "【提醒】", "【催办】", "【提请督办】", "【周报】", "红灯", "黄灯", "绿灯" })
        {
            demo.Run.Out.ShouldContain(word);
        }
    }

    [Fact]
    public async Task Demo_WhenRunOnce_HasTheFiveDocumentsWithAllTheirTasksIndicatorsAndProjects()
    {
        await using var db = DemoFixture.Open(demo.Folder);
        var plans = await db.Plans.Where(p => p.Key.EndsWith("14th")).OrderBy(p => p.Key)
            .Select(p => new { p.Key, Tasks = p.Tasks.Count, Indicators = p.Indicators.Count, Projects = p.Projects.Count }).ToListAsync();
        plans.Select(p => $"{p.Key.Split('-')[0]} {p.Tasks} {p.Indicators} {p.Projects}").ShouldBe(
            ["laishan 39 21 9", "linjiang 86 20 6", "nangong 49 19 8", "rushan 40 22 7", "yanhu 47 23 4"]);
        var printed = db.Shares.Where(s => s.Origin == ShareOrigin.Printed && db.Tasks.Any(t => t.Id == s.TaskId && t.Plan.Key == "laishan-health-14th"));
        (await printed.CountAsync(), await printed.CountAsync(s => s.Department.IsGroup)).ShouldBe((141, 7));
    }

    [Fact]
    public async Task Demo_WhenRunOnce_ShowsGreenYellowAndRedInEveryPlan()
    {
        await using var db = DemoFixture.Open(demo.Folder);
        var lights = await db.Responsibilities.Where(r => r.Task.Plan.Key.EndsWith("14th")).Join(db.Standings, r => r.Id, s => s.ResponsibilityId, (r, s) => new { r.Task.Plan.Key, s.Light }).Distinct().ToListAsync();
        foreach (var plan in await db.Plans.Where(p => p.Key.EndsWith("14th")).Select(p => p.Key).ToListAsync())
        {
            new[] { Light.Green, Light.Yellow, Light.Red }.Except(lights.Where(l => l.Key == plan).Select(l => l.Light)).ShouldBeEmpty(plan);
        }
    }

    [Fact]
    public async Task Demo_WhenRunOnce_HasFiredEveryShippedRule()
    {
        await using var db = DemoFixture.Open(demo.Folder);
        var fired = (await db.Signals.Select(s => new { s.Workflow, s.Rule }).Distinct().ToListAsync())
            .Union(await db.Notices.Select(n => new { n.Workflow, n.Rule }).Distinct().ToListAsync()).Select(f => $"{f.Workflow}/{f.Rule}");
        var findings = new List<TaskTracker.Rules.Json.Finding>();
        var shipped = HouseRules.Load(Ledger.ShippedRules, findings)!.Rules.Book.Rules.Select(r => $"{r.Workflow}/{r.Name}").ToList();
        shipped.Count.ShouldBeGreaterThan(10);
        shipped.Except(fired).ShouldBeEmpty("shipped rules that never fired");
    }

    [Fact]
    public async Task Demo_WhenRunOnce_LeavesMailsOfAllSubjectsThatCanBeReadBack()
    {
        var mails = DemoFixture.Mails(demo.Folder);
        foreach (var subject in new[] { "【提醒】", "【催办】", "【提请督办】", "【周报】", "【审计】" })
        {
            mails.ShouldContain(m => m.Subject.StartsWith(subject, StringComparison.Ordinal), subject);
        }

        foreach (var mail in mails)
        {
            mail.Subject.ShouldMatch("^【(提醒|催办|提请督办|周报|审计)】.+");
            mail.To.ShouldMatch(@"^.+ <[^<>@\s]+@[^<>@\s]+\.example>$");
            mail.Text.Length.ShouldBeGreaterThan(40);
            mail.Html.ShouldContain("</html>");
            mail.Date.TimeOfDay.ShouldBeInRange(new TimeSpan(8, 30, 0), new TimeSpan(17, 30, 0));
            Control().IsMatch(mail.Subject + mail.To).ShouldBeFalse();
        }

        mails.Select(m => m.MessageId).ShouldBeUnique();
        mails.GroupBy(m => (m.To, m.Date.Date, OfItsOwn: m.Subject[..4] is "【周报】" or "【审计】" ? m.Subject[..4] : "")).Where(g => g.Count() > 1).Select(g => g.Key)
            .ShouldBeEmpty("more than one mail for a person on a day");
        await using var db = DemoFixture.Open(demo.Folder);
        mails.Count.ShouldBe(await db.Mails.CountAsync(m => m.State == TaskTracker.Outbox.MailState.Sent));
    }

    [Fact]
    public async Task Sweep_WhenOfTheSameDayAgain_WritesNoNoticeAndNoMail()
    {
        var folder = demo.Copy();
        var before = await CountsAsync(folder);
        var run = await TheProgram.RunAsync("sweep", "--as-of", "2024-11-20", "--data", folder);
        (run.ExitCode, run.Error).ShouldBe((0, ""));
        run.Out.ShouldContain("0 lights changed, 0 notices, 0 mails.");
        (await CountsAsync(folder)).ShouldBe(before);
        DemoFixture.Mails(folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task Sweep_WhenAfterAWeeksOutage_SendsOneMailAPersonAtMost()
    {
        var folder = demo.Copy();
        var run = await TheProgram.RunAsync("sweep", "--as-of", "2024-11-28", "--data", folder);
        (run.ExitCode, run.Error).ShouldBe((0, ""));
        var mails = DemoFixture.Mails(folder);
        mails.ShouldNotBeEmpty();
        mails.Select(m => m.To).ShouldBeUnique();
        await using var db = DemoFixture.Open(folder);
        (await db.Runs.CountAsync(r => r.Kind == RunKind.Sweep && r.AsOf > new DateOnly(2024, 11, 20))).ShouldBe(1);
    }

    [Fact]
    public async Task Sweep_WhenOfAnEarlierDay_IsRefused()
    {
        var folder = demo.Copy();
        var before = await CountsAsync(folder);
        var run = await TheProgram.RunAsync("sweep", "--as-of", "2024-11-19", "--data", folder);
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("2024-11-20");
        (await CountsAsync(folder)).ShouldBe(before);
    }

    [LongFact]
    public async Task Demo_WhenRunAgain_GivesTheSameLightsAndMails()
    {
        var folder = demo.Copy();
        (await DemoFixture.RunAsync(folder)).ExitCode.ShouldBe(0);
        (await LightsAsync(folder)).ShouldBe(await LightsAsync(demo.Folder));
        Mails(folder).ShouldBe(Mails(demo.Folder));
    }

    private static List<string> Mails(string folder) => [.. DemoFixture.Mails(folder).Select(m => $"{m.Date:yyyy-MM-dd} {m.To} {m.Subject}").Order(StringComparer.Ordinal)];

    private static async Task<List<string>> LightsAsync(string folder)
    {
        await using var db = DemoFixture.Open(folder);
        var lights = await db.Responsibilities.Join(db.Standings, r => r.Id, s => s.ResponsibilityId, (r, s) => new { Plan = r.Task.Plan.Key, r.Task.Key, r.Department.Name, s.Light, s.Since }).ToListAsync();
        return [.. lights.Select(l => $"{l.Plan} {l.Key} {l.Name} {l.Light} {l.Since:O}").Order(StringComparer.Ordinal)];
    }

    private static async Task<(int Notices, int Mails, int Changes, int Signals)> CountsAsync(string folder)
    {
        await using var db = DemoFixture.Open(folder);
        return (await db.Notices.CountAsync(), await db.Mails.CountAsync(), await db.LightChanges.CountAsync(), await db.Signals.CountAsync());
    }

    [GeneratedRegex(@"\p{Cc}")]
    private static partial Regex Control();
}
