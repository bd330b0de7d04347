using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Organisation;
using TaskTracker.Features.Accounts;
using TaskTracker.Persistence;

namespace TaskTracker.Features.People;

/// <summary>A person who has an account now, with the password to hand over.</summary>
internal sealed record NewAccount(string Name, string Key, string Password);

/// <summary>What a sheet would do: looked at first, then done whole or not at all.</summary>
/// <param name="Added">People that the ledger lacks.</param>
internal sealed record PeoplePreview(IReadOnlyList<PersonLine> Lines, IReadOnlyList<PeopleProblem> Problems, int Added, int Posts);

/// <summary>Brings people, their accounts and posts into the ledger from a sheet. Who is there already keeps account and password.</summary>
internal sealed class ImportPeople([WholeLedger] TrackerDb db, UserManager<Account> accounts, AccountLog log, CurrentPerson me, HouseClock clock)
{
    public async Task<PeoplePreview> PreviewAsync(IReadOnlyList<PersonLine> lines, IReadOnlyList<PeopleProblem> problems, CancellationToken cancel)
    {
        var found = problems.ToList();
        var departments = await DepartmentsAsync(cancel);
        var keys = lines.Select(l => l.Key).ToList();
        var people = await db.People.AsNoTracking().Where(p => keys.Contains(p.Key)).ToDictionaryAsync(p => p.Key, cancel);
        foreach (var line in lines)
        {
            if (people.TryGetValue(line.Key, out var known) && (known.Name, known.Email) != (line.Name, line.Email))
            {
                found.Add(new(line.Row, "KnownOtherwise", $"{known.Name} {known.Email}"));
            }

            if (line.Department.Length > 0 && Find(departments, line) is not [_])
            {
                found.Add(new(line.Row, Find(departments, line).Count == 0 ? "Department" : "WhichRegion", line.Department));
            }

            if (line.Post is not null && known is not null && known.Id == me.Id)
            {
                found.Add(new(line.Row, "Oneself", line.Key));
            }
        }

        // Two of the sheet for one post, or one for a post that somebody takes up as late or later.
        foreach (var (line, department) in lines.Where(l => l.Post is not null).Select(l => (l, Find(departments, l))).Where(x => x.Item2.Count == 1).Select(x => (x.l, x.Item2[0])))
        {
            var post = department.Posts.FirstOrDefault(p => p.Kind == line.Post);
            var from = line.From ?? clock.Today;
            if (lines.Any(o => o.Row < line.Row && o.Post == line.Post && Find(departments, o) is [var same] && same.Id == department.Id)
                || (post?.Holders.Any(h => h.From >= from) == true && !IsHeldBy(post, line.Key, from)))
            {
                found.Add(new(line.Row, "PostTaken", line.Department));
            }
        }

        return new(lines, [.. found.OrderBy(p => p.Row)], keys.Distinct().Count(k => !people.ContainsKey(k)), lines.Count(l => l.Post is not null));
    }

    /// <returns>Null where something has come up since the preview; nothing was written then.</returns>
    public async Task<IReadOnlyList<NewAccount>?> HandleAsync(IReadOnlyList<PersonLine> lines, string by, CancellationToken cancel)
    {
        if ((await PreviewAsync(lines, [], cancel)).Problems.Count > 0)
        {
            return null;
        }

        var made = new List<NewAccount>();
        var departments = await DepartmentsAsync(cancel);
        foreach (var line in lines)
        {
            var person = db.People.Local.FirstOrDefault(p => p.Key == line.Key) ?? await db.People.FirstOrDefaultAsync(p => p.Key == line.Key, cancel);
            if (person is null)
            {
                db.People.Add(person = new Person { Key = line.Key, Name = line.Name, Email = line.Email });
            }

            if (made.All(m => m.Key != line.Key) && (person.Id == 0 || !await db.Accounts.AnyAsync(a => a.PersonId == person.Id, cancel)))
            {
                var password = Secret.FirstPassword();
                var account = new Account { Person = person, Name = line.Key, NormalizedName = accounts.NormalizeName(line.Key)!, MustChangePassword = true, CreatedAt = clock.UtcNow, PasswordChangedAt = clock.UtcNow, SecurityStamp = Secret.Make(), ConcurrencyStamp = Guid.NewGuid().ToString("N") };
                account.PasswordHash = accounts.PasswordHasher.HashPassword(account, password);
                db.Accounts.Add(account);
                made.Add(new(line.Name, line.Key, password));
            }

            if (line.Post is { } kind)
            {
                TakeUp(Find(departments, line)[0], kind, person, line.From ?? clock.Today);
            }
        }

        await db.SaveChangesAsync(cancel);
        await log.WriteAsync(AccountEventKind.PeopleImported, me.Id, by, $"{lines.Count}");
        return made;
    }

    private static void TakeUp(Department department, PostKind kind, Person person, DateOnly from)
    {
        var post = department.Posts.FirstOrDefault(p => p.Kind == kind);
        if (post is null)
        {
            department.Posts.Add(post = new Post { Kind = kind });
        }

        if (IsHeldBy(post, person.Key, from))
        {
            return;
        }

        if (post.Holders.FirstOrDefault(h => h.HoldsOn(from)) is { } before)
        {
            before.Until = from.AddDays(-1);
        }

        post.Holders.Add(new PostHolder { Person = person, From = from });
    }

    private static bool IsHeldBy(Post post, string key, DateOnly day) => post.Holders.Any(h => h.Person.Key == key && (h.HoldsOn(day) || h.From >= day));

    private async Task<List<Department>> DepartmentsAsync(CancellationToken cancel) =>
        await db.Departments.Include(d => d.Aliases).Include(d => d.Posts).ThenInclude(p => p.Holders).ThenInclude(h => h.Person).Where(d => !d.IsGroup).AsSplitQuery().ToListAsync(cancel);

    private static List<Department> Find(List<Department> departments, PersonLine line) =>
        [.. departments.Where(d => (line.Region.Length == 0 || d.Region == line.Region) && (d.Name == line.Department || d.Aliases.Any(a => a.Alias == line.Department)))];
}
