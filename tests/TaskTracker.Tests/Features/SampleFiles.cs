namespace TaskTracker.Tests.Features;

/// <summary>Small sound files of one invented region; tests change one thing at a time.</summary>
internal static class SampleFiles
{
    public const string Org = """
        {
          "region": "试验区",
          "departments": [
            { "name": "区卫生健康局", "aliases": ["区卫健局", "区卫生局"] },
            { "name": "区财政局" },
            { "name": "区教育局", "aliases": ["区教体局"] },
            { "name": "东街道" },
            { "name": "西街道", "from": "2025-01-01" },
            { "name": "北街道", "until": "2023-12-31", "successors": ["东街道"] },
            { "name": "南街道" },
            { "name": "各街道", "group": true, "members": ["东街道", "西街道", "北街道", "南街道"] },
            { "name": "区政府督查室" }
          ],
          "people": [
            { "id": "wang", "name": "王一", "email": "wang@trial.example" },
            { "id": "li", "name": "李二", "email": "li@trial.example" },
            { "id": "zhao", "name": "赵三", "email": "zhao@trial.example" }
          ],
          "posts": [
            { "department": "区卫生健康局", "post": "liaison", "holders": [{ "person": "wang", "from": "2023-01-01" }] },
            { "department": "区财政局", "post": "liaison", "holders": [{ "person": "li", "from": "2023-01-01" }] },
            { "department": "区政府督查室", "post": "supervision", "holders": [{ "person": "zhao", "from": "2023-01-01" }] }
          ]
        }
        """;

    public const string Plan = """
        {
          "id": "trial",
          "title": "试验区规划",
          "region": "试验区",
          "period": { "start": "2021-01-01", "end": "2025-12-31" },
          "departments": [
            { "name": "区卫生健康局", "aliases": ["区卫健局"] },
            { "name": "区财政局" },
            { "name": "各街道", "group": true }
          ],
          "tasks": [
            {
              "key": "一/1", "number": "1", "title": "建设社区医院",
              "responsible": [
                { "department": "区卫健局", "role": "Lead" },
                { "department": "区财政局", "role": "Support" },
                { "department": "各街道", "role": "Support" }
              ],
              "milestones": [
                { "due": "2024-06-30", "text": "完成选址" },
                { "due": "2025-12-31", "text": "建成2家", "measure": { "subject": "社区医院", "op": ">=", "value": 2, "unit": "家" } }
              ]
            },
            { "key": "一/2", "number": "2", "title": "培训全科医生" }
          ],
          "indicators": [
            { "name": "人均预期寿命", "unit": "岁", "target": "81.5" },
            { "name": "婴儿死亡率", "unit": "‰", "target": "3" }
          ],
          "projects": [ { "number": "1", "title": "社区医院项目", "items": ["甲医院", "乙医院"] } ],
          "tables": [ { "title": "床位表", "unit": "张", "columns": ["2020", "2025"], "rows": [ { "name": "甲医院", "values": ["10", "20"] } ] } ]
        }
        """;

    public const string Assignment = """
        {
          "plan": "trial",
          "tasks": [
            { "task": "一/2", "responsible": [
              { "department": "区教育局", "role": "Lead" },
              { "department": "区卫健局", "role": "Support" } ] }
          ],
          "indicators": [
            { "indicator": "人均预期寿命", "department": "区卫健局" }
          ]
        }
        """;

    public const string Breakdown = """
        {
          "plan": "trial",
          "year": 2024,
          "milestones": [
            { "task": "一/1", "key": "2024-1", "due": "2024-12-20", "text": "开工1家",
              "measure": { "subject": "开工", "op": ">=", "value": 1, "unit": "家" } },
            { "task": "一/2", "key": "2024-1", "due": "2024-11-15", "text": "培训20人", "departments": ["区教体局"] }
          ],
          "indicators": [
            { "indicator": "人均预期寿命", "target": 81.2 }
          ]
        }
        """;

    /// <summary>Replaces what must stand there exactly once.</summary>
    public static string With(this string text, string old, string now)
    {
        text.Split(old).Length.ShouldBe(2, $"“{old}” stands there once");
        return text.Replace(old, now, StringComparison.Ordinal);
    }
}
