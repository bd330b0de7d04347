using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Organisation;
using TaskTracker.Features.Accounts;
using TaskTracker.Features.Layout;
using TaskTracker.Features.People;
using TaskTracker.Persistence;

namespace TaskTracker.Demo;

/// <summary>Accounts to look at the demo with, one of each kind, under one password that is another each time.</summary>
internal sealed class OpenDemoAccounts(TrackerDb db, UserManager<Account> accounts, GrantRole grant, HouseClock clock)
{
    private const string Region = "莱山区";
    private const string Department = "区卫生健康局";

    private static readonly (string Key, string Name, Role Role)[] Administrators =
        [("demo-security", "安全员", Role.SecurityAdministrator), ("demo-system", "系统员", Role.SystemAdministrator), ("demo-audit", "审计员", Role.AuditAdministrator)];

    public async Task<IReadOnlyList<DemoAccount>> HandleAsync(CancellationToken cancel)
    {
        var password = Secret.FirstPassword();
        var made = new List<DemoAccount>();
        foreach (var kind in new[] { PostKind.Liaison, PostKind.DepartmentHead, PostKind.Supervision, PostKind.Leader })
        {
            var posts = db.Posts.Where(p => p.Kind == kind && p.Department.Region == Region && (kind == PostKind.Supervision || kind == PostKind.Leader || p.Department.Name == Department));
            var post = await db.PostHolders.Where(h => h.From <= clock.Today && (h.Until == null || h.Until >= clock.Today))
                .Join(posts, h => h.PostId, p => p.Id, (h, p) => new { h.Id, h.PersonId, h.Person.Key, h.Person.Name, Department = p.Department.Name }).OrderBy(h => h.Id).FirstAsync(cancel);
            made.Add(await OpenAsync(post.PersonId, post.Key, post.Name, $"Role.{RoleOf(kind)}", $"{Region} {post.Department}", password));
        }

        foreach (var (key, name, role) in Administrators)
        {
            var person = new Person { Key = key, Name = name, Email = $"{key}@demo.example" };
            db.People.Add(person);
            await db.SaveChangesAsync(cancel);
            await grant.HandleAsync(new(person.Id, role, null, null, clock.Today, null), "demo", cancel);
            made.Add(await OpenAsync(person.Id, key, name, $"Role.{role}", "", password));
        }

        return made;
    }

    private async Task<DemoAccount> OpenAsync(int personId, string key, string name, string role, string where, string password)
    {
        var result = await accounts.CreateAsync(new Account { PersonId = personId, Name = key, CreatedAt = clock.UtcNow, PasswordChangedAt = clock.UtcNow }, password);
        return result.Succeeded ? new(key, password, name, role, where) : throw new InvalidOperationException($"The demo's account {key} was refused: {result}");
    }

    private static Role RoleOf(PostKind kind) => kind switch
    {
        PostKind.Liaison => Role.Liaison,
        PostKind.DepartmentHead => Role.DepartmentHead,
        PostKind.Supervision => Role.Supervisor,
        _ => Role.Leader,
    };
}
