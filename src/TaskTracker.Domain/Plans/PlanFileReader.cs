using TaskTracker.Rules.Json;

namespace TaskTracker.Domain.Plans;

/// <summary>Reads a plan file strictly: everything that is wrong comes out at once, each with its line and column.</summary>
public sealed class PlanFileReader
{
    private readonly Findings _findings;

    /// <summary>The official name for every name and alias.</summary>
    private readonly Dictionary<string, string> _departments = [];

    private PlanFileReader(Findings findings) => _findings = findings;

    /// <param name="file">As findings shall name it.</param>
    /// <returns>The plan, or null where there is any finding.</returns>
    public static PlanFile? Read(string file, string text, Findings findings)
    {
        var own = new Findings(file);
        var plan = JsonFile.Parse(text, own) is { } root ? new PlanFileReader(own).ReadPlan(root) : null;
        foreach (var finding in own.All)
        {
            findings.Add(finding.Line, finding.Column, finding.Code, finding.Message);
        }

        return own.Any ? null : plan;
    }

    private PlanFile ReadPlan(JsonAt root)
    {
        var fields = new JsonFields(root, _findings);
        var periodFields = fields.Object("period");
        var period = root["period"] is { Kind: JsonKind.Object } ? ReadPeriod(periodFields) : new PlanPeriod(default, default);
        var plan = new PlanFile
        {
            Id = fields.Text("id", 100),
            Title = fields.Text("title"),
            Region = fields.Text("region", 100),
            Period = period,
            Source = ReadSource(fields.OptionalObject("source")),
            Departments = Each(fields.OptionalList("departments"), ReadDepartment),
            Tasks = ReadTasks(fields, period),
            Indicators = ReadIndicators(fields),
            Projects = Each(fields.OptionalList("projects"), ReadProject),
            Tables = Each(fields.OptionalList("tables"), ReadTable),
            Warnings = Each(fields.OptionalList("warnings"), ReadWarning),
        };
        fields.Done();
        return plan;
    }

    private PlanPeriod ReadPeriod(JsonFields fields)
    {
        var period = new PlanPeriod(fields.Day("start"), fields.Day("end"));
        fields.Done();
        if (period.Start != default && period.End != default && period.End < period.Start)
        {
            _findings.Add(fields.At["end"]!, "period-reversed", $"The period ends on {period.End:yyyy-MM-dd}, before it starts on {period.Start:yyyy-MM-dd}.");
        }

        return period;
    }

    private static PlanSource? ReadSource(JsonFields? fields)
    {
        var source = fields is null ? null : new PlanSource(fields.Text("file"), fields.Text("sha256"));
        fields?.Done();
        return source;
    }

    private PlanDepartment ReadDepartment(JsonFields fields)
    {
        var department = new PlanDepartment(fields.Text("name", 200), fields.OptionalFlag("group", false)) { Aliases = fields.OptionalTexts("aliases", 200) };
        fields.Done();
        Register(department.Name, department.Name, fields.At["name"]);
        foreach (var (alias, at) in department.Aliases.Zip(fields.At["aliases"]?.Items ?? []))
        {
            Register(alias, department.Name, at);
        }

        return department;
    }

    private void Register(string name, string official, JsonAt? at)
    {
        if (at is not null && name.Length > 0 && !_departments.TryAdd(name, official))
        {
            _findings.Add(at, "duplicate-department", $"The name \"{name}\" stands for \"{_departments[name]}\" already.");
        }
    }

    private List<PlanFileTask> ReadTasks(JsonFields fields, PlanPeriod period)
    {
        var keys = new Dictionary<string, int>();
        var items = fields.List("tasks");
        if (items.Count == 0 && fields.At["tasks"] is { Kind: JsonKind.Array } none)
        {
            _findings.Add(none, "empty-plan", "A plan needs at least one task.");
        }

        return Each(items, task => ReadTask(task, period, keys));
    }

    private PlanFileTask ReadTask(JsonFields fields, PlanPeriod period, Dictionary<string, int> keys)
    {
        var seen = new HashSet<string>();
        var task = new PlanFileTask
        {
            Key = fields.Text("key", 200),
            Number = fields.Text("number"),
            Title = fields.Text("title"),
            Path = fields.OptionalTexts("path"),
            Kind = fields.OptionalWord("kind", PlanFileWords.Kinds) ?? TaskKind.Task,
            Responsible = Each(fields.OptionalList("responsible"), share => ReadShare(share, seen)),
            OpenEnded = fields.OptionalFlag("openEnded", false),
            Dispatch = fields.OptionalText("dispatch"),
            Milestones = Each(fields.OptionalList("milestones"), milestone => ReadMilestone(milestone, period)),
            Recurring = ReadRecurring(fields),
            Text = fields.OptionalText("text"),
            Span = ReadSpan(fields.OptionalObject("span")),
        };
        fields.Done();
        if (task.Key.Length > 0 && !keys.TryAdd(task.Key, fields.At.Line))
        {
            _findings.Add(fields.At["key"]!, "duplicate-key", $"The key \"{task.Key}\" belongs to the task on line {keys[task.Key]} already.");
        }

        return task;
    }

    private PlanShare ReadShare(JsonFields fields, HashSet<string> seen)
    {
        var department = fields.Text("department");
        var role = fields.Word("role", PlanFileWords.Roles, ResponsibilityRole.Joint);
        var share = new PlanShare(department, fields.OptionalText("asPrinted") ?? department, role);
        fields.Done();
        if (department.Length == 0)
        {
            return share;
        }

        if (!_departments.TryGetValue(department, out var official))
        {
            var nearest = NearestName.Of(department, _departments.Keys) is { } near ? $" Did you mean \"{near}\"?" : "";
            _findings.Add(fields.At["department"]!, "unknown-department", $"\"{department}\" is not among the plan's departments.{nearest}");
            return share;
        }

        if (!seen.Add(official))
        {
            _findings.Add(fields.At["department"]!, "duplicate-department", $"\"{official}\" is named twice in this task.");
        }

        return share with { Department = official };
    }

    private PrintedMilestone ReadMilestone(JsonFields fields, PlanPeriod period)
    {
        var milestone = new PrintedMilestone(fields.Day("due"), fields.Text("text"), fields.OptionalObject("measure") is { } measure ? MeasureFields.Read(measure) : null);
        fields.Done();
        var known = milestone.Due != default && period.Start != default && period.End >= period.Start;
        if (known && (milestone.Due < period.Start || milestone.Due > period.End))
        {
            _findings.Add(
                fields.At["due"]!, "outside-period", $"{milestone.Due:yyyy-MM-dd} is outside the plan's period, {period.Start:yyyy-MM-dd} to {period.End:yyyy-MM-dd}.");
        }

        return milestone;
    }

    private List<RecurringDuty> ReadRecurring(JsonFields fields)
    {
        var duties = new List<RecurringDuty>();
        foreach (var (word, at) in fields.OptionalTexts("recurring").Zip(fields.At["recurring"]?.Items ?? []))
        {
            if (!PlanFileWords.Recurring.TryGetValue(word, out var duty))
            {
                _findings.Add(at, "unknown-word", $"\"recurring\" holds \"{word}\"; it may hold {string.Join(", ", PlanFileWords.Recurring.Keys)}.");
                continue;
            }

            duties.Add(duty);
        }

        return duties;
    }

    private static TextSpan? ReadSpan(JsonFields? fields)
    {
        var span = fields is null
            ? null
            : new TextSpan(fields.Integer("line", 1, int.MaxValue), fields.Integer("start", 0, int.MaxValue), fields.Integer("length", 0, int.MaxValue));
        fields?.Done();
        return span;
    }

    private List<PlanIndicator> ReadIndicators(JsonFields fields)
    {
        var lines = new Dictionary<string, int>();
        return Each(fields.OptionalList("indicators"), item =>
        {
            var indicator = ReadIndicator(item);
            if (indicator.Name.Length > 0 && !lines.TryAdd(indicator.Name, item.At.Line))
            {
                _findings.Add(item.At["name"]!, "duplicate-key", $"The indicator \"{indicator.Name}\" stands on line {lines[indicator.Name]} already; every name may stand once, so say in the name what tells them apart.");
            }

            return indicator;
        });
    }

    private static PlanIndicator ReadIndicator(JsonFields fields)
    {
        var indicator = new PlanIndicator
        {
            Name = fields.Text("name", 300),
            Unit = fields.OptionalText("unit") ?? "",
            Baseline = fields.OptionalText("baseline") ?? "",
            Target = fields.OptionalText("target") ?? "",
            Nature = fields.OptionalText("nature") ?? "",
            BaselineValue = fields.OptionalNumber("baselineValue"),
            TargetValue = fields.OptionalNumber("targetValue"),
            Direction = fields.OptionalWord("direction", PlanFileWords.Directions),
            Relative = ReadRelative(fields.OptionalObject("relative")),
        };
        fields.Done();
        return indicator;
    }

    private static RelativeTarget? ReadRelative(JsonFields? fields)
    {
        var relative = fields is null
            ? null
            : new RelativeTarget(fields.Word("kind", PlanFileWords.RelativeKinds, RelativeKind.InProportion), fields.OptionalNumber("amount"));
        fields?.Done();
        return relative;
    }

    private PlanProject ReadProject(JsonFields fields)
    {
        var project = new PlanProject(fields.Text("number"), fields.Text("title"), fields.OptionalTexts("items"));
        fields.Done();
        return project;
    }

    private PlanTable ReadTable(JsonFields fields)
    {
        var columns = fields.OptionalTexts("columns");
        var table = new PlanTable(
            fields.Text("title"), fields.OptionalText("unit") ?? "", columns, Each(fields.List("rows"), row => ReadRow(row, columns.Count)));
        fields.Done();
        return table;
    }

    private PlanTableRow ReadRow(JsonFields fields, int columns)
    {
        var row = new PlanTableRow(fields.Text("name"), [.. fields.List("values").Select(v => v.Text)]);
        fields.Done();
        foreach (var value in fields.At["values"]?.Items.Where(v => v.Kind is not (JsonKind.String or JsonKind.Number)) ?? [])
        {
            _findings.Add(value, "wrong-type", "A table's value is a text or a number; write \"\" for an empty cell.");
        }

        if (fields.At["values"] is { Kind: JsonKind.Array } && row.Values.Count != columns)
        {
            _findings.Add(fields.At, "row-length", $"The table has {columns} columns, this row {row.Values.Count} values.");
        }

        return row;
    }

    private PlanWarning ReadWarning(JsonFields fields)
    {
        var warning = new PlanWarning(fields.Integer("line", 1, int.MaxValue), fields.Text("code"), fields.Text("text"));
        fields.Done();
        return warning;
    }

    private List<T> Each<T>(IReadOnlyList<JsonAt> items, Func<JsonFields, T> read) => [.. items.Select(item => read(new JsonFields(item, _findings)))];
}
