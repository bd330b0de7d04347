using System.Diagnostics;
using System.Globalization;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Mail;
using TaskTracker.Rules;
using TaskTracker.Tests.Fixtures;
using TaskTracker.Tests.Mail;
using Xunit.Abstractions;

namespace TaskTracker.Adapters.Tests;

/// <summary>What the parts cost beside the default ones: <c>tests/run.sh --card --long</c> prints it.</summary>
[Collection("Alone")]
[CollectionDefinition("Alone", DisableParallelization = true)]
public sealed class MeasuredTests(ITestOutputHelper output)
{
#if USE_MAILKIT
    [LongFact]
    public async Task Transports_ToASinkOnThisMachine_InMailsASecond()
    {
        const int Mails = 300;
        using var relay = new SmtpListener();
        var options = new MailOptions { Host = "127.0.0.1", Port = relay.Port, StartTls = StartTls.None };
        using var mailKit = new TaskTracker.MailKit.MailKitTransport(options, new TaskTracker.MailKit.MailKitOptions());
        foreach (var (name, transport) in new[] { ("System.Net.Mail", (IMailTransport)new SmtpTransport(options)), ("MailKit", mailKit) })
        {
            foreach (var atOnce in new[] { 1, 8 })
            {
                var start = Stopwatch.GetTimestamp();
                await Parallel.ForEachAsync(Enumerable.Range(0, Mails), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (n, cancel) =>
                    (await transport.SendAsync(SampleMails.Outgoing() with { MessageId = $"m{n}@tasks.example.cn", Html = new string('字', 8_000) }, cancel)).ShouldBe(new DeliveryOutcome.Accepted()));
                Say($"{name}, {atOnce} at once: {Mails / Stopwatch.GetElapsedTime(start).TotalSeconds:0} mails a second");
            }
        }
    }

#endif

#if USE_RULESENGINE
    [LongFact]
    public void Engines_OfTheShippedRules_InVerdictsASecond()
    {
        var findings = new List<TaskTracker.Rules.Json.Finding>();
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "rules", "workflows"), "*.json").Select(f => new RuleFile(f, File.ReadAllText(f)));
        var book = WatchRules.Load([.. files], findings)!.Book;
        foreach (var (name, engine) in new[] { ("own", book), ("RulesEngine", book.DecidedBy(new TaskTracker.MicrosoftRulesEngine.MicrosoftEngine())) })
        {
            var rules = engine.For<MilestoneSubject>();
            var subjects = Enumerable.Range(0, 2_000).Select(n => new MilestoneSubject(
                new PlanFacts("Active", n % 900, n % 300, n % 101), new TaskFacts("一", n % 10 == 0, n % 6, n % 4, n % 3, true),
                new ResponsibilityFacts("Lead", "InProgress", n % 4 != 0, n % 10 == 0, n % 40, n % 101, n % 5 == 0 ? null : n % 200),
                new MilestoneFacts(n % 3 != 0, new DateOnly(2024, 11, 20), "annual", n % 400 - 100, n % 200, n % 60, n % 90, n % 101))).ToList();
            var mask = new ulong[rules.MaskLength];
            rules.Evaluate(subjects[0], mask);
            var (verdicts, start) = (0L, Stopwatch.GetTimestamp());
            while (Stopwatch.GetElapsedTime(start).TotalSeconds < 3)
            {
                subjects.ForEach(s => rules.Evaluate(s, mask));
                verdicts += (long)subjects.Count * rules.Rules.Count;
            }

            Say($"{name}: {verdicts / Stopwatch.GetElapsedTime(start).TotalSeconds:0} verdicts a second over {rules.Rules.Count} rules");
        }
    }

#endif

    private void Say(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
