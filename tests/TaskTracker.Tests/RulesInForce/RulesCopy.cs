using Microsoft.EntityFrameworkCore;
using TaskTracker.Rules.Json;
using TaskTracker.RulesInForce;
using TaskTracker.Sweep;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.RulesInForce;

/// <summary>A rules folder of a test's own: the shipped workflows and calendars, to be changed at will.</summary>
internal sealed class RulesCopy : IDisposable
{
    public const string Progress = "workflows/progress.json";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tasktracker-test-");

    public RulesCopy()
    {
        foreach (var sub in new[] { "workflows", "calendars" })
        {
            _folder.CreateSubdirectory(sub);
            foreach (var file in Ledger.ShippedRules.Files(sub))
            {
                File.Copy(file, Path.Combine(Folder, sub, Path.GetFileName(file)));
            }
        }
    }

    public string Folder => _folder.FullName;

    public string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    public void Write(string name, string text) => File.WriteAllText(Path.Combine(Folder, name), text);

    /// <summary>Changes one text of a file, which must be there.</summary>
    public void Change(string name, string from, string to)
    {
        Read(name).ShouldContain(from);
        Write(name, Read(name).Replace(from, to, StringComparison.Ordinal));
    }

    public Task PublishAsync(Node node) => PublishAsync(node, Folder);

    /// <summary>Makes what a folder holds the next version, as the page does, though without a rehearsal.</summary>
    public static async Task PublishAsync(Node node, string folder)
    {
        await node.Get<TakeInFolder>().AtStartAsync(default);
        await using var db = node.Open();
        db.RuleVersions.Add(RuleVersion.Of(Load(folder, await db.RuleVersions.MaxAsync(v => v.Number) + 1), RuleOrigin.Page, "督查室", "试行", node.Clock.UtcNow));
        await db.SaveChangesAsync();
    }

    public static LoadedRules Load(string folder, int number)
    {
        var findings = new List<Finding>();
        var loaded = RuleTexts.Read(new RulesFolder(folder), findings).Load(number, findings);
        findings.ShouldBeEmpty();
        return loaded!;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
