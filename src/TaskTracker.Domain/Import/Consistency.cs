using System.Globalization;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>What a person should look at: things the document leaves open, and places where it contradicts itself.</summary>
internal static class Consistency
{
    /// <summary>Two names with so many characters in common mean the same number: 每万人口全科医生数 and 全科医生每万人口.</summary>
    private const double SameName = 0.85;

    public static IEnumerable<PlanWarning> Departments(IReadOnlyList<(PlanFileTask Task, int BracketLine)> tasks)
    {
        if (tasks.All(t => t.Task.Responsible.Count == 0))
        {
            yield return new PlanWarning(tasks[0].Task.Span!.Line, "no-body", $"{tasks.Count}项任务均未写明责任单位。");
            yield break;
        }

        foreach (var (task, line) in tasks)
        {
            if (task.Responsible.Count == 0)
            {
                yield return new PlanWarning(task.Span!.Line, "no-body", $"“{task.Title}”未写明责任单位。");
            }

            foreach (var share in task.Responsible.Where(s => s.AsPrinted != s.Department))
            {
                yield return new PlanWarning(line, "department-alias", $"“{share.AsPrinted}”按“{share.Department}”登记。");
            }

            foreach (var twice in task.Responsible.GroupBy(s => s.Department).Where(g => g.Count() > 1))
            {
                yield return new PlanWarning(line, "department-twice", $"“{twice.Key}”在同一任务中出现{twice.Count()}次。");
            }
        }
    }

    public static IEnumerable<PlanWarning> NumberForm(Heading heading)
    {
        if (heading is { Marker.Level: MarkerLevel.ArabicBracket } && heading.Above?.Below.Exists(h => h.Marker?.Level == MarkerLevel.Bracket) == true)
        {
            yield return new PlanWarning(heading.First.Number, "number-form", $"编号印作（{heading.Marker.Number}），同级其他编号为中文数字。");
        }
    }

    public static IEnumerable<PlanWarning> Targets(IEnumerable<(PlanIndicator Indicator, SourceLine Line)> indicators)
    {
        foreach (var (indicator, line) in indicators)
        {
            if (indicator is { Direction: IndicatorDirection.AtLeast, BaselineValue: { } from, TargetValue: { } to } && (to < from || (to == from && from < 95)))
            {
                yield return new PlanWarning(line.Number, "target-not-better", $"“{indicator.Name}”目标{indicator.Target}不优于基期{indicator.Baseline}。");
            }
        }
    }

    /// <summary>Numbers of the text and the boxes that differ from the indicator table's.</summary>
    public static IEnumerable<PlanWarning> Contradictions(IEnumerable<Paragraph> paragraphs, IReadOnlyList<PlanIndicator> indicators) =>
        from paragraph in paragraphs
        from measure in Measures.In(paragraph.Text)
        let indicator = indicators.FirstOrDefault(i => i.TargetValue is not null && Likeness(i.Name, measure.Subject) >= SameName)
        where indicator is not null && indicator.TargetValue != measure.Value
        select new PlanWarning(
            paragraph.First.Number,
            "contradicts-indicator",
            string.Create(CultureInfo.InvariantCulture, $"“{indicator.Name}”此处为{measure.Value}{measure.Unit}，指标表为{indicator.Target}。"));

    public static IEnumerable<PlanWarning> Sums(InstitutionTableReader.Read table)
    {
        var sinceSum = new List<InstitutionTableReader.Row>();
        var institutions = new List<InstitutionTableReader.Row>();
        foreach (var row in table.AllRows)
        {
            if (!row.IsSum)
            {
                sinceSum.Add(row);
                institutions.Add(row);
                continue;
            }

            var parts = row.IsTotal ? institutions : sinceSum;
            for (var i = 0; i < row.Values.Count; i++)
            {
                var sum = parts.Sum(p => i < p.Values.Count ? decimal.Parse(p.Values[i], CultureInfo.InvariantCulture) : 0);
                if (sum != decimal.Parse(row.Values[i], CultureInfo.InvariantCulture))
                {
                    var column = i < table.Table.Columns.Count ? table.Table.Columns[i] : $"{i + 1}";
                    yield return new PlanWarning(
                        row.Line.Number, "sum", string.Create(CultureInfo.InvariantCulture, $"{column}：各机构相加为{sum}，{row.Name}印作{row.Values[i]}。"));
                }
            }

            sinceSum.Clear();
        }
    }

    /// <returns>From 0 to 1: the share of characters that two names have in common (Dice).</returns>
    private static double Likeness(string a, string b)
    {
        var (x, y) = (a.TrimEnd('数'), b.TrimEnd('数'));
        var rest = y.ToList();
        var common = x.Count(rest.Remove);
        return x.Length + y.Length == 0 ? 0 : 2.0 * common / (x.Length + y.Length);
    }
}
