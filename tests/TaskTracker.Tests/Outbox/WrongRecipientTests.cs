using System.Text;
using System.Text.RegularExpressions;
using TaskTracker.Mail;
using TaskTracker.Tests.Fixtures;
using TaskTracker.Tests.Mail;
using Xunit.Abstractions;

namespace TaskTracker.Tests.Outbox;

/// <summary>Random departments, people and tasks, through the real transport to a listening relay.</summary>
public sealed partial class WrongRecipientTests(ITestOutputHelper output)
{
    [DatabaseFact]
    [InlineData(7)]
    [InlineData(20241120)]
    public async Task Send_OfARandomBatch_NamesNobodyElseAndNothingOfOtherDepartments(TestDatabase database, int seed)
    {
        var random = new Random(seed);
        var departments = Enumerable.Range(0, 8).Select(i => $"第{(char)('甲' + i)}{i}局").ToList();
        var people = Enumerable.Range(0, 12).Select(i => $"p{i}").ToList();
        var ledger = new SmallLedger
        {
            Holders = [.. departments.SelectMany(d => new[] { "liaison", "departmentHead" }, (d, post) => Held(d, post, people[random.Next(people.Count)]))],
            Tasks = [.. Enumerable.Range(0, 20).Select(i => new PlannedTask(
                $"t{i}", random.Next(2) == 0 ? "2024-11-13" : "2024-12-13", [.. departments.OrderBy(_ => random.Next()).Take(random.Next(1, 4))]))],
            TaskTitle = key => $"事项[{key}]",
        };
        using var relay = new SmtpListener();
        var smtp = new SmtpTransport(new MailOptions { Host = "localhost", Port = relay.Port, StartTls = StartTls.None });
        await using (var builder = new Node(database, FakeTime.At("2024-10-08 09:00"), smtp))
        {
            await ledger.BuildAsync(builder);
        }

        await using var node = new Node(database, FakeTime.At("2024-11-20 09:00"), smtp);
        await node.WorkAsync();

        var (wrong, items) = (0, 0);
        foreach (var delivery in relay.Accepted)
        {
            var recipient = delivery.Recipients.ShouldHaveSingleItem();
            var all = Encoding.UTF8.GetString(delivery.Body) + Decoded(delivery.Body);
            Addresses().Matches(all).Select(m => m.Value).Where(a => a.EndsWith("example.cn", StringComparison.Ordinal)).Distinct().ShouldBe([recipient]);

            var theirs = ledger.Holders.Where(h => h.Email == recipient).Select(h => h.Department).Distinct().ToList();
            var mayKnow = ledger.Tasks.Where(t => t.Departments.Intersect(theirs).Any()).Select(t => $"[{t.Key}]").ToHashSet();
            var named = Items().Matches(all).Select(m => m.Value).Distinct().ToList();
            items += named.Count;
            wrong += named.Count(t => !mayKnow.Contains(t)) + departments.Except(theirs).Count(all.Contains);
            wrong += people.Count(p => $"{p}@example.cn" != recipient && all.Contains($"姓名{p}您", StringComparison.Ordinal));
        }

        output.WriteLine($"{database.Provider}, seed {seed}: {relay.Accepted.Count} mails, {items} items, {wrong} wrongly addressed");
        wrong.ShouldBe(0);
        relay.Accepted.Count.ShouldBeGreaterThan(5);
        items.ShouldBeGreaterThan(20);
        relay.Accepted.SelectMany(d => d.Recipients).ShouldBeUnique();
    }

    private static Holder Held(string department, string post, string person) => new(department, post, person, $"姓名{person}您");

    private static string Decoded(byte[] body) => string.Concat(Base64().Matches(Encoding.ASCII.GetString(body)).Select(m => Encoding.UTF8.GetString(Convert.FromBase64String(m.Groups[1].Value))));

    [GeneratedRegex(@"[A-Za-z0-9._-]+@[A-Za-z0-9.-]+")]
    private static partial Regex Addresses();

    [GeneratedRegex(@"\[t\d+\]")]
    private static partial Regex Items();

    [GeneratedRegex(@"base64\r\n\r\n([A-Za-z0-9+/=\r\n]+)\r\n--")]
    private static partial Regex Base64();
}
