using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Calendar;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Persistence;
using TaskTracker.RulesInForce;
using TaskTracker.Scheduling;

namespace TaskTracker.Sweep;

/// <summary>How far a run is: batches done of batches in all.</summary>
internal readonly record struct SweepProgress(int Done, int Total);

/// <summary>A run that could not be begun, in words for the person who asked for it.</summary>
internal sealed class SweepRefusedException(string message) : Exception(message);

/// <summary>
/// The sweep, in two phases that may both be broken off and repeated. (a) Tasks and plans that were touched or have come due are evaluated
/// in batches and their notices written, each batch one transaction; nodes that meet the same run lease its batches one by one. (b) When all are done, the notices of the run are
/// gathered into one mail per person, in one transaction that also ends the run.
/// </summary>
/// <param name="handOut">Where the scheduler can call other nodes to a run's batches.</param>
internal sealed class RunSweep(IDbContextFactory<TrackerDb> databases, HouseRules house, TakeInFolder takeIn, MakeMails makeMails, HouseClock clock, ILogger<RunSweep> log, HandOutBatches? handOut = null)
{
    private const int TasksPerBatch = 100;
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(200);

    private readonly string _node = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";

    /// <param name="full">Look at everything, due or not.</param>
    /// <exception cref="SweepRefusedException">The ledger has been swept for a later day already.</exception>
    public async Task<SweepRun> HandleAsync(DateOnly asOf, IProgress<SweepProgress>? progress, CancellationToken cancel, bool full = false)
    {
        await takeIn.AtStartAsync(cancel);
        var (rules, calendar) = house.Current;
        var by = Fingerprint.Of(rules, calendar);
        var (runId, isNew) = await BeginAsync(asOf, by, full, cancel);
        handOut?.Invoke(await OpenBatchesAsync(runId, cancel));
        while (!await IsOvertakenAsync(asOf, cancel))
        {
            if (await LeaseAsync(b => b.RunId == runId, cancel) is { } batch)
            {
                await EvaluateAsync(batch, asOf, rules, calendar, by, cancel);
            }
            else if (await AllDoneAsync(runId, cancel))
            {
                break;
            }
            else
            {
                // Another node holds the rest; if it died, its lease runs out.
                await Task.Delay(PollTime, cancel);
            }

            if (progress is not null)
            {
                await using var db = await databases.CreateDbContextAsync(cancel);
                progress.Report(new SweepProgress(
                    await db.Batches.CountAsync(b => b.RunId == runId && b.DoneAt != null, cancel), await db.Batches.CountAsync(b => b.RunId == runId, cancel)));
            }
        }

        var run = await makeMails.HandleAsync(runId, cancel);

        // A run that was begun by others looks only at what was due then.
        return full && !isNew ? await HandleAsync(asOf, progress, cancel, full) : run;
    }

    /// <summary>For a node that was called to a run: evaluates the batch unless it is done or leased.</summary>
    public async Task EvaluateBatchAsync(int batchId, CancellationToken cancel)
    {
        if (await LeaseAsync(b => b.Id == batchId, cancel) is { } batch)
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            var asOf = await db.Runs.Where(r => r.Id == batch.RunId).Select(r => r.AsOf).SingleAsync(cancel);
            var (rules, calendar) = house.Current;
            await EvaluateAsync(batch, asOf, rules, calendar, Fingerprint.Of(rules, calendar), cancel);
        }
    }

    /// <summary>Finds the day's unfinished run or begins a new one.</summary>
    private async Task<(int RunId, bool IsNew)> BeginAsync(DateOnly asOf, string by, bool full, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.Runs.Where(r => r.Kind == RunKind.Sweep && r.AsOf > asOf).OrderByDescending(r => r.AsOf).FirstOrDefaultAsync(cancel) is { } later)
        {
            throw new SweepRefusedException($"The ledger has been swept as of {later.AsOf:yyyy-MM-dd}; a sweep as of {asOf:yyyy-MM-dd} would undo what came after. Nothing was done.");
        }

        // A run of an earlier day that was broken off is given up for the present day's: missed runs are never replayed. A node that still
        // holds one of its batches loses it here.
        await db.Batches.Where(b => b.DoneAt == null && db.Runs.Any(r => r.Id == b.RunId && r.Kind == RunKind.Sweep && r.AsOf < asOf))
            .ExecuteUpdateAsync(s => s.SetProperty(b => b.DoneAt, clock.UtcNow).SetProperty(b => b.Fence, b => b.Fence + 1), cancel);
        await db.Runs.Where(r => r.Kind == RunKind.Sweep && r.AsOf < asOf && r.State == RunState.Evaluating)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.State, RunState.MakingMails), cancel);
        foreach (var unfinished in await db.Runs.Where(r => r.Kind == RunKind.Sweep && r.AsOf < asOf && r.State == RunState.MakingMails).Select(r => r.Id).ToListAsync(cancel))
        {
            await makeMails.HandleAsync(unfinished, cancel);
        }

        var today = await db.Runs.Where(r => r.Kind == RunKind.Sweep && r.AsOf == asOf).OrderByDescending(r => r.Ordinal).FirstOrDefaultAsync(cancel);
        if (today is { State: not RunState.Done })
        {
            return (today.Id, false);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await TakeUpTouches.HandleAsync(db, cancel);
        if (full)
        {
            await db.Looks.ExecuteDeleteAsync(cancel);
        }

        var run = new SweepRun { Kind = RunKind.Sweep, AsOf = asOf, Ordinal = (today?.Ordinal ?? 0) + 1, StartedAt = clock.UtcNow };
        run.Batches.AddRange(await BatchesAsync(db, by, asOf, cancel));
        db.Runs.Add(run);
        try
        {
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return (run.Id, true);
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested)
        {
            // Another node began the same run between our look and our write; if it wasn't that, the next look says so.
            await transaction.RollbackAsync(cancel);
            db.ChangeTracker.Clear();
            return (await db.Runs.Where(r => r.Kind == RunKind.Sweep && r.AsOf == asOf && r.Ordinal == run.Ordinal).Select(r => r.Id).SingleAsync(cancel), false);
        }
    }

    private static async Task<List<SweepBatch>> BatchesAsync(TrackerDb db, string by, DateOnly asOf, CancellationToken cancel)
    {
        var tasks = (await Looks.DueTasks(db, by, asOf).Where(t => db.WatchedPlans.Any(p => p.Id == t.PlanId)).Select(t => new { t.PlanId, t.Position }).Distinct().ToListAsync(cancel))
            .ToLookup(t => t.PlanId, t => t.Position);
        var plans = await Looks.DuePlans(db, by, asOf).Where(p => db.WatchedPlans.Contains(p)).Select(p => p.Id).ToListAsync(cancel);
        var batches = new List<SweepBatch>();
        foreach (var plan in plans.Union(tasks.Select(t => t.Key)).Order())
        {
            var spans = tasks[plan].Order().Chunk(TasksPerBatch).Select(p => (From: p[0], To: p[^1] + 1)).DefaultIfEmpty((From: 0, To: 0)).ToList();
            spans[0] = (plans.Contains(plan) ? 0 : spans[0].From, spans[0].To);
            batches.AddRange(spans.Select(s => new SweepBatch { PlanId = plan, FromPosition = s.From, ToPosition = s.To }));
        }

        return batches;
    }

    private async Task<List<int>> OpenBatchesAsync(int runId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Batches.Where(b => b.RunId == runId && b.DoneAt == null).OrderBy(b => b.Id).Select(b => b.Id).ToListAsync(cancel);
    }

    /// <param name="which">The batches of which one may be taken.</param>
    private async Task<SweepBatch?> LeaseAsync(Expression<Func<SweepBatch, bool>> which, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        while (true)
        {
            var now = clock.UtcNow;
            var batch = await db.Batches.Where(which).Where(b => b.DoneAt == null && db.Runs.Any(r => r.Id == b.RunId && r.State == RunState.Evaluating) && (b.LeasedUntil == null || b.LeasedUntil < now))
                .OrderBy(b => b.Id).AsNoTracking().FirstOrDefaultAsync(cancel);
            if (batch is null)
            {
                return null;
            }

            var leased = await db.Batches.Where(b => b.Id == batch.Id && b.Fence == batch.Fence && b.DoneAt == null).ExecuteUpdateAsync(
                s => s.SetProperty(b => b.Fence, batch.Fence + 1).SetProperty(b => b.LeasedBy, _node).SetProperty(b => b.LeasedUntil, now + LeaseTime), cancel);
            if (leased == 1)
            {
                batch.Fence++;
                return batch;
            }
        }
    }

    private async Task EvaluateAsync(SweepBatch batch, DateOnly asOf, WatchRules rules, WorkCalendar calendar, string by, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var plan = await db.Plans.AsNoTracking().SingleAsync(p => p.Id == batch.PlanId, cancel);
        var due = await Looks.DueTasks(db, by, asOf).Where(t => t.PlanId == batch.PlanId && t.Position >= batch.FromPosition && t.Position < batch.ToPosition).Select(t => t.Id).ToListAsync(cancel);
        var withPlan = batch.FromPosition == 0 && await Looks.DuePlans(db, by, asOf).AnyAsync(p => p.Id == batch.PlanId, cancel);
        var assessed = await new Assess(db, house, rules, calendar).HandleAsync(plan, db.Tasks.Where(t => due.Contains(t.Id)), withPlan, batch.RunId, asOf, cancel);

        // The fence is part of the update's condition: who has lost the lease saves nothing.
        db.Batches.Attach(batch);
        batch.DoneAt = clock.UtcNow;
        batch.Responsibilities = assessed.Responsibilities;
        batch.Changes = assessed.Changes;
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException) when (!db.Batches.AsNoTracking().Any(b => b.Id == batch.Id && b.Fence == batch.Fence && b.DoneAt == null))
        {
            // The other node's rows may come in our way before the fence does.
            log.LogWarning("Batch {Batch} of run {Run} was taken over by another node; its results here are dropped.", batch.Id, batch.RunId);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody reported meanwhile. What was read is out of date, so the batch is given back and evaluated anew.
            await db.Batches.Where(b => b.Id == batch.Id && b.Fence == batch.Fence).ExecuteUpdateAsync(s => s.SetProperty(b => b.LeasedUntil, (DateTime?)null), cancel);
        }
    }

    /// <summary>Whether a later day was begun while this node slept.</summary>
    private async Task<bool> IsOvertakenAsync(DateOnly asOf, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Runs.AnyAsync(r => r.Kind == RunKind.Sweep && r.AsOf > asOf, cancel);
    }

    private async Task<bool> AllDoneAsync(int runId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Runs.AnyAsync(r => r.Id == runId && r.State != RunState.Evaluating, cancel)
            || !await db.Batches.AnyAsync(b => b.RunId == runId && b.DoneAt == null, cancel);
    }
}
