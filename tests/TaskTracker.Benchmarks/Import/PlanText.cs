using System.Globalization;
using System.Text;
using TaskTracker.Tests.Documents;

namespace TaskTracker.Benchmarks.Import;

/// <summary>A plan of invented words: chapters, sections, tasks with dates, measures and responsibilities, boxes, a table of indicators and one of tasks.</summary>
internal static class PlanText
{
    private const int SectionsOfAChapter = 5;
    private const int TasksOfASection = 5;
    private const int BoxEntries = 4;
    private const string Digits = "零一二三四五六七八九";

    private static readonly string[] Verbs = ["建设", "完善", "推进", "扩大", "改造", "健全", "加快", "优化", "提升", "整治"];
    private static readonly string[] Places = ["县城", "沿河", "北部", "山区", "园区", "老城", "新城", "集镇", "村级", "东片"];
    private static readonly string[] Things = ["供水管网", "公交站点", "文化书屋", "灌溉水渠", "苗圃基地", "冷链仓库", "街心公园", "养老驿站", "便民集市", "乡村客运"];
    private static readonly string[] Units = ["处", "座", "个", "家", "所"];
    private static readonly string[] Bureaus = ["县水务局", "县交通运输局", "县文化旅游局", "县农业农村局", "县财政局", "县教育局", "县民政局", "县自然资源局", "县商务局", "县住房城乡建设局"];
    private static readonly string[] Sentences =
    [
        "坚持先易后难，分批安排资金，先行试点再全面铺开。", "统筹存量与增量，做到建一处、成一处、用好一处。", "完善日常管护办法，明确管护责任和经费来源。",
        "广泛听取群众意见，每半年公布一次进展。", "鼓励社会力量参与，探索以奖代补的投入方式。", "加强与邻县衔接，避免重复建设。",
    ];

    /// <param name="bytes">About how long it becomes in UTF-8.</param>
    public static string Of(int bytes)
    {
        var body = new StringBuilder();
        var random = new Random(1);
        var (length, chapters) = (0, 0);
        while (length < bytes * 0.93)
        {
            var chapter = Chapter(++chapters, random);
            body.Append(chapter);
            length += Encoding.UTF8.GetByteCount(chapter);
        }

        return $"""
            甲县“十四五”城乡建设发展规划

            “十四五”时期是全县城乡建设的重要时期。本规划期限为2021年至2025年。

            一、发展基础

            过去五年，全县城乡面貌有了改观，但设施老化、布局不匀的问题仍在。

            表1 主要发展指标

            | 序号 | 指标 | 单位 | 2020年 | 2025年 | 属性 |
            |---|---|---|---|---|---|
            {Rows(chapters * 2, i => $"| {i + 1} | {Pick(Places, i / 10)}{Pick(Things, i)}第{i / 100 + 1}类数量 | {Pick(Units, i)} | {10 + i} | {20 + i * 2} | {(i % 3 == 0 ? "约束性" : "预期性")} |")}

            {body}{Chinese(chapters + 2)}、保障措施

            （一）加强组织领导。各乡镇、各部门通力合作。

            附表 重点任务分工

            | 序号 | 重点任务 | 牵头单位 | 配合单位 | 完成时限 |
            |---|---|---|---|---|
            {Rows(chapters * 3, i => $"| {i + 1} | {Pick(Verbs, i / 7)}{Pick(Places, i)}{Pick(Things, i / 10)}{i + 2}{Pick(Units, i)} | {Pick(Bureaus, i)} | {Pick(Bureaus, i + 1)}、{Pick(Bureaus, i + 3)} | {2022 + i % 4}年{i % 12 + 1}月 |")}
            """;
    }

    /// <summary>The same in Word, each line a paragraph, rows with bars a table.</summary>
    public static byte[] InWord(string text)
    {
        var body = new StringBuilder();
        var inTable = false;
        foreach (var line in text.Split('\n').Where(l => l.Length > 0 && !l.StartsWith("|-", StringComparison.Ordinal)))
        {
            var isRow = line.StartsWith('|');
            body.Append(isRow == inTable ? "" : isRow ? "<w:tbl>" : "</w:tbl>");
            inTable = isRow;
            body.Append(isRow ? $"<w:tr>{string.Concat(line.Trim('|').Split('|').Select(c => $"<w:tc>{OfficeFiles.P(c.Trim())}</w:tc>"))}</w:tr>" : OfficeFiles.P(line));
        }

        return OfficeFiles.Docx(body.Append(inTable ? "</w:tbl>" : "").ToString());
    }

    private static string Chapter(int chapter, Random random)
    {
        var text = new StringBuilder($"{Chinese(chapter + 1)}、{Any(Verbs, random)}{Any(Places, random)}{Any(Things, random)}体系\n\n");
        for (var section = 1; section <= SectionsOfAChapter; section++)
        {
            text.Append(CultureInfo.InvariantCulture, $"（{Chinese(section)}）{Any(Verbs, random)}{Any(Things, random)}布局\n\n");
            for (var task = 1; task <= TasksOfASection; task++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{task}.{Task(random)}\n\n");
            }
        }

        text.Append(CultureInfo.InvariantCulture, $"专栏{chapter} {Any(Places, random)}{Any(Things, random)}工程\n");
        for (var entry = 1; entry <= BoxEntries; entry++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{entry}.{Any(Places, random)}{Any(Things, random)}项目：{Any(Verbs, random)}{Any(Things, random)}{random.Next(2, 40)}{Any(Units, random)}，{random.Next(2022, 2026)}年完工。\n");
        }

        return text.Append('\n').ToString();
    }

    private static string Task(Random random)
    {
        var (thing, unit, lead) = (Any(Things, random), Any(Units, random), random.Next(Bureaus.Length));
        var (first, last) = (random.Next(2021, 2024), random.Next(2024, 2026));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Any(Verbs, random)}{Any(Places, random)}{thing}。{Any(Sentences, random)}到{first}年底，建成{thing}{random.Next(2, 60)}{unit}；到{last}年，{thing}覆盖率达到{random.Next(50, 100)}%以上，新增{thing}不少于{random.Next(3, 90)}{unit}。{Any(Sentences, random)}（{Bureaus[lead]}牵头，{Pick(Bureaus, lead + 1)}、{Pick(Bureaus, lead + 4)}、各乡镇按职责分工负责）");
    }

    private static string Rows(int count, Func<int, string> row) => string.Join('\n', Enumerable.Range(0, count).Select(row));

    private static string Any(string[] words, Random random) => words[random.Next(words.Length)];

    private static string Pick(string[] words, int i) => words[i % words.Length];

    private static string Chinese(int number) => number switch
    {
        < 10 => $"{Digits[number]}",
        < 20 => $"十{(number == 10 ? "" : Digits[number - 10])}",
        < 100 => $"{Digits[number / 10]}十{(number % 10 == 0 ? "" : Digits[number % 10])}",
        _ => $"{Digits[number / 100]}百{(number % 100 == 0 ? "" : number % 100 < 10 ? $"零{Digits[number % 10]}" : number % 100 < 20 ? $"一{Chinese(number % 100)}" : Chinese(number % 100))}",
    };
}
