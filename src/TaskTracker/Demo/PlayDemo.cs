using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features;
using TaskTracker.Features.Audit;
using TaskTracker.Features.Organisation;
using TaskTracker.Features.Plans;
using TaskTracker.Features.Progress;
using TaskTracker.Outbox;
using TaskTracker.Persistence;
using TaskTracker.Sweep;

namespace TaskTracker.Demo;

/// <summary>Fills an empty ledger with the shipped plans and sample people, and plays the weeks up to <see cref="Today"/>.</summary>
internal sealed class PlayDemo(IServiceProvider services, ShiftedTime time, RulesFolder rules, HouseRules house)
{
    public static readonly DateOnly Today = new(2024, 11, 20);

    private static readonly DateOnly PlayFrom = new(2024, 9, 23);
    private static readonly TimeOnly Morning = new(8, 30);
    private static readonly TimeOnly DigestHour = new(9, 0);

    /// <summary>When each plan became active; one does so while the weeks are played.</summary>
    private static readonly IReadOnlyDictionary<string, DateOnly> ActiveFrom = new Dictionary<string, DateOnly>
    {
        ["laishan-2023-minsheng"] = new(2023, 1, 9),
        ["nangong-health-14th"] = new(2024, 10, 28),
    };

    private static readonly DateOnly OthersActiveFrom = new(2024, 1, 8);

    /// <summary>A task is assigned late, so that some responsibilities are still waiting to be accepted.</summary>
    private static readonly DateOnly LateAssignment = new(2024, 11, 15);

    public async Task HandleAsync(Action<string> progress, CancellationToken cancel)
    {
        await LoadAsync(progress, cancel);
        progress("sample progress");
        var commands = await CommandsAsync(cancel);
        await ObserveAsync(cancel);
        await CarryAsync(commands.Where(c => c.Command.On < PlayFrom), cancel);
        for (var day = PlayFrom; day <= Today; day = day.AddDays(1))
        {
            progress($"{day:yyyy-MM-dd}");
            await PlayAsync(day, commands.Where(c => c.Command.On == day), cancel);
        }

        time.Set(Today, new TimeOnly(10, 0));
    }

    private async Task LoadAsync(Action<string> progress, CancellationToken cancel)
    {
        time.Set(OthersActiveFrom, Morning);
        foreach (var file in rules.Files("org"))
        {
            await LoadFileAsync<LoadOrg>(progress, file, (h, text) => h.HandleAsync(file, text, OthersActiveFrom, cancel), cancel);
        }

        foreach (var file in rules.Files("demo").Concat(rules.Files("plans")))
        {
            var day = ActiveFrom.GetValueOrDefault(Path.GetFileNameWithoutExtension(file), OthersActiveFrom);
            await LoadFileAsync<LoadPlan>(progress, file, (h, text) => h.HandleAsync(file, text, day < OthersActiveFrom ? day : OthersActiveFrom, cancel), cancel);
        }

        foreach (var file in rules.Files("assignments"))
        {
            await LoadFileAsync<AssignTasks>(progress, file, (h, text) => h.HandleAsync(file, text, OthersActiveFrom, cancel), cancel);
        }

        foreach (var file in rules.Files("breakdown"))
        {
            await LoadFileAsync<BreakDownYear>(progress, file, (h, text) => h.HandleAsync(file, text, OthersActiveFrom, cancel), cancel);
        }

        foreach (var plan in await PlanKeysAsync(cancel))
        {
            if (DayOf(plan) < PlayFrom)
            {
                await ActivateAsync(plan, cancel);
            }
        }
    }

    private async Task LoadFileAsync<THandler>(Action<string> progress, string file, Func<THandler, string, Task<LoadResult>> load, CancellationToken cancel)
        where THandler : notnull
    {
        progress(file);
        await using var scope = services.CreateAsyncScope();
        var result = await load(scope.ServiceProvider.GetRequiredService<THandler>(), await File.ReadAllTextAsync(file, cancel));
        if (result.Findings.Count > 0)
        {
            throw new RulesInvalidException(result.Findings);
        }
    }

    /// <summary>A plan that becomes active later is thought of as active then, so that its sample progress begins then.</summary>
    private async Task<List<(int ResponsibilityId, ProgressCommand Command)>> CommandsAsync(CancellationToken cancel)
    {
        await using var db = await DatabaseAsync(cancel);
        var sample = new SampleProgress(house.Current.Calendar, Today);
        var plans = await db.Plans.Include(p => p.Tasks).ThenInclude(t => t.Responsibilities).ThenInclude(r => r.Milestones).ThenInclude(m => m.Milestone)
            .Include(p => p.Tasks).ThenInclude(t => t.Responsibilities).ThenInclude(r => r.Department).AsNoTracking().AsSplitQuery().ToListAsync(cancel);
        plans.ForEach(p => p.ActiveFrom ??= DayOf(p.Key));
        return
        [
            .. from plan in plans
               from task in plan.Tasks
               from responsibility in task.Responsibilities
               from command in sample.Of(plan, task, responsibility)
               select (responsibility.Id, command),
        ];
    }

    private async Task CarryAsync(IEnumerable<(int ResponsibilityId, ProgressCommand Command)> commands, CancellationToken cancel)
    {
        foreach (var some in commands.GroupBy(c => c.ResponsibilityId).Chunk(200))
        {
            await using var db = await DatabaseAsync(cancel);
            var ids = some.Select(s => s.Key).ToList();
            var rows = await db.Responsibilities.Include(r => r.Task).ThenInclude(t => t.Plan).Include(r => r.Milestones).ThenInclude(m => m.Milestone)
                .Include(r => r.Reports.OrderBy(p => p.Id)).AsSplitQuery().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancel);
            foreach (var (id, command) in some.SelectMany(s => s))
            {
                // What the sample asks and the ledger refuses (a closing with a milestone still open) simply didn't happen.
                RecordProgress.Carry(rows[id], rows[id].Task.Plan.ReportCadence, command, command.On.ToDateTime(new TimeOnly(2, 0), DateTimeKind.Utc));
            }

            await db.SaveChangesAsync(cancel);
        }
    }

    private async Task PlayAsync(DateOnly day, IEnumerable<(int ResponsibilityId, ProgressCommand Command)> commands, CancellationToken cancel)
    {
        time.Set(day, Morning);
        foreach (var plan in (await PlanKeysAsync(cancel)).Where(p => DayOf(p) == day))
        {
            await ActivateAsync(plan, cancel);
        }

        if (day == LateAssignment)
        {
            foreach (var file in rules.Files(Path.Combine("demo", "assignments")))
            {
                await LoadFileAsync<AssignTasks>(_ => { }, file, (h, text) => h.HandleAsync(file, text, day, cancel), cancel);
            }
        }

        if (house.Current.Calendar.IsWorkday(day))
        {
            await services.GetRequiredService<RunSweep>().HandleAsync(day, null, cancel);
            time.Set(day, DigestHour);

            // This week's digest is made on the demo's own day, so that its figures are those on the pages.
            var isThisWeek = Today.DayNumber - day.DayNumber < (int)Today.DayOfWeek;
            if (day == Today || !isThisWeek)
            {
                await services.GetRequiredService<RunDigest>().HandleAsync(day, onlyWhenDue: day != Today, cancel);
            }

            await services.GetRequiredService<SealAudit>().HandleAsync(day, cancel);
            await services.GetRequiredService<MailSeals>().HandleAsync(day, cancel);
            await services.GetRequiredService<SendMails>().HandleAsync(null, cancel);
        }

        if (day < Today)
        {
            await CarryAsync(commands, cancel);
        }
    }

    /// <summary>Values of 2023 for most indicators: some off their target, some never reported.</summary>
    private async Task ObserveAsync(CancellationToken cancel)
    {
        await using var db = await DatabaseAsync(cancel);
        foreach (var indicator in await db.Indicators.Include(i => i.Plan).Include(i => i.YearlyTargets).Include(i => i.Observations).AsSplitQuery().ToListAsync(cancel))
        {
            if (SampleProgress.Observed(indicator.Plan, indicator, 2023) is { } observation)
            {
                indicator.Observations.Add(observation);
            }
        }

        await db.SaveChangesAsync(cancel);
    }

    private async Task ActivateAsync(string plan, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ChangePlanState>().HandleAsync(plan, PlanState.Active, DayOf(plan), cancel);
    }

    private async Task<List<string>> PlanKeysAsync(CancellationToken cancel)
    {
        await using var db = await DatabaseAsync(cancel);
        return await db.Plans.OrderBy(p => p.Id).Select(p => p.Key).ToListAsync(cancel);
    }

    private static DateOnly DayOf(string plan) => ActiveFrom.GetValueOrDefault(plan, OthersActiveFrom);

    private Task<TrackerDb> DatabaseAsync(CancellationToken cancel) => services.GetRequiredService<IDbContextFactory<TrackerDb>>().CreateDbContextAsync(cancel);
}
