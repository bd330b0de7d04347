using Microsoft.EntityFrameworkCore;
using TaskTracker.Sweep;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Sweep;

/// <summary>Two ledgers with the same history, one swept by what is due and one in full: what they come to is the same after every sweep.</summary>
public sealed class LazySweepTests
{
    private const int Steps = 45;

    [DatabaseFact]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Sweep_OfWhatIsDue_ComesToTheSameAsAFullOne(TestDatabase database, int seed) => (await PlayAsync(database, seed)).Saved.ShouldBeGreaterThan(0);

    [LongFact]
    public async Task Sweep_OfWhatIsDue_ComesToTheSameAsAFullOne_Long()
    {
        for (var seed = 100; seed < 160; seed++)
        {
            await using var database = await TestDatabase.CreateAsync(TestProvider.Sqlite);
            await PlayAsync(database, seed);
        }
    }

    private static async Task<(int Saved, int LookedAt)> PlayAsync(TestDatabase database, int seed)
    {
        await using var other = await TestDatabase.CreateAsync(database.Provider);
        var rules = OtherRules.In(database.Folder);
        var random = new Random(seed);
        var (lazy, full) = (new RandomHistory(seed, database), new RandomHistory(seed, other));
        var (lookedAt, all) = (0, 0);
        await BothAsync(h => h.BeginAsync(rules));
        for (var step = 0; step < Steps; step++)
        {
            // Mostly the next day; sometimes the same, sometimes after an outage.
            var (days, hour) = (random.Next(12) switch { 0 => 0, 1 => random.Next(2, 30), _ => 1 }, random.Next(9, 17));
            var (things, publishes, sends) = (random.Next(4) == 0 ? random.Next(1, 6) : 0, random.Next(10) == 0, random.Next(3) > 0);
            await BothAsync(async h =>
            {
                h.Forward(days, hour);
                await (publishes ? h.PublishAsync() : Task.CompletedTask);
                for (var i = 0; i < things; i++)
                {
                    await h.DoSomethingAsync();
                }
            });
            var run = await lazy.Node.SweepAsync();
            var complete = await full.Node.Get<RunSweep>().HandleAsync(full.Node.Clock.Today, null, default, full: true);
            await ShouldAgreeAsync($"seed {seed}, step {step}, {run.AsOf:O}");
            complete.LookedAt.ShouldBe(complete.Responsibilities);
            (lookedAt, all) = (lookedAt + run.LookedAt, all + complete.LookedAt);
            if (sends)
            {
                await BothAsync(h => h.Node.SendAsync());
                await ShouldAgreeAsync($"seed {seed}, step {step}, after sending");
            }
        }

        await BothAsync(async h => await h.Node.DisposeAsync());
        return (all - lookedAt, lookedAt);

        async Task BothAsync(Func<RandomHistory, Task> what)
        {
            await what(lazy);
            await what(full);
        }

        async Task ShouldAgreeAsync(string when)
        {
            lazy.Done.ShouldBe(full.Done);
            var (one, two) = (await OutcomeAsync(lazy.Node), await OutcomeAsync(full.Node));
            if (!one.SequenceEqual(two))
            {
                throw new Xunit.Sdk.XunitException(
                    $"{when}\nonly lazy:\n  {string.Join("\n  ", one.Except(two).Take(8))}\nonly full:\n  {string.Join("\n  ", two.Except(one).Take(8))}\n{string.Join("\n", lazy.Done.TakeLast(25))}");
            }
        }
    }

    /// <summary>Everything that sweeps make, without the ids, which depend on the order of rows, and without what says who was looked at.</summary>
    private static async Task<List<string>> OutcomeAsync(Node node)
    {
        await using var db = node.Open();
        var runs = await db.Runs.ToDictionaryAsync(r => r.Id, r => $"{r.Kind} {r.AsOf:O} {r.Ordinal}");
        var mails = await db.Mails.Include(m => m.Person).ToListAsync();
        var mailNames = mails.ToDictionary(m => m.Id, m => $"{runs[m.RunId]} {m.Person.Key} {m.Part}");
        return
        [
            .. (await db.Runs.AsNoTracking().ToListAsync()).Select(r => $"run {r.Kind} {r.AsOf:O} {r.Ordinal} {r.State} {r.Responsibilities} {r.Changes} {r.Notices} {r.Mails}").Order(StringComparer.Ordinal),
            .. mails.Select(m => $"mail {mailNames[m.Id]} {m.State} {m.Level} {m.Subject} {MailText.WithoutTokens(m.Text)}").Order(StringComparer.Ordinal),
            .. (await db.Standings.AsNoTracking().ToListAsync()).Select(s => $"standing {s.ResponsibilityId} {s.Light} {s.Since:O} {s.Rule}").Order(StringComparer.Ordinal),
            .. (await db.LightChanges.AsNoTracking().ToListAsync()).Select(c => $"change {c.ResponsibilityId} {c.On:O} {c.From} {c.To} {c.Rule}").Order(StringComparer.Ordinal),
            .. (await db.Signals.AsNoTracking().ToListAsync())
                .Select(s => $"signal {s.Subject} {s.Workflow}/{s.Rule} {s.RuleVersion} {s.Sentence} {s.Level} {s.Light} {s.Since:O} {s.Outcome} {s.OutcomeOn:O} {s.Explanation}").Order(StringComparer.Ordinal),
            .. (await db.Notices.AsNoTracking().ToListAsync())
                .Select(n => $"notice {runs[n.RunId]} {n.Subject} {n.Workflow}/{n.Rule} {n.RuleVersion} {n.Level} {n.Episode:O} {n.Occurrence} {n.PostId} {n.IsCopy} {n.IssuedOn:O} cured {n.CuredOn:O} mail {(n.MailId is { } m ? mailNames[m] : null)} {n.NextSentence} {n.NextOn:O} {n.Explanation}").Order(StringComparer.Ordinal),
        ];
    }
}
