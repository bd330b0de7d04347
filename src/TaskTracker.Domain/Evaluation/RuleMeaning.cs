using TaskTracker.Domain.Organisation;
using TaskTracker.Rules;
using TaskTracker.Rules.Sentences;

namespace TaskTracker.Domain.Evaluation;

/// <summary>Says what a rule means: when it holds and what follows.</summary>
public static class RuleMeaning
{
    private static readonly Dictionary<PostKind, Sentence> Posts = new()
    {
        [PostKind.Liaison] = new("联络员", "the liaison"),
        [PostKind.DepartmentHead] = new("部门主要负责人", "the head of the department"),
        [PostKind.Supervision] = new("督查室", "the supervision office"),
        [PostKind.Leader] = new("分管领导", "the leader"),
    };

    private static readonly Sentence[] Levels = [new("提醒", "reminds"), new("催办", "urges"), new("提请督办", "escalates to"), new("起草约谈建议，签发后送", "drafts a proposal to talk with the department and, once that is signed, tells")];

    public static Sentence Of(Rule rule, Consequence consequence)
    {
        var (chinese, english) = (new List<string>(), new List<string>());
        if (consequence.Notify is { } notify)
        {
            var (to, copy) = (List(notify.To), List(notify.Copy));
            var level = Levels[(consequence.Level ?? 1) - 1];
            var repeats = string.Join("、", notify.RepeatWorkdays);
            chinese.Add($"{level.Chinese}{to.Chinese}{(notify.Copy.Count > 0 ? $"，抄送{copy.Chinese}" : "")}{(repeats.Length > 0 ? $"，此后隔{repeats}个工作日再发" : "")}");
            english.Add($"it {level.English} {to.English}{(notify.Copy.Count > 0 ? $", with a copy to {copy.English}" : "")}{(repeats.Length > 0 ? $", again after {string.Join(", ", notify.RepeatWorkdays)} workdays" : "")}");
        }

        if (consequence.Light is { } light)
        {
            chinese.Add(light == Light.Red ? "亮红灯" : "亮黄灯");
            english.Add(light == Light.Red ? "the light turns red" : "the light turns yellow");
        }

        var off = rule.Enabled ? new Sentence("", "") : new Sentence("（未启用）", "(not enabled) ");
        return new($"{off.Chinese}当{rule.Meaning.Chinese}时，{string.Join("，", chinese)}。", $"{off.English}When {rule.Meaning.English}, {string.Join(" and ", english)}.");
    }

    private static Sentence List(IReadOnlyList<PostKind> posts) =>
        new(string.Join("、", posts.Select(p => Posts[p].Chinese)), string.Join(" and ", posts.Select(p => Posts[p].English)));
}
