using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Organisation;
using TaskTracker.Features.Plans;
using TaskTracker.Features.Progress;
using TaskTracker.Persistence;
using TaskTracker.Sweep;

namespace TaskTracker.Demo;

/// <summary>What was made, by number.</summary>
internal sealed record Generated(int Regions, int Plans, int Tasks, int Responsibilities, int Departments, int People, int Milestones, int Reports, int HistoryEntries);

/// <summary>Fills a ledger without plans with invented counties, each with its plans, people and histories. The same numbers give the same ledger.</summary>
internal sealed class GenerateLedger(IDbContextFactory<TrackerDb> databases, HouseRules house)
{
    private const int UsualPlan = 275;
    private const int PlansInRegion = 3;
    public static readonly int MostResponsibilities = InventedNames.Places * PlansInRegion * UsualPlan;

    private static readonly TimeOnly WorkHourUtc = new(2, 0);

    /// <param name="responsibilities">Exactly so many are made; 1 to <see cref="MostResponsibilities"/>.</param>
    /// <param name="progress">Called with the number of responsibilities made so far.</param>
    /// <returns>Null where the ledger has a plan already; nothing was changed then.</returns>
    public async Task<Generated?> HandleAsync(int responsibilities, int seed, DateOnly asOf, Action<int> progress, CancellationToken cancel)
    {
        await using (var db = await databases.CreateDbContextAsync(cancel))
        {
            if (await db.Plans.AnyAsync(cancel))
            {
                return null;
            }
        }

        var all = new Generated(0, 0, 0, 0, 0, 0, 0, 0, 0);
        var sizes = Sizes(responsibilities);
        var places = Enumerable.Range(0, InventedNames.Places).ToArray();
        new Random(seed).Shuffle(places);
        foreach (var (plans, i) in sizes.Chunk(PlansInRegion).Select((p, i) => (p, i)))
        {
            var one = await MakeRegionAsync(places[i], string.Create(CultureInfo.InvariantCulture, $"invented-{seed}-{i + 1}"), plans, asOf, new Random(HashCodeOf(seed, i)), cancel);
            all = new Generated(
                all.Regions + one.Regions, all.Plans + one.Plans, all.Tasks + one.Tasks, all.Responsibilities + one.Responsibilities, all.Departments + one.Departments, all.People + one.People,
                all.Milestones + one.Milestones, all.Reports + one.Reports, all.HistoryEntries + one.HistoryEntries);
            progress(all.Responsibilities);
        }

        return all;
    }

    /// <summary>How many responsibilities each plan gets: about the number of a real plan, the same for all but one.</summary>
    private static List<int> Sizes(int responsibilities)
    {
        var plans = Math.Max(1, (responsibilities + (UsualPlan / 2)) / UsualPlan);
        return [.. Enumerable.Range(0, plans).Select(i => (int)(((long)responsibilities * (i + 1) / plans) - ((long)responsibilities * i / plans)))];
    }

    private async Task<Generated> MakeRegionAsync(int place, string key, int[] sizes, DateOnly asOf, Random random, CancellationToken cancel)
    {
        var calendar = house.Current.Calendar;
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var region = new InventedRegion(key, place, asOf, random);
        db.Departments.AddRange(region.Departments);
        await db.SaveChangesAsync(cancel);

        var fields = InventedNames.Fields.ToArray();
        random.Shuffle(fields);
        var plans = sizes.Select((size, i) => new InventedPlan(region, fields[i], asOf, calendar, random).Make(string.Create(CultureInfo.InvariantCulture, $"{key}-{i + 1}"), size)).ToList();
        foreach (var (plan, indicator) in plans.SelectMany(p => p.Indicators.Select(i => (p, i))))
        {
            if (SampleProgress.Observed(plan, indicator, asOf.Year - 1) is { } observation)
            {
                indicator.Observations.Add(observation);
            }
        }

        db.Plans.AddRange(plans);
        await db.SaveChangesAsync(cancel);

        var tasks = plans.SelectMany(p => p.Tasks).ToList();
        tasks.ForEach(t => ShareOutPlans.ShareOutTask(t, t.Plan.ActiveFrom!.Value, Moment(t.Plan.ActiveFrom.Value)));

        // Gives the new responsibilities their department, by whose name the sample progress goes.
        db.ChangeTracker.DetectChanges();
        var sample = new SampleProgress(calendar, asOf);
        foreach (var responsibility in tasks.SelectMany(t => t.Responsibilities))
        {
            foreach (var command in sample.Of(responsibility.Task.Plan, responsibility.Task, responsibility))
            {
                RecordProgress.Carry(responsibility, responsibility.Task.Plan.ReportCadence, command, Moment(command.On));
            }
        }

        var made = tasks.SelectMany(t => t.Responsibilities).ToList();
        var entries = made.Sum(r => r.Unwritten.Count);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new Generated(
            1, plans.Count, tasks.Count, made.Count, region.Departments.Count, db.ChangeTracker.Entries<Person>().Count(),
            tasks.Sum(t => t.Milestones.Count), made.Sum(r => r.Reports.Count), entries);
    }

    private static DateTime Moment(DateOnly day) => day.ToDateTime(WorkHourUtc, DateTimeKind.Utc);

    private static int HashCodeOf(int seed, int region) => unchecked((seed * 1_000_003) + region);
}
