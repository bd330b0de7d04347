using System.Globalization;
using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>A number that a sentence states of something: subject, value, unit, bounds, and the year it is said of.</summary>
internal sealed partial record StatedNumber(string Subject, decimal Value, string Printed, string Unit, bool IsRough, bool Includes, int? Year)
{
    private const int LongestClause = 160;
    private const int MostInClause = 12;

    public static IEnumerable<StatedNumber> In(string text)
    {
        foreach (var sentence in text.Split(['。', '\n', '！', '？'], StringSplitOptions.RemoveEmptyEntries))
        {
            int? year = null;
            var before = "";
            foreach (var clause in sentence.Split(['，', ',', '；', ';']).Where(c => c.Length <= LongestClause))
            {
                if (YearIn().Matches(clause) is { Count: > 0 } years)
                {
                    year = int.Parse(years[^1].Groups[1].Value, CultureInfo.InvariantCulture);
                }

                foreach (var stated in InList(clause, year) ?? Clauses().Split(clause).SelectMany(c => InClause(c, year)))
                {
                    // 注册护士524人，每千人口1.32人: the second number is of the first one's subject.
                    var subject = PerAlone().IsMatch(stated.Subject) ? stated.Subject + Among().Replace(before, "") : stated.Subject;
                    before = subject == stated.Subject ? subject : before;
                    yield return stated with { Subject = subject };
                }
            }
        }
    }

    /// <summary>甲率、乙率分别达到70%、80%.</summary>
    private static List<StatedNumber>? InList(string clause, int? year)
    {
        var at = clause.IndexOf("分别", StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var subjects = clause[..at].TrimEnd('均', '要', '应', '将').Split(['、', '和', '及'], StringSplitOptions.RemoveEmptyEntries);
        var numbers = Number().Matches(clause[at..]).Take(MostInClause).ToList();
        return subjects.Length == numbers.Count ? [.. subjects.Zip(numbers, (subject, number) => Of(subject, number, "", year))] : [];
    }

    private static IEnumerable<StatedNumber> InClause(string clause, int? year)
    {
        foreach (var match in Number().Matches(clause).Take(MostInClause))
        {
            var before = clause[..match.Index];
            if (IsPartOfName(clause, match))
            {
                continue;
            }

            var verb = Verb().Match(before);
            var subject = verb.Success ? before[..verb.Index] : before;
            if (subject.Length >= 3)
            {
                yield return Of(subject, match, verb.Value, year);
            }
        }
    }

    private static StatedNumber Of(string subject, Match match, string verb, int? year) => new(
        subject.Trim(),
        decimal.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture),
        match.Value.Trim(),
        CellText.Bare(match.Groups["unit"].Value),
        match.Groups["bound"].Value is "左右" or "上下" || verb.Contains('约', StringComparison.Ordinal),
        match.Groups["bound"].Value is "以上" or "以下" or "以内" || verb.Contains('不', StringComparison.Ordinal),
        year);

    /// <summary>5岁以下儿童死亡率, 15岁以上人群, 2型糖尿病, 2025年: the number goes on as a name.</summary>
    private static bool IsPartOfName(string clause, Match match)
    {
        var rest = clause[(match.Index + match.Length)..];
        return match.Groups["unit"].Value.Length == 0 && match.Groups["bound"].Value.Length == 0 && rest.Length > 0 && !"、，,（(和及且;；）)".Contains(rest[0], StringComparison.Ordinal)
            || (match.Groups["unit"].Value is "岁" or "年" or "米" or "公里" && rest.Length > 2 && !"、，,（(和及且;；）)".Contains(rest[0], StringComparison.Ordinal));
    }

    [GeneratedRegex(@"(?<=[0-9%％‰岁张人名个][以左]?[上下内右]?)[、和](?=[^0-9])")]
    private static partial Regex Clauses();

    [GeneratedRegex("^.{0,12}(?:人员|机构|其|总数)中(?!医|西)")]
    private static partial Regex Among();

    [GeneratedRegex("^(?:平均)?每[十百千万]{1,2}(?:名)?(?:常[住驻]|户籍)?人口?$")]
    private static partial Regex PerAlone();

    [GeneratedRegex(@"(?<![比较于])(20\d\d)\s*年(?!底?的?基础|水平|相比)")]
    private static partial Regex YearIn();

    [GeneratedRegex(@"(?<![0-9.])(?<value>[0-9]{1,9}(?:\.[0-9]{1,6})?)\s*(?<unit>[%％‰]|1?/10\s?万|个百分点|万人|亿元|万元|平方米|公里|分钟|[个所张人名岁处元级家项年米位])?(?<bound>以上|以下|以内|左右|上下)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?:[均都要应将]|力争|争取|确保|继续|稳定|基本|仅|已|约|总体|平均)*(?:不低于|不少于|不高于|不超过|不足|不满|超过|低于|高于|少于|控制在|控制到|降低到|降低至|降至|降到|下降到|下降至|提高到|提高至|提升至|提升到|增加到|增加至|增长到|达到|达|保持在|保持|稳定在|维持在|为|是|≥|≤|>|<|＞|＜|约|至少|有)+约?\s*$")]
    private static partial Regex Verb();
}
