using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskTracker.Access;
using TaskTracker.Features.Accounts;
using TaskTracker.Persistence;

namespace TaskTracker.Features.People;

internal enum GrantRefusal
{
    NoSuchPerson,
    AlreadyGranted,

    /// <summary>The person is another kind of administrator, and the house keeps them apart.</summary>
    OtherAdministration,

    /// <summary>Liaisons and heads are so by their post; an evaluator needs a plan or a region; an administrator has neither.</summary>
    WrongPlace,
    PeriodReversed,

    /// <summary>Nobody gives or takes their own rights.</summary>
    Oneself,
}

/// <param name="Region">Null for a plan, or for the whole house.</param>
internal sealed record WantedGrant(int PersonId, Role Role, string? Region, int? PlanId, DateOnly From, DateOnly? Until);

/// <summary>Gives a person a role for a time, or ends it. What changes is in force at the person's next request.</summary>
internal sealed class GrantRole([WholeLedger] TrackerDb db, IOptions<AccountsOptions> options, AccountLog log, CurrentPerson me)
{
    public async Task<GrantRefusal?> HandleAsync(WantedGrant wanted, string by, CancellationToken cancel)
    {
        if (!await db.People.AnyAsync(p => p.Id == wanted.PersonId, cancel))
        {
            return GrantRefusal.NoSuchPerson;
        }

        if (wanted.PersonId == me.Id)
        {
            return GrantRefusal.Oneself;
        }

        if (IsMisplaced(wanted) || (wanted.PlanId is { } plan && !await db.Plans.AnyAsync(p => p.Id == plan, cancel)))
        {
            return GrantRefusal.WrongPlace;
        }

        if (wanted.Until < wanted.From)
        {
            return GrantRefusal.PeriodReversed;
        }

        var others = await db.Grants.Where(g => g.PersonId == wanted.PersonId && (g.Until == null || g.Until >= wanted.From)).ToListAsync(cancel);
        var meanwhile = others.Where(g => wanted.Until is null || g.From <= wanted.Until).ToList();
        if (meanwhile.Any(g => g.Role == wanted.Role && g.Region == wanted.Region && g.PlanId == wanted.PlanId))
        {
            return GrantRefusal.AlreadyGranted;
        }

        if (options.Value.SeparateAdministrators && (wanted.Role & Roles.Administrators) != 0 && meanwhile.Any(g => (g.Role & Roles.Administrators) != 0))
        {
            return GrantRefusal.OtherAdministration;
        }

        db.Grants.Add(new Grant { PersonId = wanted.PersonId, Role = wanted.Role, Region = wanted.Region, PlanId = wanted.PlanId, From = wanted.From, Until = wanted.Until, GrantedBy = by });
        await db.SaveChangesAsync(cancel);
        await log.WriteAsync(AccountEventKind.RoleGranted, wanted.PersonId, by, $"{wanted.Role} {wanted.Region}{wanted.PlanId} {wanted.From:O}–{wanted.Until:O}");
        return null;
    }

    /// <summary>Ends the day before; one that has not begun is gone.</summary>
    public async Task<GrantRefusal?> EndAsync(int personId, int grantId, string by, DateOnly today, CancellationToken cancel)
    {
        if (await db.Grants.FirstOrDefaultAsync(g => g.Id == grantId && g.PersonId == personId, cancel) is not { } grant)
        {
            return GrantRefusal.NoSuchPerson;
        }

        if (personId == me.Id)
        {
            return GrantRefusal.Oneself;
        }

        var last = today.AddDays(-1);
        grant.Until = grant.Until < last ? grant.Until : last;
        if (grant.Until < grant.From)
        {
            db.Grants.Remove(grant);
        }

        await db.SaveChangesAsync(cancel);
        await log.WriteAsync(AccountEventKind.RoleEnded, personId, by, grant.Role.ToString());
        return null;
    }

    private static bool IsMisplaced(WantedGrant wanted) => wanted.Role switch
    {
        Role.Supervisor or Role.Leader => wanted is { Region: not null, PlanId: not null },
        Role.Evaluator => (wanted.Region is null) == (wanted.PlanId is null),
        Role.SystemAdministrator or Role.SecurityAdministrator or Role.AuditAdministrator => wanted is not { Region: null, PlanId: null },
        _ => true,
    };
}
