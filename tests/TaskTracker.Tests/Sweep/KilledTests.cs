using Microsoft.EntityFrameworkCore;
using TaskTracker.Mail;
using TaskTracker.Outbox;
using TaskTracker.Sweep;
using TaskTracker.Tests.Fixtures;
using Xunit.Abstractions;

namespace TaskTracker.Tests.Sweep;

/// <summary>The process dies at every step of sweep, mail making and sending, and another goes on with the same database.</summary>
public sealed class KilledTests(ITestOutputHelper output)
{
    private const string Morning = "2024-11-20 09:00";
    private const string AfterTheLease = "2024-11-20 09:06";

    [DatabaseFact]
    public async Task Way_WhenTheProcessDiesAtAnyDatabaseStep_LosesNothingAndDoublesOnlyWhatWasTakenUnrecorded(TestDatabase database)
    {
        var whole = await WholeAsync(database);
        whole.Mails.Count.ShouldBe(6);
        int deaths = 0, lost = 0, doubled = 0, wrong = 0;
        for (var step = 1; ; step++)
        {
            await database.RewindAsync();
            var life = new Mortality(diesAt: step);
            var post = new RecordedPost();
            var takenAtDeath = await LiveAsync(database, life, post);
            if (!life.Dead)
            {
                break;
            }

            deaths++;
            await using var next = new Node(database, FakeTime.At(AfterTheLease), post);
            await next.WorkAsync();
            var (l, d, w) = Compare(whole, await OutcomeAsync(next, post));
            (lost, doubled, wrong) = (lost + l, doubled + d, wrong + w);
            l.ShouldBe(0, $"step {step}");
            w.ShouldBe(0, $"step {step}");

            // One at most, and only the mail that had been taken when the process died before it could write that down.
            d.ShouldBeLessThanOrEqualTo(takenAtDeath > 0 ? 1 : 0, $"step {step}");
        }

        output.WriteLine($"{database.Provider}: {deaths} deaths, {lost} lost, {wrong} wrongly addressed, {doubled} taken twice with the same Message-ID");
        deaths.ShouldBeGreaterThan(30);
    }

    [DatabaseFact]
    public async Task Sending_WhenTheProcessDiesBeforeOrAfterAnAcceptance_SendsEachOnceOrTwiceWithTheSameMessageId(TestDatabase database)
    {
        var whole = await WholeAsync(database);
        foreach (var after in new[] { false, true })
        {
            var doubledInAll = 0;
            for (var nth = 1; nth <= whole.Mails.Count; nth++)
            {
                await database.RewindAsync();
                var life = new Mortality(diesAt: 0);
                var seen = 0;
                var post = new RecordedPost();
                DeliveryOutcome? Die() => ++seen == nth ? throw new ProcessDiedException(nth) : null;
                post.Before = mail => after ? null : Die();
                post.After = mail => after ? Die() : null;
                await LiveAsync(database, life, post);
                (post.Before, post.After) = (_ => null, _ => null);

                await using var next = new Node(database, FakeTime.At(AfterTheLease), post);
                await next.WorkAsync();
                var (lost, doubled, wrong) = Compare(whole, await OutcomeAsync(next, post));
                (lost, doubled, wrong).ShouldBe((0, after ? 1 : 0, 0));
                doubledInAll += doubled;
            }

            output.WriteLine($"{database.Provider}: died {(after ? "after" : "before")} the acceptance of each of {whole.Mails.Count}: 0 lost, {doubledInAll} taken twice with the same Message-ID");
        }
    }

    [LongFact]
    public async Task Way_WhenProcessAfterProcessDies_LosesNothing()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        foreach (var provider in Enum.GetValues<TestProvider>().Where(p => TestDatabase.WhyAbsent(p) is null))
        {
            await using var database = await TestDatabase.CreateAsync(provider);
            var whole = await WholeAsync(database);
            var deaths = 0;
            for (var round = 0; round < 100; round++)
            {
                await database.RewindAsync();
                var post = new RecordedPost();
                var minute = 0;
                while (true)
                {
                    var life = new Mortality(diesAt: random.Next(1, 40));
                    await LiveAsync(database, life, post, $"2024-11-20 {9 + (minute / 60):00}:{minute % 60:00}");
                    minute += 6;
                    deaths += life.Dead ? 1 : 0;
                    if (!life.Dead)
                    {
                        break;
                    }
                }

                await using var last = new Node(database, FakeTime.At("2024-11-20 15:00"), post);
                await last.WorkAsync();
                var (lost, _, wrong) = Compare(whole, await OutcomeAsync(last, post));
                (lost, wrong).ShouldBe((0, 0), $"seed {seed}, round {round}");
            }

            output.WriteLine($"{provider}: {deaths} deaths in 100 rounds, 0 lost, 0 wrongly addressed");
        }
    }

    private static async Task<Outcome> WholeAsync(TestDatabase database)
    {
        await using (var builder = new Node(database, FakeTime.At("2024-10-08 09:00"), new RecordedPost()))
        {
            await new SmallLedger().BuildAsync(builder);
        }

        await database.RewindAsync();
        var post = new RecordedPost();
        await using var node = new Node(database, FakeTime.At(Morning), post);
        await node.WorkAsync();
        return await OutcomeAsync(node, post);
    }

    /// <returns>How many mails had been taken when the process ended.</returns>
    private static async Task<int> LiveAsync(TestDatabase database, Mortality life, RecordedPost post, string at = Morning)
    {
        await using var node = new Node(database, FakeTime.At(at), post, interceptors: life.Interceptors);
        try
        {
            await node.WorkAsync();
        }
        catch (Exception e) when (Died(e))
        {
        }

        return post.Accepted.Count;
    }

    private static bool Died(Exception e) => e is ProcessDiedException || (e.InnerException is { } inner && Died(inner));

    private static async Task<Outcome> OutcomeAsync(Node node, RecordedPost post)
    {
        await using var db = node.Open();
        var notices = await db.Notices.Select(n => $"{n.Subject} {n.Workflow}/{n.Rule} {n.Level} {n.Episode} {n.Occurrence} {n.PostId} {n.CuredOn}").ToListAsync();
        (await db.Mails.CountAsync(m => m.State != MailState.Sent && m.State != MailState.Cancelled)).ShouldBe(0);
        (await db.Runs.Where(r => r.Kind == RunKind.Sweep && r.State == RunState.Done).SumAsync(r => r.Notices)).ShouldBe(notices.Count);
        return new Outcome(notices, [.. post.Accepted.Select(Sent.Of)]);
    }

    private static (int Lost, int Doubled, int Wrong) Compare(Outcome whole, Outcome other)
    {
        other.Notices.Order().ShouldBe(whole.Notices.Order());
        var distinct = other.Mails.Distinct().ToList();
        distinct.Select(m => m.MessageId).Distinct().Count().ShouldBe(distinct.Count, "a mail sent twice must be the same mail");
        var theirs = distinct.Select(m => m with { MessageId = "" }).ToList();
        var ours = whole.Mails.Select(m => m with { MessageId = "" }).ToList();
        return (ours.Except(theirs).Count(), other.Mails.Count - distinct.Count, theirs.Except(ours).Count() + theirs.Count - theirs.Distinct().Count());
    }

    private sealed record Outcome(IReadOnlyList<string> Notices, IReadOnlyList<Sent> Mails);

    /// <summary>A digest says when the rules last ran, which is later after a death: only its subject is compared.</summary>
    private sealed record Sent(string MessageId, string To, string Subject, string Text)
    {
        public static Sent Of(OutgoingMail mail) =>
            new(mail.MessageId, mail.To.Address, mail.Subject, mail.Subject.Contains("周报", StringComparison.Ordinal) ? "" : MailText.WithoutTokens(mail.Text));
    }
}
