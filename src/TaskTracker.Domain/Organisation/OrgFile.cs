using TaskTracker.Rules.Json;

namespace TaskTracker.Domain.Organisation;

/// <summary>The departments, people and posts of one region as a file gives them (rules/org/).</summary>
public sealed record OrgFile(string Region, IReadOnlyList<OrgDepartment> Departments, IReadOnlyList<OrgPerson> People, IReadOnlyList<OrgPost> Posts);

public sealed record OrgDepartment(
    string Name, IReadOnlyList<string> Aliases, bool Group, IReadOnlyList<string> Members, DateOnly? From, DateOnly? Until, IReadOnlyList<string> Successors, JsonAt At);

public sealed record OrgPerson(string Id, string Name, string Email, JsonAt At);

public sealed record OrgPost(string Department, PostKind Kind, IReadOnlyList<OrgHolder> Holders);

/// <param name="Until">The last day in the post; null: still holds it.</param>
public sealed record OrgHolder(string Person, DateOnly From, DateOnly? Until);

/// <summary>Reads an org file strictly: names must be unique, and every name that is used must be there.</summary>
public static class OrgFileReader
{
    /// <summary>How an org file calls a post.</summary>
    public static string WordOf(PostKind kind) => PostWords.Kinds.First(w => w.Value == kind).Key;

    /// <returns>Null where there is any finding.</returns>
    public static OrgFile? Read(string text, Findings findings)
    {
        if (JsonFile.Parse(text, findings) is not { } root)
        {
            return null;
        }

        var fields = new JsonFields(root, findings);
        var region = fields.Text("region", 100);
        var departments = ReadDepartments(fields.List("departments"), findings);
        var people = ReadPeople(fields.OptionalList("people"), findings);
        var posts = ReadPosts(fields.OptionalList("posts"), departments, people, findings);
        fields.Done();
        return findings.Any ? null : new OrgFile(region, departments, people, posts);
    }

    private static List<OrgDepartment> ReadDepartments(IReadOnlyList<JsonAt> items, Findings findings)
    {
        var departments = new List<(OrgDepartment Department, JsonAt At)>();
        var names = new HashSet<string>();
        foreach (var item in items)
        {
            var fields = new JsonFields(item, findings);
            var department = new OrgDepartment(
                fields.Text("name", 200), fields.OptionalTexts("aliases", 200), fields.OptionalFlag("group", false), fields.OptionalTexts("members"),
                fields.OptionalDay("from"), fields.OptionalDay("until"), fields.OptionalTexts("successors"), item);
            fields.Done();
            foreach (var name in department.Aliases.Prepend(department.Name).Where(n => n.Length > 0 && !names.Add(n)))
            {
                findings.Add(item, "duplicate-department", $"The name \"{name}\" stands for two departments; a name or alias may stand for one only.");
            }

            if (department.From > department.Until)
            {
                findings.Add(item, "period-reversed", $"\"{department.Name}\" ends ({department.Until:O}) before it begins ({department.From:O}).");
            }

            if (department.Members.Count > 0 && !department.Group)
            {
                findings.Add(item, "not-a-group", $"\"{department.Name}\" has members but is no group; add \"group\": true.");
            }

            departments.Add((department, item));
        }

        foreach (var (department, at) in departments)
        {
            foreach (var name in department.Members.Concat(department.Successors).Where(n => departments.All(d => d.Department.Name != n)))
            {
                findings.Add(at, "unknown-department", UnknownDepartment(name, departments.Select(d => d.Department)));
            }

            foreach (var name in department.Members.Where(n => departments.Any(d => d.Department.Name == n && d.Department.Group)))
            {
                findings.Add(at, "nested-group", $"The group \"{department.Name}\" has the group \"{name}\" as a member; name the departments themselves.");
            }
        }

        return [.. departments.Select(d => d.Department)];
    }

    private static List<OrgPerson> ReadPeople(IReadOnlyList<JsonAt> items, Findings findings)
    {
        var people = new List<OrgPerson>();
        foreach (var item in items)
        {
            var fields = new JsonFields(item, findings);
            var person = new OrgPerson(fields.Text("id", 100), fields.Text("name"), fields.Text("email"), item);
            fields.Done();
            if (person.Id.Length > 0 && people.Any(p => p.Id == person.Id))
            {
                findings.Add(item, "duplicate-person", $"The person id \"{person.Id}\" is used twice; every person needs an id of their own.");
            }

            if (person.Email.Length > 0 && !MailAddressSyntax.IsValid(person.Email))
            {
                findings.Add(item, "not-an-address", $"\"{person.Email}\" is not one plain mail address such as liu@example.gov.cn; a Chinese domain is written in its xn-- form.");
            }

            people.Add(person);
        }

        return people;
    }

    private static List<OrgPost> ReadPosts(IReadOnlyList<JsonAt> items, List<OrgDepartment> departments, List<OrgPerson> people, Findings findings)
    {
        var posts = new List<OrgPost>();
        foreach (var item in items)
        {
            var fields = new JsonFields(item, findings);
            var before = findings.All.Count;
            var department = fields.Text("department");
            var kind = fields.Word("post", PostWords.Kinds, PostKind.Liaison);
            var isNamed = findings.All.Count == before;
            var holders = fields.OptionalList("holders").Select(h => ReadHolder(h, people, findings)).ToList();
            fields.Done();
            var known = departments.FirstOrDefault(d => d.Name == department);
            if (known is null && department.Length > 0)
            {
                findings.Add(item, "unknown-department", UnknownDepartment(department, departments));
            }
            else if (known is { Group: true })
            {
                findings.Add(item, "post-in-group", $"\"{department}\" is a group; posts belong to its members.");
            }

            if (isNamed && posts.Any(p => p.Department == department && p.Kind == kind))
            {
                findings.Add(item, "duplicate-post", $"The post {WordOf(kind)} of \"{department}\" stands here twice; list its holders in one.");
            }

            var inOrder = holders.Where(h => h.From != default).OrderBy(h => h.From).ToList();
            if (inOrder.Zip(inOrder.Skip(1)).Any(pair => pair.First.Until is null || pair.First.Until >= pair.Second.From))
            {
                findings.Add(item, "two-holders", $"Two people hold this post of \"{department}\" on the same day; end the first before the second begins.");
            }

            posts.Add(new OrgPost(department, kind, holders));
        }

        return posts;
    }

    private static OrgHolder ReadHolder(JsonAt item, List<OrgPerson> people, Findings findings)
    {
        var fields = new JsonFields(item, findings);
        var holder = new OrgHolder(fields.Text("person"), fields.Day("from"), fields.OptionalDay("until"));
        fields.Done();
        if (holder.Person.Length > 0 && people.All(p => p.Id != holder.Person))
        {
            var nearest = NearestName.Of(holder.Person, people.Select(p => p.Id)) is { } near ? $" Did you mean \"{near}\"?" : "";
            findings.Add(item, "unknown-person", $"There is no person \"{holder.Person}\" in this file.{nearest}");
        }

        if (holder.From > holder.Until)
        {
            findings.Add(item, "period-reversed", $"The post ends ({holder.Until:O}) before it begins ({holder.From:O}).");
        }

        return holder;
    }

    /// <summary>An alias is not taken, since the file itself says whose it is.</summary>
    private static string UnknownDepartment(string name, IEnumerable<OrgDepartment> known)
    {
        var near = known.FirstOrDefault(d => d.Aliases.Contains(name))?.Name ?? NearestName.Of(name, known.Select(d => d.Name));
        return $"There is no department \"{name}\" in this file." + (near is null ? "" : $" Did you mean \"{near}\"?");
    }
}
