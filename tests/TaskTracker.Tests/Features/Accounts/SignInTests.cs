using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskTracker.Access;
using TaskTracker.Features.Accounts;
using TaskTracker.Features.People;
using TaskTracker.Persistence;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Accounts;

public sealed partial class SignInTests
{
    [DatabaseFact]
    public async Task SignIn_WithNameAndPassword_LeadsToWhereThePersonWantedAndOutAgain(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        await house.SignInAsync("a");
        using var visitor = new Guest(house);
        (await visitor.GetAsync("/responsibilities?light=red")).Headers.Location!.ToString().ShouldBe("/sign-in?return=%2Fresponsibilities%3Flight%3Dred");
        var answer = await visitor.SignInAsync("a", SmallHouse.Password, "/responsibilities?light=red");
        answer.Status.ShouldBe(HttpStatusCode.Found);
        answer.Location.ShouldEndWith("/responsibilities?light=red");
        answer.SetCookie.ShouldContain("session=");
        answer.SetCookie.ShouldContain("httponly");
        answer.SetCookie.ShouldContain("samesite=lax");
        var page = await visitor.Client.GetStringAsync("/");
        page.ShouldContain("张三");
        (await visitor.PostAsync("/sign-out")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await visitor.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [DatabaseFact]
    public async Task SignOut_WhenTheCookieWasCopiedBefore_EndsTheCopyToo(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        var stolen = await house.SignInAsync("a");
        using var owner = new Guest(house, stolen);
        (await owner.PostAsync("/sign-out")).Status.ShouldBe(HttpStatusCode.SeeOther);
        using var thief = new Guest(house, stolen);
        (await thief.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [DatabaseFact]
    public async Task SignIn_ForAnyReasonRefused_GivesTheSameAnswer(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        await house.SignInAsync("a");
        await house.SignInAsync("b");
        await ChangeAsync(house, "b", a => a.Disabled = true);
        var answers = new List<string>();
        foreach (var (name, password) in new[] { ("a", "wrong-Password-1"), ("b", SmallHouse.Password), ("nobody-here", "x"), ("s", "wrong"), ("' OR 1=1 --", "x"), (new string('a', 5000), "x"), ("a", new string('x', 100_000)) })
        {
            using var visitor = new Guest(house);
            var answer = await visitor.SignInAsync(name, password);
            answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, name[..Math.Min(20, name.Length)]);
            answers.Add(Token().Replace(answer.Page, "").Replace(WebUtility.HtmlEncode(name), "", StringComparison.Ordinal).Replace(name, "", StringComparison.Ordinal));
        }

        answers.Select(Text).Distinct().ShouldHaveSingleItem();
    }

    [DatabaseFact]
    public async Task SignIn_OfAnUnknownName_DoesTheWorkOfAKnownOne(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database, settings: new() { ["Accounts:HashRounds"] = "400000", ["Accounts:LockoutAfter"] = "1000" });
        await using var scope = house.Services.CreateAsyncScope();
        var handler = scope.ServiceProvider.GetRequiredService<SignIn>();
        await handler.WithPasswordAsync("warm-up", "x", default);
        var (known, unknown) = (new List<double>(), new List<double>());
        for (var i = 0; i < 5; i++)
        {
            known.Add(await TimeAsync(() => handler.WithPasswordAsync("s", "wrong", default)));
            unknown.Add(await TimeAsync(() => handler.WithPasswordAsync($"nobody-{i}", "wrong", default)));
        }

        var ratio = unknown.Order().ElementAt(2) / known.Order().ElementAt(2);
        ratio.ShouldBeInRange(0.4, 2.5);
    }

    [DatabaseFact]
    public async Task SignIn_AfterFiveWrongPasswords_RefusesTheRightOneUntilTheTimeIsOver(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        await house.SignInAsync("a");
        using var visitor = new Guest(house);
        for (var i = 0; i < 5; i++)
        {
            (await visitor.SignInAsync("a", $"wrong-{i}")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        }

        (await visitor.SignInAsync("a", SmallHouse.Password)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await ChangeAsync(house, "a", a => a.LockedUntil = DateTime.UtcNow.AddSeconds(-1));
        (await visitor.SignInAsync("a", SmallHouse.Password)).Status.ShouldBe(HttpStatusCode.Found);
    }

    [DatabaseFact]
    public async Task SignIn_OftenerThanTheLimit_IsPutOff(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database, settings: new() { ["Accounts:SignInsPerMinute"] = "3" });
        using var visitor = new Guest(house);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 5; i++)
        {
            answers.Add((await visitor.SignInAsync($"nobody-{i}", "x")).Status);
        }

        answers.Count(a => a == HttpStatusCode.UnprocessableEntity).ShouldBe(3);
        answers.Count(a => a == HttpStatusCode.TooManyRequests).ShouldBe(2);
    }

    [DatabaseFact]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("/\t/elsewhere.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("elsewhere.example")]
    public async Task SignIn_WithAnAddressElsewhere_StaysAtHome(TestDatabase database, string back)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        await house.SignInAsync("a");
        using var visitor = new Guest(house);
        var answer = await visitor.SignInAsync("a", SmallHouse.Password, back);
        answer.Status.ShouldBe(HttpStatusCode.Found);
        new Uri(house.Address, answer.Location!).ShouldBe(house.Address);
        Regex.IsMatch(await visitor.Client.GetStringAsync($"/sign-in?return={Uri.EscapeDataString(back)}"), "name=\"return\"[^>]*elsewhere").ShouldBeFalse();
    }

    [DatabaseFact]
    public async Task SignIn_WithoutToken_ChangesNothing(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        await house.SignInAsync("a");
        using var visitor = new Guest(house);
        var answer = await visitor.SendAsync("/sign-in", [("_handler", "sign-in"), ("name", "a"), ("password", SmallHouse.Password)]);
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.SetCookie.ShouldNotContain("session=");
    }

    [DatabaseFact]
    public async Task Session_WhenItsPersonIsDisabledOrLosesTheirRole_IsRefusedAtTheNextRequest(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        var people = new[] { "disabled", "ended", "reset", "role", "post" }.ToList();
        await using (var scope = house.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<TrackerDb>();
            foreach (var key in people)
            {
                db.Grants.Add(new Grant { Person = new() { Key = key, Name = key, Email = "x@small.example" }, Role = Role.Supervisor, Region = "试验区", From = new(2024, 1, 1), GrantedBy = "test" });
            }

            await db.SaveChangesAsync();
        }

        var guests = new Dictionary<string, Guest>();
        foreach (var key in people)
        {
            guests[key] = new Guest(house, await house.SignInAsync(key));
            (await guests[key].GetAsync("/notices")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using var liaison = new Guest(house, await house.SignInAsync("a"));
        (await liaison.GetAsync("/responsibilities/1")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await using (var scope = house.Services.CreateAsyncScope())
        {
            var s = scope.ServiceProvider;
            var db = s.GetRequiredService<TrackerDb>();
            var ids = await db.People.ToDictionaryAsync(p => p.Key, p => p.Id);
            (await s.GetRequiredService<ChangeAccess>().SetDisabledAsync(ids["disabled"], true)).ShouldBeTrue();
            (await s.GetRequiredService<ChangeAccess>().EndSessionsAsync(ids["ended"])).ShouldBeTrue();
            (await s.GetRequiredService<OpenAccount>().ResetAsync(ids["reset"], "test")).Password.ShouldNotBeNull();
            var grant = await db.Grants.SingleAsync(g => g.PersonId == ids["role"]);
            (await s.GetRequiredService<GrantRole>().EndAsync(ids["role"], grant.Id, "test", SmallHouse.Today, default)).ShouldBeNull();
            var department = await db.Departments.Where(d => d.Name == "甲局").Select(d => d.Id).SingleAsync();
            (await s.GetRequiredService<HandOverPost>().HandleAsync(department, Domain.Organisation.PostKind.Liaison, "b", SmallHouse.Today, default)).ShouldBeNull();
        }

        foreach (var key in new[] { "disabled", "ended", "reset" })
        {
            (await guests[key].GetAsync("/notices")).StatusCode.ShouldBe(HttpStatusCode.SeeOther, key);
        }

        (await guests["role"].GetAsync("/notices")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await guests["post"].GetAsync("/notices")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await liaison.GetAsync("/responsibilities/1")).StatusCode.ShouldBeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.NotFound);
        foreach (var guest in guests.Values)
        {
            guest.Dispose();
        }
    }

    [DatabaseFact]
    public async Task Session_WithAFirstPassword_CanOnlyChangeIt(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = new Guest(house, await house.SignInAsync("a", mustChangePassword: true));
        (await visitor.GetAsync("/responsibilities")).Headers.Location!.ToString().ShouldBe("/account/password");
        (await visitor.GetAsync("/account")).Headers.Location!.ToString().ShouldBe("/account/password");
        (await visitor.PostAsync("/account/sessions/end")).Status.ShouldBe(HttpStatusCode.Forbidden);
        foreach (var (wanted, says) in new[] { ("short-1", "至少"), ("alllowercaseletters", "三类"), ("Password-1", "常见"), (SmallHouse.Password, "近期用过") })
        {
            var refused = await visitor.PostAsync("/account/password", ("_handler", "password"), ("present", SmallHouse.Password), ("new", wanted), ("again", wanted));
            refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, wanted);
            Text(refused.Page).ShouldContain(says);
        }

        (await visitor.PostAsync("/account/password", ("_handler", "password"), ("present", "wrong"), ("new", "Hafen-licht-9"), ("again", "Hafen-licht-9"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await visitor.PostAsync("/account/password", ("_handler", "password"), ("present", SmallHouse.Password), ("new", "Hafen-licht-9"), ("again", "Hafen-licht-9"))).Status.ShouldBe(HttpStatusCode.Found);
        (await visitor.GetAsync("/responsibilities")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [DatabaseFact]
    public async Task Authenticator_OnceTurnedOn_IsAskedForAndItsCodeIsGoodOnce(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        await house.SignInAsync("a");
        string code, recovery;
        await using (var scope = house.Services.CreateAsyncScope())
        {
            var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
            var account = (await accounts.FindByNameAsync("a"))!;
            (account.AuthenticatorKey, account.TwoFactorEnabled) = (accounts.GenerateNewAuthenticatorKey(), true);
            recovery = (await accounts.GenerateNewTwoFactorRecoveryCodesAsync(account, 2))!.First();
            code = Totp.Now(account.AuthenticatorKey);
        }

        (await WithCodeAsync(house, "000000")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await WithCodeAsync(house, code)).ShouldBe(HttpStatusCode.Found);
        (await WithCodeAsync(house, code)).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await WithCodeAsync(house, recovery)).ShouldBe(HttpStatusCode.Found);
        (await WithCodeAsync(house, recovery)).ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    private static async Task<HttpStatusCode> WithCodeAsync(SmallHouse house, string code)
    {
        using var visitor = new Guest(house);
        var first = await visitor.SignInAsync("a", SmallHouse.Password);
        first.Status.ShouldBe(HttpStatusCode.OK);
        first.SetCookie.ShouldNotContain("session=");
        var step = Step().Match(first.Page).Groups[1].Value;
        return (await visitor.PostAsync("/sign-in", ("_handler", "sign-in"), ("step", step), ("code", code))).Status;
    }

    private static async Task ChangeAsync(SmallHouse house, string name, Action<Account> change)
    {
        await using var scope = house.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var account = (await accounts.FindByNameAsync(name))!;
        change(account);
        (await accounts.UpdateAsync(account)).Succeeded.ShouldBeTrue();
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var begun = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    private static string Text(string page) => Tag().Replace(page, "");

    [GeneratedRegex("value=\"CfDJ8[^\"]*\"")]
    private static partial Regex Token();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("name=\"step\" value=\"([^\"]+)")]
    private static partial Regex Step();
}

/// <summary>The code that an authenticator app shows (RFC 6238), computed anew so that ours is not held against itself.</summary>
internal static class Totp
{
    public static string Now(string base32Key)
    {
        var bits = string.Concat(base32Key.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var key = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var counter = BitConverter.GetBytes(System.Net.IPAddress.HostToNetworkOrder(DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30));
#pragma warning disable CA5350 // RFC 6238 is HMAC-SHA1.
        var hash = System.Security.Cryptography.HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        var offset = hash[^1] & 15;
        var number = (((hash[offset] & 127) << 24) | (hash[offset + 1] << 16) | (hash[offset + 2] << 8) | hash[offset + 3]) % 1_000_000;
        return number.ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }
}
