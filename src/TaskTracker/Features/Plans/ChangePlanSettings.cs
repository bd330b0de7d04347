using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Plans;
using TaskTracker.Features.Progress;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Plans;

internal enum SettingsRefusal
{
    NotAllowed, NothingChanged, WorkdayWrong,

    /// <summary>Somebody else changed them since the page was shown.</summary>
    ChangedMeanwhile,
}

/// <param name="DueWorkday">A report is due on this workday after its period.</param>
/// <param name="Tasks">Tasks with a cadence of their own.</param>
internal sealed record PlanSettings(ReportCadence Cadence, int DueWorkday, bool Ranks, IReadOnlyDictionary<int, ReportCadence> Tasks)
{
    /// <summary>Tells whether they are still what was shown.</summary>
    public string Mark => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{Cadence} {DueWorkday} {Ranks} {string.Join(' ', Tasks.OrderBy(t => t.Key).Select(t => $"{t.Key}={t.Value}"))}"))))[..16];

    public static PlanSettings Of(Plan plan, IEnumerable<PlanTask> tasks) =>
        new(plan.ReportCadence, plan.ReportDueWorkday, plan.Ranks, tasks.Where(t => t.ReportCadence is not null).ToDictionary(t => t.Id, t => t.ReportCadence!.Value));
}

/// <summary>How a plan is reported on, and whether it ranks. What reads them is the next run.</summary>
internal sealed class ChangePlanSettings([WholeLedger] TrackerDb db, HouseClock clock, CurrentPerson me)
{
    public const int LatestWorkday = 20;

    private const int Tries = 10;

    /// <param name="seen">The mark of the settings that were shown.</param>
    /// <returns>Why nothing was done; null where it was.</returns>
    public async Task<SettingsRefusal?> HandleAsync(string planKey, PlanSettings wanted, string seen, string formKey, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await TryAsync(planKey, wanted, seen, formKey, cancel);
            }
            catch (DbUpdateException e) when (tries < Tries && (e is DbUpdateConcurrencyException || e.Entries.Any(entry => entry.Entity is SentForm)))
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<SettingsRefusal?> TryAsync(string planKey, PlanSettings wanted, string seen, string formKey, CancellationToken cancel)
    {
        if (await db.Plans.Include(p => p.Tasks).FirstOrDefaultAsync(p => p.Key == planKey, cancel) is not { } plan || !me.Supervises(plan.Region, plan.Id))
        {
            return SettingsRefusal.NotAllowed;
        }

        var (today, subject) = (clock.Today, AuditSubject.Plan(planKey));
        var digest = new FormStamp(formKey, 0).DigestOf(new { wanted.Mark });
        if (await SentForm.IsDoneAsync(db, subject, digest, cancel))
        {
            return null;
        }

        var now = PlanSettings.Of(plan, plan.Tasks);
        if (wanted.DueWorkday is < 1 or > LatestWorkday)
        {
            return SettingsRefusal.WorkdayWrong;
        }

        if (now.Mark != seen || now.Mark == wanted.Mark)
        {
            return now.Mark == wanted.Mark ? SettingsRefusal.NothingChanged : SettingsRefusal.ChangedMeanwhile;
        }

        foreach (var task in plan.Tasks)
        {
            var own = wanted.Tasks.TryGetValue(task.Id, out var cadence) ? cadence : (ReportCadence?)null;
            if (own != task.ReportCadence)
            {
                (task.ReportCadence, task.ReportCadenceFrom) = (own, today);
            }
        }

        if (plan.ReportCadence != wanted.Cadence)
        {
            (plan.ReportCadence, plan.ReportCadenceFrom) = (wanted.Cadence, today);
        }

        (plan.ReportDueWorkday, plan.Ranks) = (wanted.DueWorkday, wanted.Ranks);
        var numbers = plan.Tasks.ToDictionary(t => t.Id, t => $"{t.Number} {t.Title}");
        db.Record(subject, me.By, "PlanSettingsChanged", new { On = today, From = Shown(now), To = Shown(wanted) }, clock.UtcNow);
        db.Forms.Add(new SentForm { Subject = subject, Digest = digest });
        await db.SaveChangesAsync(cancel);
        return null;

        object Shown(PlanSettings of) => new { Cadence = of.Cadence.ToString(), of.DueWorkday, of.Ranks, Tasks = of.Tasks.Where(t => numbers.ContainsKey(t.Key)).Select(t => new { Task = numbers[t.Key], Cadence = t.Value.ToString() }) };
    }
}
