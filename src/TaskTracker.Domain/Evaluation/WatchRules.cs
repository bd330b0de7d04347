using TaskTracker.Domain.Notices;
using TaskTracker.Domain.Organisation;
using TaskTracker.Rules;
using TaskTracker.Rules.Json;

namespace TaskTracker.Domain.Evaluation;

/// <summary>What a rule of ours leads to when it holds, read from its <c>Properties</c> and <c>Actions.OnSuccess</c>.</summary>
/// <param name="Level">1 to 4; null where the rule only gives a light.</param>
/// <param name="Light">Yellow or Red; null where the rule changes no light.</param>
public sealed record Consequence(int? Level, Light? Light, Notify? Notify)
{
    /// <summary>Drafts a proposal (约谈建议) for the supervision office instead of writing to anybody.</summary>
    public bool Proposes => Level == TalkProposal.Level;
}

/// <param name="To">The posts that shall act.</param>
/// <param name="Copy">The posts that get the same as 抄送.</param>
/// <param name="RepeatWorkdays">Workdays from each notice to the next; empty: told once.</param>
public sealed record Notify(IReadOnlyList<PostKind> To, IReadOnlyList<PostKind> Copy, string Template, IReadOnlyList<int> RepeatWorkdays);

/// <summary>The rules in force, each with its consequence.</summary>
public sealed class WatchRules
{
    private static readonly Dictionary<string, Light> Lights = new() { ["Yellow"] = Light.Yellow, ["Red"] = Light.Red };

    private static readonly Dictionary<string, int> Templates = new() { ["reminder"] = 1, ["urge"] = 2, ["escalation"] = 3, ["proposal"] = TalkProposal.Level };

    internal static IEnumerable<string> LightWords => Lights.Keys;

    internal static IEnumerable<string> TemplateWords => Templates.Keys;

    private readonly Dictionary<(string Workflow, string Rule), Consequence> _consequences;

    private WatchRules(RuleBook book, Dictionary<(string Workflow, string Rule), Consequence> consequences) => (Book, _consequences) = (book, consequences);

    public RuleBook Book { get; }

    /// <inheritdoc cref="RuleBook.DecidedBy"/>
    public WatchRules DecidedBy(IRuleEngine engine) => new(Book.DecidedBy(engine), _consequences);

    public Consequence Of(Rule rule) => _consequences[(rule.Workflow, rule.Name)];

    /// <returns>Null where anything is wrong with any file; <paramref name="findings"/> then has all of it.</returns>
    public static WatchRules? Load(IReadOnlyList<RuleFile> files, List<Finding> findings)
    {
        var consequences = new Dictionary<(string Workflow, string Rule), Consequence>();
        var result = RuleBook.Load(files, FactVocabulary.Current, (rule, found) => consequences[(rule.Workflow, rule.Name)] = Read(rule, found), IsIdleBeside);
        findings.AddRange(result.Findings);
        return result.Book is { } book ? new WatchRules(book, consequences) : null;

        // Of the rules that hold for one subject only those of the highest level notify, and only the worst light shows.
        bool IsIdleBeside(Rule rule, Rule other)
        {
            var (idle, busy) = (consequences[(rule.Workflow, rule.Name)], consequences[(other.Workflow, other.Name)]);
            return (busy.Light ?? Light.Blue) >= (idle.Light ?? Light.Blue) && (idle.Level is null || (busy.Level > idle.Level && !busy.Proposes));
        }
    }

    private static Consequence Read(Rule rule, Findings findings)
    {
        int? level = null;
        Light? light = null;
        if (rule.Properties is { } properties)
        {
            var fields = new JsonFields(properties, findings);
            level = fields.OptionalInteger("level", 1, TalkProposal.Level);
            light = fields.OptionalWord("light", Lights);
            fields.Done();
        }

        var notify = ReadNotify(rule, findings);
        // A level that stands there and is wrong has been found wrong already; one message for each fault.
        if (notify is not null && rule.Properties?["level"] is null)
        {
            findings.Add(rule.Line, rule.Column, "level-missing", $"Rule \"{rule.Name}\" notifies somebody, so its Properties must say a level from 1 to 4.");
        }

        if (level == TalkProposal.Level && notify is not null)
        {
            if (notify.RepeatWorkdays.Count > 0)
            {
                findings.Add(rule.Context!["repeatWorkdays"]!, "proposal-repeats", $"Rule \"{rule.Name}\" is of level 4: it makes one draft for the supervision office and repeats nothing; leave repeatWorkdays out.");
            }

            if (rule.Subject == typeof(PlanSubject) || rule.Subject == typeof(TaskSubject) || rule.Subject == typeof(IndicatorSubject))
            {
                findings.Add(rule.Line, rule.Column, "proposal-without-department", $"Rule \"{rule.Name}\" is of level 4, so it must be about a department: let it read a fact of responsibility, report or milestone.");
            }
        }

        if (rule.Action is null && level is not null)
        {
            findings.Add(rule.Line, rule.Column, "recipient-missing", $"Rule \"{rule.Name}\" has a level but no Actions.OnSuccess of the name Notify that says to whom.");
        }

        if (rule.Action is null && rule.Properties?["light"] is null && level is null)
        {
            findings.Add(rule.Line, rule.Column, "no-consequence", $"Rule \"{rule.Name}\" gives no light and notifies nobody.");
        }

        return new Consequence(level, light, notify);
    }

    private static Notify? ReadNotify(Rule rule, Findings findings)
    {
        if (rule.Action is null)
        {
            return null;
        }

        if (rule.Action != "Notify")
        {
            findings.Add(rule.Line, rule.Column, "unknown-action", $"Rule \"{rule.Name}\" asks for the action \"{rule.Action}\"; the only one is \"Notify\".");
            return null;
        }

        if (rule.Context is not { } context)
        {
            findings.Add(rule.Line, rule.Column, "recipient-missing", $"Rule \"{rule.Name}\" notifies, but its Context doesn't say to whom.");
            return null;
        }

        var fields = new JsonFields(context, findings);
        var to = PostList(fields.List("to"), findings);
        var copy = PostList(fields.OptionalList("cc"), findings);
        var template = fields.Word("template", Templates, 1);
        var repeats = Repeats(fields.OptionalList("repeatWorkdays"), findings);
        fields.Done();
        if (context["to"] is { Items.Count: 0, Kind: JsonKind.Array })
        {
            findings.Add(context, "recipient-missing", $"Rule \"{rule.Name}\" must name at least one post in \"to\": {string.Join(", ", PostWords.Kinds.Keys)}.");
        }

        return new Notify(to, copy, Templates.First(t => t.Value == template).Key, repeats);
    }

    private static List<PostKind> PostList(IReadOnlyList<JsonAt> items, Findings findings)
    {
        var posts = new List<PostKind>();
        foreach (var item in items)
        {
            if (!PostWords.Kinds.TryGetValue(item.Text, out var post))
            {
                var nearest = NearestName.Of(item.Text, PostWords.Kinds.Keys) is { } near ? $" Did you mean \"{near}\"?" : $" Known: {string.Join(", ", PostWords.Kinds.Keys)}.";
                findings.Add(item, "unknown-post", $"There is no post \"{item.Text}\".{nearest}");
            }
            else if (posts.Contains(post))
            {
                findings.Add(item, "duplicate-post", $"\"{item.Text}\" is named twice.");
            }
            else
            {
                posts.Add(post);
            }
        }

        return posts;
    }

    private static List<int> Repeats(IReadOnlyList<JsonAt> items, Findings findings)
    {
        var repeats = new List<int>();
        foreach (var item in items)
        {
            if (!item.TryGetInteger(out var gap) || gap < 1 || gap > 250)
            {
                findings.Add(item, "out-of-range", $"A repeat is a whole number of workdays from 1 to 250, not {item.Text}.");
            }
            else if (repeats.Count > 0 && gap < repeats[^1])
            {
                findings.Add(item, "gaps-shrink", $"The gaps between repeats may not shrink: {gap} after {repeats[^1]}.");
            }
            else
            {
                repeats.Add(gap);
            }
        }

        return repeats;
    }
}
