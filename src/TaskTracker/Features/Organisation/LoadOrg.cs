using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Organisation;
using TaskTracker.Features.Plans;
using TaskTracker.Persistence;
using TaskTracker.Rules.Json;

namespace TaskTracker.Features.Organisation;

/// <summary>Brings the departments, people and posts of a region into the ledger. A second time it only changes what the file changes.</summary>
internal sealed class LoadOrg(TrackerDb db, ShareOutPlans shareOut, TimeProvider time)
{
    public async Task<LoadResult> HandleAsync(string fileName, string text, DateOnly today, CancellationToken cancel)
    {
        var findings = new Findings(fileName);
        if (OrgFileReader.Read(text, findings) is not { } file)
        {
            return LoadResult.Refused(findings);
        }

        var departments = await db.Departments.Include(d => d.Aliases).Include(d => d.Members).Include(d => d.Successors)
            .Include(d => d.Posts).ThenInclude(p => p.Holders).Where(d => d.Region == file.Region).AsSplitQuery().ToDictionaryAsync(d => d.Name, cancel);
        var keys = file.People.Select(p => p.Id).ToList();
        var people = await db.People.Where(p => keys.Contains(p.Key)).ToDictionaryAsync(p => p.Key, cancel);
        Rename(departments, file);
        CheckNames(departments, file, findings);
        await CheckPeopleAsync(people, file, findings, cancel);
        if (findings.Any)
        {
            return LoadResult.Refused(findings);
        }

        await db.Database.InTransactionAsync(
            async () =>
            {
                foreach (var entry in file.Departments)
                {
                    Load(departments, file.Region, entry);
                }

                // Members and successors are named by id, which new departments have only now.
                var isChanged = db.ChangeTracker.HasChanges();
                await db.SaveChangesAsync(cancel);
                foreach (var entry in file.Departments)
                {
                    Connect(departments, entry);
                }

                foreach (var entry in file.People)
                {
                    Load(people, entry);
                }

                var changedPeople = db.ChangeTracker.Entries<Person>().Where(e => e.State is EntityState.Added or EntityState.Modified).Select(e => e.Entity.Key).Order(StringComparer.Ordinal).ToList();
                foreach (var entry in file.Posts)
                {
                    Load(departments[entry.Department], people, entry);
                }

                if (isChanged || db.ChangeTracker.HasChanges())
                {
                    db.Record(AuditSubject.Region(file.Region), "", "OrganisationLoaded", Audited(fileName, file, changedPeople, today), time.GetUtcNow().UtcDateTime);
                }

                await db.SaveChangesAsync(cancel);
                await shareOut.HandleAsync(file.Region, today, cancel);
            },
            cancel);
        var summary = $"{file.Region}: {file.Departments.Count} departments, {file.People.Count} people, {file.Posts.Count} posts.";
        var left = PostsLeftOut(departments, file, today);
        return left.Count == 0 ? LoadResult.Loaded(summary)
            : LoadResult.Loaded(summary, $"Posts that this file lacks stay as they are: {string.Join("、", left)}. To end one, list its holder with the last day as \"until\".");
    }

    /// <summary>Who holds which post is kept as long as the audit; of names and addresses only whose they are that changed.</summary>
    private static object Audited(string fileName, OrgFile file, IReadOnlyList<string> changedPeople, DateOnly today) => new
    {
        On = today, File = Path.GetFileName(fileName), Departments = file.Departments.Select(d => new { d.Name, d.From, d.Until, d.Members, d.Successors }), ChangedPeople = changedPeople,
        Posts = file.Posts.Select(p => new { p.Department, Post = OrgFileReader.WordOf(p.Kind), Holders = p.Holders.Select(h => new { h.Person, h.From, h.Until }) }),
    };

    /// <summary>A department that came in with a plan, under a name which this file knows as an alias or with the official name as its alias, is that department.</summary>
    private static void Rename(Dictionary<string, Department> departments, OrgFile file)
    {
        var ownNames = file.Departments.Select(d => d.Name).ToHashSet();
        foreach (var entry in file.Departments.Where(e => !departments.ContainsKey(e.Name)))
        {
            var same = departments.Values.Where(d => !ownNames.Contains(d.Name) && (entry.Aliases.Contains(d.Name) || d.Aliases.Any(a => a.Alias == entry.Name))).ToList();
            if (same is [var known])
            {
                departments.Remove(known.Name);
                known.Name = entry.Name;
                departments[entry.Name] = known;
            }
        }
    }

    private static void CheckNames(Dictionary<string, Department> departments, OrgFile file, Findings findings)
    {
        var ownNames = file.Departments.Select(d => d.Name).ToHashSet();
        var taken = departments.Values.Where(d => !ownNames.Contains(d.Name)).SelectMany(d => d.Aliases.Select(a => a.Alias).Prepend(d.Name).Select(n => (Name: n, d)))
            .ToLookup(n => n.Name, n => n.d.Name);
        foreach (var entry in file.Departments)
        {
            foreach (var name in entry.Aliases.Prepend(entry.Name).Where(taken.Contains))
            {
                findings.Add(entry.At, "name-taken", $"\"{name}\" stands in the ledger for \"{taken[name].First()}\", which this file lacks; list that department too, with other aliases, or drop the name here.");
            }
        }
    }

    /// <summary>The file of one region must not redirect the mail of another's people.</summary>
    private async Task CheckPeopleAsync(Dictionary<string, Person> people, OrgFile file, Findings findings, CancellationToken cancel)
    {
        var ids = people.Values.Select(p => p.Id).ToList();
        var elsewhere = await db.PostHolders.Where(h => ids.Contains(h.PersonId))
            .Join(db.Posts.Where(p => p.Department.Region != file.Region), h => h.PostId, p => p.Id, (h, p) => new { h.PersonId, p.Department.Region })
            .Distinct().ToListAsync(cancel);
        foreach (var entry in file.People)
        {
            if (people.TryGetValue(entry.Id, out var known) && (known.Name != entry.Name || known.Email != entry.Email)
                && elsewhere.FirstOrDefault(e => e.PersonId == known.Id) is { } other)
            {
                findings.Add(entry.At, "person-elsewhere",
                    $"The person \"{entry.Id}\" is {known.Name} <{known.Email}> in {other.Region}; choose another id here, or give the same name and address.");
            }
        }
    }

    private static List<string> PostsLeftOut(Dictionary<string, Department> departments, OrgFile file, DateOnly today) =>
    [
        .. from department in departments.Values
           from post in department.Posts
           where post.Holders.Any(h => h.HoldsOn(today)) && !file.Posts.Any(p => p.Department == department.Name && p.Kind == post.Kind)
           select $"{department.Name} {OrgFileReader.WordOf(post.Kind)}",
    ];

    private void Load(Dictionary<string, Department> departments, string region, OrgDepartment entry)
    {
        if (!departments.TryGetValue(entry.Name, out var department))
        {
            department = new Department { Region = region, Name = entry.Name };
            departments[entry.Name] = department;
            db.Departments.Add(department);
        }

        department.IsGroup = entry.Group;
        department.From = entry.From;
        department.Until = entry.Until;
        department.Aliases.RemoveAll(a => !entry.Aliases.Contains(a.Alias));
        department.Aliases.AddRange(entry.Aliases.Where(a => department.Aliases.All(known => known.Alias != a)).Select(a => new DepartmentAlias { Alias = a }));
    }

    private static void Connect(Dictionary<string, Department> departments, OrgDepartment entry)
    {
        var department = departments[entry.Name];
        var members = entry.Members.Select(m => departments[m].Id).ToHashSet();
        department.Members.RemoveAll(m => !members.Contains(m.MemberId));
        department.Members.AddRange(members.Where(id => department.Members.All(m => m.MemberId != id)).Select(id => new GroupMember { MemberId = id }));
        var successors = entry.Successors.Select(s => departments[s].Id).ToHashSet();
        department.Successors.RemoveAll(s => !successors.Contains(s.SuccessorId));
        department.Successors.AddRange(
            successors.Where(id => department.Successors.All(s => s.SuccessorId != id)).Select(id => new DepartmentSuccessor { SuccessorId = id }));
    }

    private void Load(Dictionary<string, Person> people, OrgPerson entry)
    {
        if (people.TryGetValue(entry.Id, out var person))
        {
            person.Name = entry.Name;
            person.Email = entry.Email;
            return;
        }

        people[entry.Id] = new Person { Key = entry.Id, Name = entry.Name, Email = entry.Email };
        db.People.Add(people[entry.Id]);
    }

    private static void Load(Department department, Dictionary<string, Person> people, OrgPost entry)
    {
        var post = department.Posts.FirstOrDefault(p => p.Kind == entry.Kind);
        if (post is null)
        {
            post = new Post { Kind = entry.Kind };
            department.Posts.Add(post);
        }

        // The first day tells terms apart. A term that now names another person is a correction: the old row goes.
        post.Holders.RemoveAll(h => !entry.Holders.Any(e => e.From == h.From && people[e.Person].Id == h.PersonId));
        foreach (var holder in entry.Holders)
        {
            if (post.Holders.FirstOrDefault(h => h.From == holder.From) is { } known)
            {
                known.Until = holder.Until;
            }
            else
            {
                post.Holders.Add(new PostHolder { Person = people[holder.Person], From = holder.From, Until = holder.Until });
            }
        }
    }
}
