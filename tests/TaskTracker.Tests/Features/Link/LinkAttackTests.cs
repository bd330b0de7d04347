using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Accounts;
using TaskTracker.Outbox;
using TaskTracker.Tests.Features.Accounts;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Link;

/// <summary>Links sent twice, forged, forwarded, outlived; what they may not do.</summary>
public sealed class LinkAttackTests
{
    [DatabaseFact]
    public async Task Form_SentAtOnceAndAgain_CountsOnceAndIsToldKindly(TestDatabase database)
    {
        await using var house = await LinkHouse.OpenAsync(database);
        using var visitor = new LinkVisitor(house.House);
        var before = (await house.ReadAsync()).Reports.Count;
        var form = await visitor.FormAsync(house.Links[0], ("done", "主体已封顶"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => visitor.SendAsync(house.Links[0], form)));
        var replayed = await visitor.SendAsync(house.Links[0], form);

        answers.Append(replayed).ShouldAllBe(a => a.Status == HttpStatusCode.SeeOther);
        (await house.ReadAsync()).Reports.Count.ShouldBe(before + 1);
        (await visitor.GetAsync(house.Links[0])).Page.ShouldContain("无需再次提交");

        // The same form with other words comes too late for what it showed.
        var stale = await visitor.SendAsync(house.Links[0], new Dictionary<string, string>(form) { ["done"] = "另一种说法" });
        stale.Status.ShouldBe(HttpStatusCode.Conflict);
        stale.Page.ShouldSatisfyAllConditions(p => p.ShouldContain("主体已封顶"), p => p.ShouldContain(">另一种说法</textarea>"));
        (await house.ReadAsync()).Reports.Count.ShouldBe(before + 1);
    }

    [DatabaseFact]
    public async Task Link_ForgedInAnyWay_GetsOneAndTheSameAnswerAndChangesNothing(TestDatabase database)
    {
        await using var house = await LinkHouse.OpenAsync(database);
        using var visitor = new LinkVisitor(house.House);
        var (good, link) = (house.Links[0][(SignedLinks.Route.Length + 1)..], house.Said(house.Links[0]));
        var form = await visitor.FormAsync(house.Links[0], ("done", "伪造"));
        var payload = System.Text.Encoding.UTF8.GetBytes("12345678901234567890");
        string Protected(IDataProtectionProvider provider, string purpose) => System.Buffers.Text.Base64Url.EncodeToString(provider.CreateProtector(purpose).Protect(payload));
        List<string> forged =
        [
            "", "x", "1", new('A', 155), new('A', 8000), good[..^1], good + "A", good + "=", good + "%20", good + "/", good + "/..", good.ToLowerInvariant(), good.ToUpperInvariant(), "," + good, good + "," + good,
            form["form"],
            Protected(house.Get<IDataProtectionProvider>(), "TaskTracker.SignIn.Step"), Protected(house.Get<IDataProtectionProvider>(), "TaskTracker.Link.Form"), Protected(new EphemeralDataProtectionProvider(), "TaskTracker.Link.Report"),
            house.Path(link with { MailId = 99_999 })[6..], house.Path(link with { PersonId = link.PersonId + 1 })[6..],
            .. Enumerable.Range(0, good.Length).Select(i => good[..i] + (good[i] == 'B' ? 'C' : 'B') + good[(i + 1)..]),
        ];
        var before = await house.RowsAsync();
        var (status, answer) = await visitor.GetAsync("/link");

        status.ShouldBe(HttpStatusCode.NotFound);
        answer.ShouldSatisfyAllConditions(p => p.ShouldContain("链接无效"), p => p.ShouldContain("登录系统办理"));
        foreach (var token in forged)
        {
            (await visitor.GetAsync($"/link/{token}")).ShouldBe((status, answer), token);
        }

        foreach (var token in forged.Where((_, i) => i % 5 == 0))
        {
            (await visitor.SendAsync($"/link/{token}", form)).ShouldBe((status, answer), token);
        }

        (await visitor.GetAsync($"/link?token={good}&t={good}")).ShouldBe((status, answer));
        (await house.RowsAsync()).ShouldBe(before);
        forged.Count.ShouldBeGreaterThan(150);
    }

    [DatabaseFact]
    public async Task Link_AfterFourteenDays_HasExpired(TestDatabase database)
    {
        await using var house = await LinkHouse.OpenAsync(database);
        using var visitor = new LinkVisitor(house.House);
        var link = house.Said(house.Links[0]);
        await using (var db = house.Open())
        {
            var rendered = (await db.Mails.SingleAsync(m => m.Id == link.MailId)).FrozenAt!.Value;
            (link.ExpiresAt - rendered).ShouldBe(SignedLinks.Lasts, TimeSpan.FromSeconds(5));
        }

        var form = await visitor.FormAsync(house.Links[0], ("done", "迟到"));
        var now = house.Get<HouseClock>().UtcNow;
        var expired = house.Path(link with { ExpiresAt = now.AddSeconds(-1) });

        (await visitor.GetAsync(house.Path(link with { ExpiresAt = now.AddMinutes(5) }))).Status.ShouldBe(HttpStatusCode.OK);
        var answer = await visitor.GetAsync(expired);
        answer.Status.ShouldBe(HttpStatusCode.Gone);
        answer.Page.ShouldSatisfyAllConditions(p => p.ShouldContain("链接已过期"), p => p.ShouldContain($"href=\"/responsibilities/{link.ResponsibilityId}\""));
        await RefusesAsync(house, visitor, expired, form);
    }

    [DatabaseFact]
    public async Task Link_WhenKeysAreRotated_WorksUntilItsKeyIsRevoked(TestDatabase database)
    {
        await using var house = await LinkHouse.OpenAsync(database);
        var keys = house.Get<IKeyManager>();
        var token = house.Links[0][(SignedLinks.Route.Length + 1)..];
        var old = keys.GetAllKeys().Single();
        keys.CreateNewKey(DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddDays(90));

        await using (var other = new Node(database, TimeProvider.System, new RecordedPost()))
        {
            var links = other.Get<SignedLinks>();
            links.Read(token).ShouldNotBeNull();
            links.Read(links.Sign(links.Read(token)!)).ShouldBe(links.Read(token));
        }

        keys.RevokeKey(old.KeyId);
        await using var after = new Node(database, TimeProvider.System, new RecordedPost());
        after.Get<SignedLinks>().Read(token).ShouldBeNull();
        after.Get<SignedLinks>().Read(house.Links[1][(SignedLinks.Route.Length + 1)..]).ShouldBeNull();
    }

    [DatabaseFact]
    public async Task Link_WhenThePostWasHandedOverOrTheAccountDisabledOrTheAddressChanged_IsDead(TestDatabase database)
    {
        await using var house = await LinkHouse.OpenAsync(database);
        using var visitor = new LinkVisitor(house.House);
        var link = house.Links[0];
        var form = await visitor.FormAsync(link, ("done", "已不在岗"));
        await using var db = house.Open();

        // Written otherwise, but the same mailbox.
        var person = await db.People.SingleAsync(p => p.Key == "a");
        person.Email = "A@small.example";
        await db.SaveChangesAsync();
        (await visitor.GetAsync(link)).Status.ShouldBe(HttpStatusCode.OK);
        person.Email = "a@other.example";
        await db.SaveChangesAsync();
        await IsDeadAsync("收件邮箱已变更");
        person.Email = "a@small.example";
        await db.SaveChangesAsync();
        (await visitor.GetAsync(link)).Status.ShouldBe(HttpStatusCode.OK);

        await house.House.SignInAsync("a");
        var account = await db.Accounts.SingleAsync(a => a.PersonId == person.Id);
        account.Disabled = true;
        await db.SaveChangesAsync();
        await IsDeadAsync("不再担任");
        account.Disabled = false;
        await db.SaveChangesAsync();
        (await visitor.GetAsync(link)).Status.ShouldBe(HttpStatusCode.OK);

        var post = await db.Posts.Include(p => p.Holders).SingleAsync(p => p.Department.Name == "甲局" && p.Kind == PostKind.Liaison);
        post.Holders.Single().Until = SmallHouse.Today.AddDays(-1);
        post.Holders.Add(new PostHolder { Person = await db.People.SingleAsync(p => p.Key == "b"), From = SmallHouse.Today });
        await db.SaveChangesAsync();
        await IsDeadAsync("不再担任");

        async Task IsDeadAsync(string why)
        {
            var answer = await visitor.GetAsync(link);
            answer.Status.ShouldBe(HttpStatusCode.Gone);
            answer.Page.ShouldSatisfyAllConditions(p => p.ShouldContain(why), p => p.ShouldContain("登录系统办理"), p => p.ShouldNotContain("建设托育中心"));
            await RefusesAsync(house, visitor, link, form);
        }
    }

    [DatabaseFact]
    public async Task Link_WhenTheItemIsClosedEndedOrHandedToAnotherDepartment_IsDead(TestDatabase database)
    {
        await using var house = await LinkHouse.OpenAsync(database);
        using var visitor = new LinkVisitor(house.House);
        var (first, second) = (house.Links[0], house.Links[1]);
        var form = await visitor.FormAsync(first, ("done", "已了结"));
        await using (var db = house.Open())
        {
            var other = await db.Departments.SingleAsync(d => d.Name == "丙局");
            await house.RecordAsync(new HandOver(SmallHouse.Today, "督查室", other.Id, "甲局", "丙局", "机构改革"), number: "L2");
        }

        (await visitor.GetAsync(second)).ShouldSatisfyAllConditions(a => a.Status.ShouldBe(HttpStatusCode.Gone), a => a.Page.ShouldContain("不再担任"));
        foreach (var key in new[] { "2024-1", "printed-2025-12-31" })
        {
            await house.RecordAsync(new ConfirmMilestone(SmallHouse.Today, "督查室", key));
        }

        await house.RecordAsync(new Close(SmallHouse.Today, "督查室"));
        (await visitor.GetAsync(first)).ShouldSatisfyAllConditions(a => a.Status.ShouldBe(HttpStatusCode.Gone), a => a.Page.ShouldContain("该事项已了结"));
        await RefusesAsync(house, visitor, first, form);
    }

    [DatabaseFact]
    public async Task Link_HoweverItIsAsked_AcceptsAndReportsOnlyAsItsPersonAndLetsNobodyIn(TestDatabase database)
    {
        await using var house = await LinkHouse.OpenAsync(database);
        using var visitor = new LinkVisitor(house.House);
        var before = await house.ReadAsync();
        var form = await visitor.FormAsync(house.Links[0], ("done", "夹带"), ("do", "extension"), ("milestone", "2024-1"), ("until", "2025-06-30"), ("reason", "雨季"), ("statement", "全部完成"), ("ByLink", "false"),
            ("by", "督查室"), ("Id", "1"), ("email", "x@evil.example"), ("review", "Accepted"));

        (await visitor.SendAsync(house.Links[0], form)).Status.ShouldBe(HttpStatusCode.SeeOther);

        var after = await house.ReadAsync();
        (after.Version, after.Extensions.Count, after.Completions.Count, after.Milestones.Min(m => m.Due)).ShouldBe((before.Version + 1, 0, 0, before.Milestones.Min(m => m.Due)));
        (after.Reports[^1].ByLink, after.Reports[^1].Review, after.Reports[^1].By[..5]).ShouldBe((true, ReviewState.Submitted, "甲局 张三"));

        // Neither the visitor nor somebody else's session counts for anything.
        using var page = await visitor.Client.GetAsync("/mine");
        (page.StatusCode, page.Headers.Location!.ToString()).ShouldBe((HttpStatusCode.SeeOther, "/sign-in?return=%2Fmine"));
        using var office = house.House.Visit(follow: false);
        var opened = WebUtility.HtmlDecode(await office.GetStringAsync(house.Links[1]));
        opened.ShouldSatisfyAllConditions(p => p.ShouldContain("培训人员"), p => p.ShouldNotContain("王五"), p => p.ShouldNotContain("/sign-out"));
        (await office.PostAsync(house.Links[1], new FormUrlEncodedContent(await visitor.FormAsync(house.Links[1], ("done", "转发的链接"))))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await house.ReadAsync(number: "L2")).Reports[^1].ShouldSatisfyAllConditions(r => r.By.ShouldStartWith("甲局 张三"), r => r.ByLink.ShouldBeTrue());
    }

    [DatabaseFact]
    public async Task Form_OfAnotherLinkOrDamagedOrTooLarge_IsRefusedAndKeepsWhatWasTyped(TestDatabase database)
    {
        await using var house = await LinkHouse.OpenAsync(database);
        using var visitor = new LinkVisitor(house.House);
        var (first, second) = (await visitor.FormAsync(house.Links[0], ("done", "第一项")), await visitor.FormAsync(house.Links[1], ("done", "第二项")));
        var before = await house.RowsAsync();

        foreach (var form in new IEnumerable<KeyValuePair<string, string>>[]
        {
            new Dictionary<string, string>(first) { ["form"] = second["form"] },
            first.Where(f => f.Key != "form"),
            [.. first, KeyValuePair.Create("done", "第一项")],
            [.. first, KeyValuePair.Create("do", "accept"), KeyValuePair.Create("do", "report")],
            [.. first, KeyValuePair.Create("state", "Done")],
        })
        {
            var answer = await visitor.SendAsync(house.Links[0], form);
            answer.Status.ShouldBe(HttpStatusCode.BadRequest);
            answer.Page.ShouldSatisfyAllConditions(p => p.ShouldContain("没有保存"), p => p.ShouldContain(">第一项</textarea>"));
        }

        (await visitor.SendAsync(house.Links[0], new Dictionary<string, string>(first) { ["done"] = new('长', 200_000) })).ShouldSatisfyAllConditions(a => a.Status.ShouldBe(HttpStatusCode.BadRequest), a => a.Page.ShouldContain("没有保存"));
        (await visitor.SendAsync(house.Links[0], new Dictionary<string, string>(first) { ["percent"] = "一半" })).ShouldSatisfyAllConditions(a => a.Status.ShouldBe(HttpStatusCode.UnprocessableEntity), a => a.Page.ShouldContain("value=\"一半\""));
        (await visitor.SendAsync(house.Links[0], new Dictionary<string, string>(first) { ["percent"] = "101" })).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using (var json = await visitor.Client.PostAsync(house.Links[0], new StringContent("{\"done\":[\"x\"]}", System.Text.Encoding.UTF8, "application/json")))
        {
            json.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        // An array is another field, and nobody reads it.
        (await house.RowsAsync()).ShouldBe(before);
        (await visitor.SendAsync(house.Links[0], [.. first, KeyValuePair.Create("done[]", "a"), KeyValuePair.Create("done[0]", "b"), KeyValuePair.Create("Done.x", "c")])).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.ReadAsync()).Reports[^1].Done.ShouldBe("第一项");
    }

    [DatabaseFact]
    public async Task Report_ByLinkWhereThePlanAsksForTheHead_WaitsForTheHeadAndThenForTheOffice(TestDatabase database)
    {
        await using var house = await LinkHouse.OpenAsync(database);
        await using (var db = house.Open())
        {
            var post = new Post { DepartmentId = (await house.ReadAsync()).DepartmentId, Kind = PostKind.DepartmentHead };
            post.Holders.Add(new PostHolder { Person = new() { Key = "head", Name = "甲局长", Email = "head@small.example" }, From = new(2024, 1, 1) });
            db.Posts.Add(post);
            await db.SaveChangesAsync();
        }

        using var office = new Import.ImportVisitor(house.House);
        using var head = new Import.ImportVisitor(house.House, session: await house.House.SignInAsync("head"));
        using var visitor = new LinkVisitor(house.House);
        (await head.PostAsync("/plans/links/head-approval", "/mine", ("on", "true"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await office.PostAsync("/plans/links/head-approval", "/plans/links", ("on", "true"))).Location.ShouldBe("/plans/links");
        (await office.GetAsync("/plans/links")).ShouldContain("取消部门负责人审签");

        (await visitor.GetAsync(house.Links[0])).Page.ShouldContain("先由本部门负责人审签");
        (await visitor.ReportAsync(house.Links[0], "主体已封顶")).Status.ShouldBe(HttpStatusCode.SeeOther);
        var it = await house.ReadAsync();
        it.Reports[^1].Review.ShouldBe(ReviewState.AwaitingHead);
        (await visitor.GetAsync(house.Links[0])).Page.ShouldContain("待部门负责人审签");
        (await office.GetAsync("/review")).ShouldNotContain($"yes:Report:{it.Id}:");

        (await head.PostAsync("/review", "/review", ("_handler", "review"), ("key", "h"), ($"seen-Head:{it.Id}:", await head.FieldAsync("/review", $"seen-Head:{it.Id}:")), ("do", $"yes:Head:{it.Id}:"))).Location.ShouldBe("/review");
        (await house.ReadAsync()).Reports[^1].Review.ShouldBe(ReviewState.Submitted);
        (await office.PostAsync("/review", "/review", ("_handler", "review"), ("key", "o"), ($"seen-Report:{it.Id}:", await office.FieldAsync("/review", $"seen-Report:{it.Id}:")), ("do", $"yes:Report:{it.Id}:"))).Location.ShouldBe("/review");
        (await house.ReadAsync()).Reports[^1].Review.ShouldBe(ReviewState.Accepted);
    }

    [DatabaseFact]
    public async Task Link_AskedForUnderAForeignName_IsMadeFromTheConfiguredAddressOnly(TestDatabase database)
    {
        await using var house = await LinkHouse.OpenAsync(database, new() { ["House:BaseAddress"] = "https://plans.example.gov.cn/tasks/" });
        foreach (var address in System.Text.RegularExpressions.Regex.Matches(house.Mail.Html, "href=\"([^\"]+)\"").Select(m => m.Groups[1].Value))
        {
            address.ShouldStartWith("https://plans.example.gov.cn/tasks/");
        }

        using var visitor = new LinkVisitor(house.House);
        var path = house.Links[0]["/tasks".Length..];
        foreach (var (name, value, status) in new[]
        {
            ("Host", "evil.example", HttpStatusCode.BadRequest), ("X-Forwarded-Host", "evil.example", HttpStatusCode.OK), ("X-Forwarded-Proto", "gopher", HttpStatusCode.OK), ("X-Forwarded-Prefix", "/evil.example", HttpStatusCode.OK),
            ("X-Original-URL", "https://evil.example/", HttpStatusCode.OK), ("Forwarded", "host=evil.example", HttpStatusCode.OK),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(await visitor.FormAsync(path, ("percent", "x"))) };
            request.Headers.TryAddWithoutValidation(name, value);
            using var answer = await visitor.Client.SendAsync(request);
            answer.StatusCode.ShouldBe(status == HttpStatusCode.OK ? HttpStatusCode.UnprocessableEntity : status, name);
            (await answer.Content.ReadAsStringAsync()).ShouldNotContain("evil");
        }
    }

    [DatabaseFact]
    public async Task Link_TriedTooOften_IsRefusedForAMinute(TestDatabase database)
    {
        await using var house = await LinkHouse.OpenAsync(database, new() { ["Accounts:LinksPerMinute"] = "5" });
        using var visitor = new LinkVisitor(house.House);
        for (var i = 0; i < 5; i++)
        {
            (await visitor.GetAsync("/link/guessed")).Status.ShouldBe(HttpStatusCode.NotFound);
        }

        (await visitor.GetAsync("/link/guessed")).ShouldSatisfyAllConditions(a => a.Status.ShouldBe(HttpStatusCode.TooManyRequests), a => a.Page.ShouldContain("请稍等一分钟"));
        (await visitor.GetAsync(house.Links[0])).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await visitor.GetAsync("/sign-in")).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task RefusesAsync(LinkHouse house, LinkVisitor visitor, string path, Dictionary<string, string> form)
    {
        var before = await house.RowsAsync();
        (await visitor.SendAsync(path, form)).Status.ShouldBe(HttpStatusCode.Gone);
        (await house.RowsAsync()).ShouldBe(before);
    }
}
