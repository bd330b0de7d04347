using System.Globalization;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Review;

namespace TaskTracker.Features.Import;

/// <summary>A task as its form has it: everything as typed, right or wrong.</summary>
public sealed record TaskInput
{
    public static readonly IReadOnlyList<string> Operators = [">=", ">", "<=", "<", "="];

    private const int LongestTitle = 500;
    private const int LongestName = 200;

    public int Version { get; init; }
    public string Number { get; init; } = "";
    public string Title { get; init; } = "";
    public string Key { get; init; } = "";
    public TaskKind Kind { get; init; }

    /// <summary>The headings above it, one a line.</summary>
    public string Path { get; init; } = "";

    public string Text { get; init; } = "";
    public string Dispatch { get; init; } = "";
    public bool OpenEnded { get; init; }
    public IReadOnlyList<RecurringDuty> Recurring { get; init; } = [];
    public IReadOnlyList<ShareInput> Shares { get; init; } = [];
    public IReadOnlyList<DateInput> Dates { get; init; } = [];

    public static TaskInput Of(DraftTask task) => new()
    {
        Version = task.Mark.Version, Number = task.Task.Number, Title = task.Task.Title, Key = task.Task.Key, Kind = task.Task.Kind, Path = string.Join('\n', task.Task.Path),
        Text = task.Task.Text ?? "", Dispatch = task.Task.Dispatch ?? "", OpenEnded = task.Task.OpenEnded, Recurring = task.Task.Recurring,
        Shares = [.. task.Task.Responsible.Select((s, i) => new ShareInput(s.Department, s.AsPrinted, s.Role, Words(i + 1)))],
        Dates = [.. task.Task.Milestones.Select(m => new DateInput($"{m.Due:yyyy-MM-dd}", m.Text, m.Measure?.Subject ?? "", m.Measure?.Operator ?? "", m.Measure?.Value.ToString(CultureInfo.InvariantCulture) ?? "", m.Measure?.Unit ?? ""))],
    };

    public static TaskInput Of(IFormCollection form)
    {
        string One(string name) => form[name].ToString().Trim();
        string At(string name, int i) => i < form[name].Count ? form[name][i]?.Trim() ?? "" : "";
        return new()
        {
            Version = int.TryParse(One("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0,
            Number = One("number"), Title = One("title"), Key = One("key"), Kind = One("kind") == nameof(TaskKind.Safeguard) ? TaskKind.Safeguard : TaskKind.Task,
            Path = One("path"), Text = form["text"].ToString().ReplaceLineEndings("\n").Trim(), Dispatch = One("dispatch"), OpenEnded = One("openEnded") == "true",
            Recurring = [.. Enum.GetValues<RecurringDuty>().Where(d => form["recurring"].Contains(d.ToString()))],
            Shares = [.. Enumerable.Range(0, form["share.name"].Count).Select(i => new ShareInput(At("share.name", i), At("share.printed", i), RoleOf(At("share.role", i)), At("share.order", i)))],
            Dates = [.. Enumerable.Range(0, form["date.due"].Count).Select(i => new DateInput(At("date.due", i), At("date.text", i), At("date.subject", i), At("date.op", i), At("date.value", i), At("date.unit", i)))],
        };
    }

    /// <summary>With rows behind that can be filled in.</summary>
    public TaskInput WithRoom(int rows) => this with
    {
        Shares = [.. Shares, .. Enumerable.Range(Shares.Count + 1, rows).Select(i => new ShareInput("", "", ResponsibilityRole.Joint, Words(i)))],
        Dates = [.. Dates, .. Enumerable.Repeat(new DateInput("", "", "", "", "", ""), rows)],
    };

    /// <summary>The task that it describes. What is wrong is named by field, rows by their number from 0 behind it; the value is the name of the text that says so.</summary>
    public PlanFileTask ToTask(PlanFileTask was, DraftReview review, DepartmentRegistry registry, Dictionary<string, string> errors)
    {
        void Check(string field, bool right, string text)
        {
            if (!right)
            {
                errors.TryAdd(field, text);
            }
        }

        Check("title", Title.Length > 0, "Input.Missing");
        Check("title", Title.Length <= LongestTitle, "Input.TooLong");
        Check("number", Number.Length > 0, "Input.Missing");
        Check("number", Number.Length <= LongestName, "Input.TooLong");
        Check("key", Key.Length is > 0 and <= LongestName, "Input.Missing");
        Check("key", Key == was.Key || review.Plan.Tasks.All(t => t.Key != Key), "Input.KeyTaken");
        var shares = Shares.Select((share, row) => (share, row)).Where(s => s.share.Name.Length > 0).OrderBy(s => WholeNumber(s.share.Order) ?? int.MaxValue).ThenBy(s => s.row)
            .Select(s => (s.row, Share: new PlanShare(registry.Find(s.share.Name)?.Name ?? s.share.Name, s.share.Printed.Length > 0 ? s.share.Printed : s.share.Name, s.share.Role))).ToList();
        foreach (var (row, share) in shares)
        {
            Check($"share.name{row}", share.Department.Length <= LongestName, "Input.TooLong");
            Check($"share.name{row}", shares.First(s => s.Share.Department == share.Department).row == row, "Input.Twice");
        }

        return was with
        {
            Number = Number, Title = Title, Key = Key, Kind = Kind, Path = [.. Path.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
            Text = Text.Length == 0 ? null : Text, Dispatch = Dispatch.Length == 0 ? null : Dispatch, OpenEnded = OpenEnded, Recurring = Recurring,
            Responsible = [.. shares.Select(s => s.Share)],
            Milestones = [.. Dates.Select((date, row) => date.ToMilestone(review.Plan.Period, (field, text) => errors.TryAdd($"{field}{row}", text))).OfType<PrintedMilestone>()],
        };
    }

    private static ResponsibilityRole RoleOf(string word) => Enum.GetValues<ResponsibilityRole>().FirstOrDefault(r => r.ToString() == word, ResponsibilityRole.Joint);

    private static int? WholeNumber(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Words(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <param name="Printed">The name that stands in the document; empty for one that was added.</param>
public sealed record ShareInput(string Name, string Printed, ResponsibilityRole Role, string Order);

public sealed record DateInput(string Due, string Text, string Subject, string Operator, string Value, string Unit)
{
    /// <returns>Null where the row is empty or something in it is wrong.</returns>
    public PrintedMilestone? ToMilestone(PlanPeriod period, Action<string, string> wrong)
    {
        if (Due.Length + Text.Length + Subject.Length + Value.Length == 0)
        {
            return null;
        }

        var known = DateOnly.TryParseExact(Due, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var due);
        if (!known)
        {
            wrong("date.due", "Input.NoDate");
        }
        else if (due < period.Start || due > period.End)
        {
            wrong("date.due", "Input.OutsidePeriod");
        }

        if (Text.Length == 0)
        {
            wrong("date.text", "Input.Missing");
        }

        Measure? measure = null;
        if (Subject.Length + Value.Length > 0)
        {
            if (Subject.Length == 0)
            {
                wrong("date.subject", "Input.Missing");
            }

            if (!decimal.TryParse(Value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            {
                wrong("date.value", "Input.NoNumber");
            }

            measure = new Measure(Subject, TaskInput.Operators.Contains(Operator) ? Operator : ">=", value, Unit);
        }

        return known && Text.Length > 0 ? new PrintedMilestone(due, Text, measure) : null;
    }
}
