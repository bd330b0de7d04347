using TaskTracker.Rules.Expressions;
using TaskTracker.Rules.Facts;

namespace TaskTracker.Rules.Sentences;

/// <summary>Says in words how a condition came out.</summary>
internal sealed class ConditionWords(Vocabulary vocabulary)
{
    private readonly Phrases _phrases = new(vocabulary);

    public Template Of(ConditionShape shape) => new(
        shape.Kind switch
        {
            ConditionKind.Test => _phrases.Of(shape),
            ConditionKind.Not => new("以下须不成立", "the following must not hold"),
            ConditionKind.All => new("以下须全部成立", "all of the following must hold"),
            _ => new("以下至少一项须成立", "at least one of the following must hold"),
        },
        [.. shape.Reads.Where(r => r.Code is not null).DistinctBy(r => r.Path).Select(r => vocabulary.Find(r.Path)?.Words ?? new FactAttribute(r.Path, r.Path))],
        shape.Code is System.Linq.Expressions.MemberExpression);

    /// <param name="Labels">Of the readings.</param>
    /// <param name="IsFlag">True where the condition is a reading itself, so that its verdict says all.</param>
    internal sealed record Template(Sentence Asks, IReadOnlyList<FactAttribute> Labels, bool IsFlag)
    {
        public string Chinese(Condition condition)
        {
            var verdict = condition.Verdict switch { true => "成立", false => "不成立", null => "无法判断" };
            return IsFlag || condition.Readings.Count == 0
                ? $"{Asks.Chinese}：{verdict}"
                : $"{Asks.Chinese}（{string.Join("，", condition.Readings.Select((r, i) => $"{Labels[i].Chinese}：{Shown(r, i)?.Chinese ?? "无"}"))}）：{verdict}";
        }

        public string English(Condition condition)
        {
            var verdict = condition.Verdict switch { true => "true", false => "false", null => "cannot be told" };
            return IsFlag || condition.Readings.Count == 0
                ? $"{Asks.English}: {verdict}"
                : $"{Asks.English} ({string.Join(", ", condition.Readings.Select((r, i) => $"{Labels[i].English}: {Shown(r, i)?.English ?? "none"}"))}): {verdict}";
        }

        private Sentence? Shown(Reading reading, int index) => reading.Raw switch
        {
            null => reading.Value is null ? null : Sentence.Plain(reading.Value),
            bool flag => flag ? new("是", "yes") : new("否", "no"),
            string text => Array.IndexOf(Labels[index].Values, text) is >= 0 and var at && at < Labels[index].ChineseValues.Length ? new(Labels[index].ChineseValues[at], text) : Sentence.Plain(text),
            DateOnly => Sentence.Plain(reading.Value!),
            _ => Phrases.Amount(reading.Value!, Labels[index]),
        };
    }
}
