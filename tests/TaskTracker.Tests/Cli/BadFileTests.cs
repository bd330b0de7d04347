using System.Text;
using TaskTracker.Features;
using TaskTracker.Rules.Json;
using TaskTracker.Sweep;
using TaskTracker.Tests.Features;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Cli;

/// <summary>One thing wrong in an otherwise sound file: one finding at its place, and the ledger as it was.</summary>
public sealed class BadFileTests
{
    /// <summary>Marks where the finding must point, and is taken out before the file is written.</summary>
    private const string Here = "§";

    private static readonly Dictionary<FileKind, string> Sound = new()
    {
        [FileKind.Org] = SampleFiles.Org, [FileKind.Plan] = SampleFiles.Plan, [FileKind.Assignment] = SampleFiles.Assignment, [FileKind.Breakdown] = SampleFiles.Breakdown,
    };

    private static readonly string Long = new('长', 400);

    private static readonly (FileKind Kind, string Old, string Now, string Code)[] Faults =
    [
        (FileKind.Org, "\"region\": \"试验区\"", "\"region\": §7", "wrong-type"),
        (FileKind.Org, "\"region\": \"试验区\"", "\"region\": §\"  \"", "empty-field"),
        (FileKind.Org, "\"region\": \"试验区\"", $"\"region\": §\"{Long}\"", "too-long"),
        (FileKind.Org, "{ \"name\": \"区财政局\" }", "{ \"name\": \"区财政局\", §\"alias\": [\"财政局\"] }", "unknown-field"),
        (FileKind.Org, "{ \"name\": \"区财政局\" }", "{ \"name\": \"区财政局\" }, §{ \"name\": \"区财政局\" }", "duplicate-department"),
        (FileKind.Org, "{ \"name\": \"区财政局\" }", "{ \"name\": \"区财政局\" }, §{ }", "missing-field"),
        (FileKind.Org, "{ \"name\": \"区财政局\" }", "{ \"name\": \"区财政局\" }, §\"区科技局\"", "wrong-type"),
        (FileKind.Org, "{ \"name\": \"区财政局\" }", "{ \"name\": \"区财政局\", \"aliases\": [§7] }", "wrong-type"),
        (FileKind.Org, "{ \"name\": \"区财政局\" }", "§{ \"name\": \"区财政局\", \"members\": [\"东街道\"] }", "not-a-group"),
        (FileKind.Org, "{ \"name\": \"区财政局\" }", "{ \"name\": \"区财政局\", \"from\": §\"2024-13-01\" }", "not-a-date"),
        (FileKind.Org, "{ \"name\": \"区财政局\" }", "§{ \"name\": \"区财政局\", \"from\": \"2024-02-01\", \"until\": \"2024-01-01\" }", "period-reversed"),
        (FileKind.Org, "{ \"name\": \"区财政局\" }", "{ \"name\": \"区财政局\", \"aliases\": [\"财§\\u0000政局\"] }", "control-character"),
        (FileKind.Org, "{ \"name\": \"各街道\", \"group\": true, \"members\": [\"东街道\",", "§{ \"name\": \"各街道\", \"group\": true, \"members\": [\"东街\",", "unknown-department"),
        (FileKind.Org, "{ \"name\": \"北街道\", \"until\": \"2023-12-31\", \"successors\": [\"东街道\"] }", "§{ \"name\": \"北街道\", \"until\": \"2023-12-31\", \"successors\": [\"中街道\"] }", "unknown-department"),
        (FileKind.Org, "{ \"id\": \"li\", \"name\": \"李二\", \"email\": \"li@trial.example\" }", "{ \"id\": \"li\", \"name\": \"李二\", \"email\": \"li@trial.example\" }, §{ \"id\": \"li\", \"name\": \"李\", \"email\": \"l@trial.example\" }", "duplicate-person"),
        (FileKind.Org, "{ \"id\": \"li\", \"name\": \"李二\", \"email\": \"li@trial.example\" }", "§{ \"id\": \"li\", \"name\": \"李二\", \"email\": \"li@trial.example, wang@trial.example\" }", "not-an-address"),
        (FileKind.Org, "{ \"id\": \"li\", \"name\": \"李二\", \"email\": \"li@trial.example\" }", "§{ \"id\": \"li\", \"name\": \"李二\" }", "missing-field"),
        (FileKind.Org, "\"holders\": [{ \"person\": \"li\", \"from\": \"2023-01-01\" }]", "\"holders\": [§{ \"person\": \"liu\", \"from\": \"2023-01-01\" }]", "unknown-person"),
        (FileKind.Org, "\"holders\": [{ \"person\": \"li\", \"from\": \"2023-01-01\" }]", "\"holders\": [{ \"person\": \"li\", \"from\": §\"1.1.2023\" }]", "not-a-date"),
        (FileKind.Org, "\"holders\": [{ \"person\": \"li\", \"from\": \"2023-01-01\" }]", "\"holders\": [§{ \"person\": \"li\" }, { \"person\": \"wang\", \"from\": \"2023-01-01\" }]", "missing-field"),
        (FileKind.Org, "{ \"department\": \"区财政局\", \"post\": \"liaison\", \"holders\": [{ \"person\": \"li\", \"from\": \"2023-01-01\" }] }", "§{ \"department\": \"区财政局\", \"post\": \"liaison\", \"holders\": [{ \"person\": \"li\", \"from\": \"2023-01-01\" }, { \"person\": \"wang\", \"from\": \"2024-01-01\" }] }", "two-holders"),
        (FileKind.Org, "{ \"department\": \"区财政局\", \"post\": \"liaison\"", "§{ \"department\": \"区卫生健康局\", \"post\": \"liaison\"", "duplicate-post"),
        (FileKind.Org, "{ \"department\": \"区财政局\", \"post\": \"liaison\"", "§{ \"department\": \"各街道\", \"post\": \"liaison\"", "post-in-group"),
        (FileKind.Org, "{ \"department\": \"区财政局\", \"post\": \"liaison\"", "§{ \"department\": \"区财务局\", \"post\": \"liaison\"", "unknown-department"),
        (FileKind.Org, "{ \"department\": \"区财政局\", \"post\": \"liaison\"", "{ \"department\": \"区财政局\", \"post\": §\"liason\"", "unknown-word"),
        (FileKind.Org, "{ \"department\": \"区财政局\", \"post\": \"liaison\"", "§{ \"post\": \"liaison\"", "missing-field"),

        (FileKind.Plan, "\"id\": \"trial\"", $"\"id\": §\"{Long}\"", "too-long"),
        (FileKind.Plan, "\"end\": \"2025-12-31\"", "\"end\": §\"2020-12-31\"", "period-reversed"),
        (FileKind.Plan, "\"start\": \"2021-01-01\", ", "", "missing-field"),
        (FileKind.Plan, "\"due\": \"2024-06-30\"", "\"due\": §\"2026-01-01\"", "outside-period"),
        (FileKind.Plan, "\"due\": \"2024-06-30\"", "\"due\": §20240630", "wrong-type"),
        (FileKind.Plan, "\"text\": \"完成选址\"", "\"texts\": \"完成选址\"", "missing-field|unknown-field"),
        (FileKind.Plan, "{ \"department\": \"区财政局\", \"role\": \"Support\" }", "{ \"department\": §\"区财正局\", \"role\": \"Support\" }", "unknown-department"),
        (FileKind.Plan, "{ \"department\": \"区财政局\", \"role\": \"Support\" }", "{ \"department\": §\"区卫生健康局\", \"role\": \"Support\" }", "duplicate-department"),
        (FileKind.Plan, "{ \"department\": \"区财政局\", \"role\": \"Support\" }", "{ \"department\": \"区财政局\", \"role\": §\"Helper\" }", "unknown-word"),
        (FileKind.Plan, "\"key\": \"一/2\"", "\"key\": §\"一/1\"", "duplicate-key"),
        (FileKind.Plan, "\"婴儿死亡率\"", "§\"人均预期寿命\"", "duplicate-key"),
        (FileKind.Plan, "\"value\": 2", "\"value\": §null", "wrong-type"),
        (FileKind.Plan, "\"value\": 2", "\"value\": §1e400", "out-of-range"),
        (FileKind.Plan, "\"value\": 2", "\"value\": §123456789012345", "out-of-range"),
        (FileKind.Plan, "\"value\": 2", "\"value\": §2.00001", "out-of-range"),
        (FileKind.Plan, "\"op\": \">=\"", "\"op\": §\"≥\"", "unknown-word"),
        (FileKind.Plan, "[\"10\", \"20\"]", "[\"10\", §{}]", "wrong-type"),
        (FileKind.Plan, "{ \"name\": \"甲医院\", \"values\": [\"10\", \"20\"] }", "§{ \"name\": \"甲医院\", \"values\": [\"10\"] }", "row-length"),
        (FileKind.Plan, "\"培训全科医生\"", "\"培训§\\u001b全科医生\"", "control-character"),

        (FileKind.Assignment, "\"plan\": \"trial\"", "\"plan\": §\"trail\"", "unknown-plan"),
        (FileKind.Assignment, "\"task\": \"一/2\"", "\"task\": §\"一/3\"", "unknown-task"),
        (FileKind.Assignment, "\"task\": \"一/2\"", "\"task\": §2", "wrong-type"),
        (FileKind.Assignment, "\"区教育局\"", "§\"区教肓局\"", "unknown-department"),
        (FileKind.Assignment, "\"indicator\": \"人均预期寿命\"", "\"indicator\": §\"人均寿命\"", "unknown-indicator"),
        (FileKind.Assignment, "{ \"task\": \"一/2\", \"responsible\": [\n      { \"department\": \"区教育局\", \"role\": \"Lead\" },", "{ \"task\": §\"一/2\", \"responsible\": [\n      { \"department\": \"区财政局\", \"role\": \"Lead\" }, { \"department\": \"区教育局\", \"role\": \"Lead\" },", "two-leads"),
        (FileKind.Assignment, "\"区卫健局\", \"role\"", "§\"区教育局\", \"role\"", "duplicate-department"),
        (FileKind.Assignment, "\"人均预期寿命\", \"department\": \"区卫健局\" }", "\"人均预期寿命\", \"department\": \"区卫健局\" }, { \"indicator\": §\"人均预期寿命\", \"department\": \"区财政局\" }", "duplicate-key"),
        (FileKind.Assignment, "\"人均预期寿命\", \"department\": \"区卫健局\" }", "\"人均预期寿命\", \"department\": \"区卫健局\" }, §{ \"department\": \"区财政局\" }, §{ \"department\": \"区财政局\" }", "missing-field|missing-field"),

        (FileKind.Breakdown, "\"plan\": \"trial\"", "\"plan\": §\"trail\"", "unknown-plan"),
        (FileKind.Breakdown, "\"year\": 2024", "\"year\": §\"2024\"", "wrong-type"),
        (FileKind.Breakdown, "\"year\": 2024", "\"year\": §20240", "out-of-range"),
        (FileKind.Breakdown, "\"due\": \"2024-11-15\"", "\"due\": §\"2025-11-15\"", "outside-year"),
        (FileKind.Breakdown, "\"due\": \"2024-11-15\"", "\"due\": §\"2024-11-31\"", "not-a-date"),
        (FileKind.Breakdown, "{ \"task\": \"一/2\"", "{ \"task\": §\"二/2\"", "unknown-task"),
        (FileKind.Breakdown, "\"departments\": [\"区教体局\"]", "\"departments\": [§\"区体育局\"]", "unknown-department"),
        (FileKind.Breakdown, "\"departments\": [\"区教体局\"]", "\"departments\": [\"区教体局\", §\"区教体局\"]", "duplicate-department"),
        (FileKind.Breakdown, "{ \"indicator\": \"人均预期寿命\", \"target\": 81.2 }", "{ \"indicator\": \"人均预期寿命\", \"target\": §\"81.2\" }", "wrong-type"),
        (FileKind.Breakdown, "{ \"indicator\": \"人均预期寿命\", \"target\": 81.2 }", "{ \"indicator\": \"人均预期寿命\", \"target\": §99999999999999999999 }", "out-of-range"),
        (FileKind.Breakdown, "{ \"indicator\": \"人均预期寿命\", \"target\": 81.2 }", "{ \"indicator\": \"人均预期寿命\", \"target\": 81.2 }, { \"indicator\": §\"人均预期寿命\", \"target\": 81.3 }", "duplicate-key"),
        (FileKind.Breakdown, "{ \"task\": \"一/2\", \"key\": \"2024-1\"", "§{ \"task\": \"一/1\", \"key\": \"2024-1\"", "duplicate-key"),
    ];

    [DatabaseFact]
    public async Task Load_WhenOneThingIsWrong_SaysItOnceAtItsPlaceAndLoadsNothing(TestDatabase database)
    {
        await using var ledger = await LoadedAsync(database);
        var before = await ledger.EverythingAsync();
        var wrong = new List<string>();
        foreach (var (kind, old, now, code) in Faults.Concat(EveryKind()))
        {
            var marked = old.Length == 0 ? now : Sound[kind].With(old, now);
            var text = marked.Replace(Here, "", StringComparison.Ordinal);
            var findings = (await ledger.TryAsync(kind, text)).Findings;
            var expected = code.Split('|');
            if (!findings.Select(f => f.Code).Order().SequenceEqual(expected.Order()) || !PlacesOf(marked).All(p => findings.Any(f => (f.Line, f.Column) == p)))
            {
                wrong.Add($"{kind}: {now}\n  expected {code} at {string.Join(' ', PlacesOf(marked))}, got {string.Join("\n    ", findings)}");
            }
        }

        wrong.ShouldBeEmpty();
        (await ledger.EverythingAsync()).ShouldBe(before);
    }

    [DatabaseFact]
    public async Task Load_WhenTheFileIsNoSoundText_SaysItOnceAndLoadsNothing(TestDatabase database)
    {
        await using var ledger = await LoadedAsync(database);
        var before = await ledger.EverythingAsync();
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var path = Path.Combine(database.Folder, "input.json");
        var wrong = new List<string>();
        foreach (var (kind, text) in Sound)
        {
            foreach (var (name, bytes, code) in new (string, byte[], string)[]
            {
                ("GB18030", Encoding.GetEncoding("GB18030").GetBytes(text), "not-utf8"),
                ("UTF-16", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)], "not-utf8"),
                ("binary", [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0xFF, 0xFE], "not-utf8"),
                ("zeros", new byte[1000], "malformed-json"),
            })
            {
                await File.WriteAllBytesAsync(path, bytes);
                var findings = (await ledger.TryAsync(kind, [path])).Findings;
                wrong.AddRange(findings is [var one] && one.Code == code ? [] : [$"{kind} {name}: {string.Join(" / ", findings)}"]);
            }
        }

        (await ledger.TryAsync(FileKind.Org, [database.Folder])).Findings.ShouldHaveSingleItem().Code.ShouldBe("not-a-file");
        (await ledger.TryAsync(FileKind.Org, [path + ".none"])).Findings.ShouldHaveSingleItem().Code.ShouldBe("no-file");
        wrong.ShouldBeEmpty();
        (await ledger.EverythingAsync()).ShouldBe(before);
    }

    [DatabaseFact]
    public async Task Load_WhenTheFileBeginsWithAByteOrderMark_ReadsItLikeOneWithout(TestDatabase database)
    {
        await using var ledger = await LoadedAsync(database);
        var before = await ledger.EverythingAsync();
        foreach (var (kind, text) in Sound)
        {
            (await ledger.TryAsync(kind, "\uFEFF" + text)).Findings.ShouldBeEmpty();
        }

        (await ledger.EverythingAsync()).ShouldBe(before);
    }

    [DatabaseFact]
    public async Task Load_WhenSeveralThingsAreWrong_SaysThemAllAtOnceAlsoInSeveralFiles(TestDatabase database)
    {
        await using var ledger = await LoadedAsync(database);
        var before = await ledger.EverythingAsync();
        var first = Path.Combine(database.Folder, "first.json");
        var second = Path.Combine(database.Folder, "second.json");
        await File.WriteAllTextAsync(first, SampleFiles.Breakdown.With("一/2", "一/9").With("81.2", "\"81\"").With("2024-12-20", "2025-12-20"));
        await File.WriteAllTextAsync(second, SampleFiles.Breakdown.With("区教体局", "区体局").With("一/2", "一/8"));
        var findings = (await ledger.TryAsync(FileKind.Breakdown, [first, second])).Findings;
        findings.Select(f => $"{Path.GetFileName(f.File)}:{f.Line} {f.Code}").ShouldBe(
            ["first.json:5 outside-year", "first.json:10 wrong-type", "second.json:7 unknown-task", "second.json:7 unknown-department"], ignoreOrder: true);
        (await ledger.EverythingAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData("\"tasks\": [", "\"task\": [", "Did you mean \"tasks\"?")]
    [InlineData("\"Lead\"", "\"Chief\"", "it may be Lead, Support, Joint")]
    [InlineData("\"区卫健局\", \"role\"", "\"区卫健\", \"role\"", "Did you mean")]
    public async Task Message_WhenSomethingIsMisspelt_NamesWhatWouldBeRight(string old, string now, string hint)
    {
        await using var database = await TestDatabase.CreateAsync(TestProvider.Sqlite);
        await using var ledger = await LoadedAsync(database);
        (await ledger.TryAsync(FileKind.Assignment, SampleFiles.Assignment.With(old, now))).Findings.ShouldHaveSingleItem().Message.ShouldContain(hint);
    }

    [Theory]
    [InlineData("", "malformed-json", "the file is empty")]
    [InlineData("{ \"year\": 2024, \"holidays\": [], \"workdays\": [", "malformed-json", "closed")]
    [InlineData("{ \"year\": 2024, \"holidays\": [], \"workdays\": [], }", "malformed-json", "comma before this closing bracket")]
    [InlineData("{ \"year\": 2024, \"holidays\": [], \"workdays\": [], \"remark\": 1 }", "unknown-field", "remark")]
    [InlineData("{ \"holidays\": [{ \"name\": \"元旦\", \"days\": [\"2024-01-01\"] }], \"workdays\": [\"2024-02-04\"] }", "missing-field", "year")]
    [InlineData("{ \"year\": 2024, \"holidays\": [], \"workdays\": [\"2025-02-08\"] }", "day-outside-year", "2025-02-08")]
    [InlineData("{ \"year\": 1e9, \"holidays\": [{ \"name\": \"元旦\", \"days\": [\"2024-01-01\"] }], \"workdays\": [] }", "out-of-range", "year")]
    public void Calendar_WhenOneThingIsWrong_SaysItOnce(string text, string code, string hint) =>
        WithRules("calendars", text, found => Check(found.ShouldHaveSingleItem(), code, hint));

    [Theory]
    [InlineData("", "malformed-json", "the file is empty")]
    [InlineData("{ \"WorkflowName\": \"w\", \"Rules\": [", "malformed-json", "closed")]
    [InlineData("{ \"WorkflowName\": \"w\" }", "missing-field", "Rules")]
    [InlineData("{ \"WorkflowName\": \"w\", \"Rules\": {} }", "wrong-type", "Rules")]
    [InlineData("{ \"WorkflowName\": \"w\", \"Rules\": [], \"Rule\": [] }", "unknown-field", "Did you mean \"Rules\"?")]
    public void Workflow_WhenOneThingIsWrong_SaysItOnce(string text, string code, string hint) =>
        WithRules("workflows", text, found => Check(found.ShouldHaveSingleItem(), code, hint));

    [Fact]
    public void Rules_WhenInGb18030_AreRefused()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        foreach (var folder in new[] { "workflows", "calendars" })
        {
            var shipped = File.ReadAllText(Ledger.ShippedRules.Files(folder)[0]);
            WithRules(folder, Encoding.GetEncoding("GB18030").GetBytes(shipped), found => found.ShouldHaveSingleItem().Code.ShouldBe("not-utf8"));
        }
    }

    [Theory]
    [InlineData("org load", FileKind.Org)]
    [InlineData("plan load", FileKind.Plan)]
    [InlineData("assign", FileKind.Assignment)]
    [InlineData("plan breakdown", FileKind.Breakdown)]
    internal async Task Program_WhenTheFileIsWrong_EndsWith2AndKeepsTheLedger(string verb, FileKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(TestProvider.Sqlite);
        IReadOnlyList<string> before;
        await using (var ledger = await LoadedAsync(database))
        {
            before = await ledger.EverythingAsync();
        }

        var file = Path.Combine(database.Folder, "错误.json");
        await File.WriteAllTextAsync(file, Sound[kind].Replace("  \"", "  \"x", StringComparison.Ordinal)[..^5]);
        var run = await TheProgram.RunAsync([.. verb.Split(' '), file, "--data", database.Folder]);
        (run.ExitCode, run.Out).ShouldBe((2, ""), run.Error);
        var lines = run.Error.Trim().Split('\n');
        lines[0].ShouldMatch("^" + System.Text.RegularExpressions.Regex.Escape(file) + @":\d+:\d+: .+ \[malformed-json\]$");
        lines[1..].ShouldBe(["1 error; nothing was changed."]);
        await using (var ledger = await Ledger.OpenAsync(database))
        {
            (await ledger.EverythingAsync()).ShouldBe(before);
        }
    }

    [Theory]
    [InlineData("workflows")]
    [InlineData("calendars")]
    public async Task Program_WhenARuleOrCalendarIsWrong_EndsWith2BeforeTheLedgerIsTouched(string folder)
    {
        await using var database = await TestDatabase.CreateAsync(TestProvider.Sqlite);
        var rules = Directory.CreateDirectory(Path.Combine(database.Folder, "rules"));
        Directory.CreateDirectory(Path.Combine(rules.FullName, folder));
        await File.WriteAllTextAsync(Path.Combine(rules.FullName, folder, "wrong.json"), "{ \"Nonsense\": 1 }");
        var run = await TheProgram.RunAsync("sweep", "--as-of", "2024-11-20", "--rules", rules.FullName, "--data", database.Folder);
        run.ExitCode.ShouldBe(2, run.Out);
        run.Error.ShouldContain("wrong.json:1:3: There is no field \"Nonsense\".");
        await using var ledger = await Ledger.OpenAsync(database);
        (await ledger.EverythingAsync()).ShouldAllBe(row => row.StartsWith("Settings: Key=audit-chained ", StringComparison.Ordinal), "Opening the ledger for the first time leaves its mark, and nothing else does.");
    }

    [Fact]
    public async Task Program_WhereTheLedgerHasRules_StillRefusesAFolderWithAFault()
    {
        await using var database = await TestDatabase.CreateAsync(TestProvider.Sqlite);
        using var rules = new RulesInForce.RulesCopy();
        (await TheProgram.RunAsync("sweep", "--as-of", "2024-11-20", "--rules", rules.Folder, "--data", database.Folder)).ExitCode.ShouldBe(0);
        rules.Write(RulesInForce.RulesCopy.Progress, "{ \"Nonsense\": 1 }");
        var run = await TheProgram.RunAsync("sweep", "--as-of", "2024-11-21", "--rules", rules.Folder, "--data", database.Folder);
        run.ExitCode.ShouldBe(2, run.Out);
        run.Error.ShouldContain($"{Path.Combine(rules.Folder, RulesInForce.RulesCopy.Progress)}:1:3: ");
    }

    private static void Check(Finding finding, string code, string hint)
    {
        finding.Code.ShouldBe(code, finding.Message);
        finding.Message.ShouldContain(hint);
    }

    private static void WithRules(string folder, string text, Action<IReadOnlyList<Finding>> check) => WithRules(folder, Encoding.UTF8.GetBytes(text), check);

    /// <summary>The shipped rules with one file more.</summary>
    private static void WithRules(string folder, byte[] content, Action<IReadOnlyList<Finding>> check)
    {
        var rules = Directory.CreateTempSubdirectory("tasktracker-test-");
        try
        {
            foreach (var sub in new[] { "workflows", "calendars" })
            {
                Directory.CreateDirectory(Path.Combine(rules.FullName, sub));
                foreach (var file in Ledger.ShippedRules.Files(sub).Where(f => Path.GetFileName(f) is "acceptance.json" or "2023.json" && sub != folder))
                {
                    File.Copy(file, Path.Combine(rules.FullName, sub, Path.GetFileName(file)));
                }
            }

            File.WriteAllBytes(Path.Combine(rules.FullName, folder, "one.json"), content);
            var findings = new List<Finding>();
            (HouseRules.Load(new RulesFolder(rules.FullName), findings) is null).ShouldBeTrue();
            check(findings);
        }
        finally
        {
            rules.Delete(recursive: true);
        }
    }

    private static IEnumerable<(FileKind Kind, string Old, string Now, string Code)> EveryKind() =>
        from sound in Sound
        from fault in new (string Now, string Code)[]
        {
            ($"{Here}", "malformed-json"),
            ($"n{Here}onsense", "malformed-json"),
            ($"{Here}[]", "wrong-type"),
            (sound.Value[..^1], "malformed-json"),
            (string.Concat(sound.Value.AsSpan(0, sound.Value.LastIndexOf(']') + 1), $",\n{Here}}}"), "malformed-json"),
            ("{" + $"{Here}\"extra\": 1," + sound.Value[1..], "unknown-field"),
            (new string('[', 64) + $"{Here}[" + new string(']', 65), "malformed-json"),
            (sound.Value.Insert(sound.Value.LastIndexOf('}'), $", {sound.Value[1..].Split(':')[0].Trim().Insert(0, Here)}: \"x\""), "duplicate-field"),
        }
        select (sound.Key, "", fault.Now, fault.Code);

    /// <summary>Lines and columns of the marks, as if each had never stood there.</summary>
    private static IEnumerable<(int Line, int Column)> PlacesOf(string marked)
    {
        var (line, column) = (1, 1);
        foreach (var c in marked)
        {
            if (c == Here[0])
            {
                yield return (line, column);
                continue;
            }

            (line, column) = c == '\n' ? (line + 1, 1) : (line, column + 1);
        }
    }

    private static async Task<Ledger> LoadedAsync(TestDatabase database)
    {
        var ledger = await Ledger.OpenAsync(database);
        foreach (var (kind, text) in Sound)
        {
            await ledger.LoadAsync(kind, text);
        }

        return ledger;
    }
}
