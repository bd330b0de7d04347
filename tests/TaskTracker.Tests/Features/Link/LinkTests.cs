using System.Net;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Progress;
using TaskTracker.Mail;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Link;

/// <summary>A mail's link used as it is meant.</summary>
public sealed class LinkTests
{
    [DatabaseFact]
    public async Task Mail_ToWhoeverCanReport_HasOneLinkPerItemInBothPartsAndOthersHaveNone(TestDatabase database)
    {
        await using var house = await LinkHouse.OpenAsync(database);

        house.Links.Count.ShouldBe(2);
        house.Links.Distinct().Count().ShouldBe(2);
        foreach (var path in house.Links)
        {
            house.Mail.Text.ShouldContain($"http://localhost:5080{path}\n");
            house.Said(path).PersonId.ShouldBe(house.Said(house.Links[0]).PersonId);
        }

        house.Mail.Html.ShouldContain("14 天内有效");
        house.Mail.Text.ShouldContain("14 天内有效");
        var toOffice = house.Get<MailFolder>().List().Where(m => m.To.Contains("s@small.example", StringComparison.Ordinal)).ToList();
        toOffice.ShouldNotBeEmpty();
        toOffice.ShouldAllBe(m => LinkHouse.PathsIn(m.Html).Count == 0 && !m.Text.Contains("/link/", StringComparison.Ordinal));
    }

    [DatabaseFact]
    public async Task Page_ShowsTheItemAndItsLastReportFilledInAndNothingElse(TestDatabase database)
    {
        await using var house = await LinkHouse.OpenAsync(database);
        using var visitor = new LinkVisitor(house.House);
        using var answer = await visitor.Client.GetAsync(house.Links[0]);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        answer.Headers.CacheControl!.ToString().ShouldBe("no-store");
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        page.ShouldSatisfyAllConditions(
            p => p.ShouldContain("建设托育中心"), p => p.ShouldContain("主体封顶"), p => p.ShouldContain(">已完成选址</textarea>"), p => p.ShouldContain("name=\"percent\" value=\"30\""),
            p => p.ShouldContain("涉密"), p => p.ShouldNotContain("乙局"), p => p.ShouldNotContain("培训人员"), p => p.ShouldNotContain("type=\"file\""), p => p.ShouldNotContain("/evidence"),
            p => p.ShouldNotContain(house.Links[0][SignedLinks.Route.Length..], customMessage: "the token stands in the browser's address only"));
    }

    [DatabaseFact]
    public async Task Get_AHundredTimesAndByHead_ChangesNothing(TestDatabase database)
    {
        await using var house = await LinkHouse.OpenAsync(database);
        using var visitor = new LinkVisitor(house.House);
        var before = await house.RowsAsync();

        await Parallel.ForEachAsync(Enumerable.Range(0, 100), async (i, cancel) =>
        {
            using var request = new HttpRequestMessage(i % 10 == 0 ? HttpMethod.Head : HttpMethod.Get, house.Links[i % 2]);
            using var answer = await visitor.Client.SendAsync(request, cancel);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        });

        (await house.RowsAsync()).ShouldBe(before);
    }

    [DatabaseFact]
    public async Task Report_ByLink_IsMarkedAwaitsReviewAndOffersTheNextItem(TestDatabase database)
    {
        await using var house = await LinkHouse.OpenAsync(database);
        using var visitor = new LinkVisitor(house.House);

        (await visitor.ReportAsync(house.Links[0], "主体已封顶")).Status.ShouldBe(HttpStatusCode.SeeOther);

        var report = (await house.ReadAsync()).Reports[^1];
        (report.Done, report.Percent, report.ByLink, report.Review).ShouldBe(("主体已封顶", 30, true, ReviewState.Submitted));
        report.By.ShouldStartWith("甲局 张三");
        var after = (await visitor.GetAsync(house.Links[0])).Page;
        after.ShouldSatisfyAllConditions(p => p.ShouldContain("已收到"), p => p.ShouldContain("L2 培训人员"), p => p.ShouldContain("还有 1 项"));

        var next = System.Text.RegularExpressions.Regex.Match(after, "href=\"(/link/[^\"]+)\"").Groups[1].Value;
        house.Said(next).ShouldBe(house.Said(house.Links[0]) with { ResponsibilityId = (await house.ReadAsync(number: "L2")).Id });
        (await visitor.ReportAsync(next, "已培训60人")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await visitor.GetAsync(next)).Page.ShouldContain("都已办理");

        using var office = house.House.Visit();
        (await office.GetStringAsync($"/responsibilities/{report.ResponsibilityId}")).ShouldContain("邮件链接填报");
        (await office.GetStringAsync("/review")).ShouldContain("邮件链接填报");
    }

    [DatabaseFact]
    public async Task Accept_ByLink_IsMarkedAndLeavesTheFormToReport(TestDatabase database)
    {
        await using var house = await LinkHouse.OpenAsync(database);
        using var visitor = new LinkVisitor(house.House);
        var mail = LinkHouse.LatestTo(house.House, "b");
        mail.Html.ShouldContain(">签收、填报</a>");
        var id = (await house.ReadAsync("乙局")).Id;
        var link = LinkHouse.PathsIn(mail.Html).First(path => house.Said(path).ResponsibilityId == id);
        var form = await visitor.FormAsync(link, ("do", "accept"));

        (await visitor.SendAsync(link, form)).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await visitor.SendAsync(link, form)).Status.ShouldBe(HttpStatusCode.SeeOther);

        var it = await house.ReadAsync("乙局");
        (it.AcceptedOn, it.State, it.Reports.Count).ShouldBe((SmallHouse.Today, ResponsibilityState.Accepted, 0));
        (await visitor.GetAsync(link)).Page.ShouldSatisfyAllConditions(p => p.ShouldContain("已签收。"), p => p.ShouldContain("提交填报"), p => p.ShouldNotContain("只签收"));
        using var office = house.House.Visit();
        (await office.GetStringAsync($"/responsibilities/{id}")).ShouldContain("邮件链接填报");

        (await visitor.ReportAsync(link, "已动工")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.ReadAsync("乙局")).Reports.ShouldHaveSingleItem().ByLink.ShouldBeTrue();
    }
}
