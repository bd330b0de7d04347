using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features;
using TaskTracker.Features.Organisation;
using TaskTracker.Features.Plans;
using TaskTracker.Features.Progress;
using TaskTracker.Persistence;
using TaskTracker.Tests.Fixtures;
using TaskTracker.Tests.RulesInForce;

namespace TaskTracker.Tests.Sweep;

/// <summary>A ledger to which something is done at random, through the handlers that people use. The same seed does the same.</summary>
internal sealed class RandomHistory(int seed, TestDatabase database)
{
    private const string PlanKey = "random";

    private static readonly string[] Bodies = ["区卫生健康局", "区财政局", "区教育局", "区民政局"];

    private readonly Random _random = new(seed);
    private readonly FakeTimeProvider _time = FakeTime.At("2024-09-20 09:00");
    private readonly RecordedPost _post = new();
    private readonly List<(string Department, string Post, string Person, DateOnly From, DateOnly? Until)> _terms = [];
    private readonly List<int> _tasks = [1, 2, 3, 4, 5];
    private int _year = 2024;
    private int _versions;
    private IReadOnlyList<string> _rules = [];

    public Node Node { get; private set; } = null!;

    public List<string> Done { get; } = [];

    private DateOnly Today => Node.Clock.Today;

    public async Task BeginAsync(IReadOnlyList<string> rules)
    {
        _rules = rules;
        Node = new Node(database, _time, _post, rules[0]);
        await SmallLedger.UpgradeAsync(Node);
        foreach (var body in Bodies.Append("区政府督查室"))
        {
            foreach (var post in body == "区政府督查室" ? ["supervision"] : new[] { "liaison", "departmentHead" })
            {
                // Some posts are vacant at first, some will be.
                var from = _random.Next(3) == 0 ? new DateOnly(2024, 10, 1).AddDays(_random.Next(100)) : new DateOnly(2024, 1, 1);
                _terms.Add((body, post, $"{post}-{_terms.Count}", from, _random.Next(3) == 0 ? from.AddDays(_random.Next(300)) : null));
            }
        }

        await LoadOrgAsync();
        await LoadPlanAsync(null);
        await AssignAsync();
        await BreakDownAsync();
        await StateAsync(_random.Next(3) == 0 ? PlanState.Trial : PlanState.Active);
        await using var db = Node.Open();
        foreach (var indicator in await db.Indicators.ToListAsync())
        {
            indicator.ReportingDepartmentId = await db.Departments.Where(d => d.Name == Bodies[0]).Select(d => (int?)d.Id).SingleAsync();
        }

        await db.SaveChangesAsync();
    }

    /// <summary>Other rules or another calendar, or those of before again.</summary>
    public async Task PublishAsync()
    {
        var rules = _rules[_random.Next(_rules.Count)];
        await RulesCopy.PublishAsync(Node, rules);
        Done.Add($"{Today:O} rules {Path.GetFileName(rules)}");
    }

    public void Forward(int days, int hour)
    {
        var day = DateOnly.FromDateTime(_time.GetUtcNow().AddHours(8).Date).AddDays(days);
        _time.Set(string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} {hour:00}:{_random.Next(60):00}"));
    }

    public async Task DoSomethingAsync()
    {
        switch (_random.Next(26))
        {
            case 0:
                await StateAsync(_random.Next(6) switch { 0 => PlanState.Trial, 1 => PlanState.UnderEvaluation, 2 => PlanState.Archived, _ => PlanState.Active });
                break;
            case 1 or 2:
                await ChangeHoldersAsync();
                break;
            case 3:
                await AssignAsync();
                break;
            case 4 or 5:
                _year = _random.Next(2) == 0 ? 2024 : 2025;
                await BreakDownAsync();
                break;
            case 6:
                if (_random.Next(2) == 0 && _tasks.Count > 3)
                {
                    _tasks.RemoveAt(_random.Next(_tasks.Count));
                }
                else
                {
                    _tasks.Add(_tasks.Max() + 1);
                }

                await LoadPlanAsync($"试政发〔2024〕{++_versions}号");
                break;
            case 7:
                await ObserveAsync();
                break;
            case 8 or 9:
                await PublishAsync();
                break;
            default:
                await CommandAsync();
                break;
        }
    }

    private async Task CommandAsync()
    {
        await using var db = Node.Open();
        var all = await db.Responsibilities.Where(r => db.Tasks.Any(t => t.Id == r.TaskId)).OrderBy(r => r.Id).Select(r => new { r.Id, Keys = r.Milestones.OrderBy(m => m.Id).Select(m => m.Milestone.Key).ToList() }).ToListAsync();
        var (what, pick, key, percent, days) = (_random.Next(12), _random.Next(1000), _random.Next(1000), _random.Next(101), _random.Next(1, 90));
        if (all.Count == 0)
        {
            return;
        }

        var one = all[pick % all.Count];
        var milestone = one.Keys.Count == 0 ? "none" : one.Keys[key % one.Keys.Count];
        ProgressCommand command = what switch
        {
            0 or 1 or 2 => new Accept(Today, "联络员"),
            3 or 4 => new SubmitReport(Today, "联络员", ReportedState.OnSchedule, percent, "已办", "续办"),
            5 => new AcceptReport(Today, "督查室"),
            6 => new ReturnReport(Today, "督查室", "不实"),
            7 or 8 => new GrantExtension(Today, "督查室", milestone, Today.AddDays(days), "疫情"),
            9 or 10 => new ConfirmMilestone(Today, "督查室", milestone),
            _ => new Close(Today, "督查室"),
        };
        var refusal = await Node.AskAsync<RecordProgress, ProgressRefusal?>(h => h.HandleAsync(one.Id, command, default));
        Done.Add($"{Today:O} {command.GetType().Name} {one.Id} {refusal}");
    }

    private async Task StateAsync(PlanState state)
    {
        await Node.AskAsync<ChangePlanState, string?>(h => h.HandleAsync(PlanKey, state, Today, default));
        Done.Add($"{Today:O} {state}");
    }

    private async Task ChangeHoldersAsync()
    {
        var at = _random.Next(_terms.Count);
        var term = _terms[at];
        var last = Today.AddDays(_random.Next(-3, 10));
        if (term.Until is null && term.From < last)
        {
            _terms[at] = term with { Until = last };
        }
        else if (term.Until is { } until)
        {
            _terms.Add((term.Department, term.Post, $"{term.Post}-{_terms.Count}", (until > Today ? until : Today).AddDays(_random.Next(1, 12)), null));
        }

        await LoadOrgAsync();
    }

    private async Task LoadOrgAsync()
    {
        // Of one post a term that another overlaps would be refused.
        var terms = _terms.GroupBy(t => (t.Department, t.Post)).SelectMany(g =>
        {
            var kept = new List<(string Department, string Post, string Person, DateOnly From, DateOnly? Until)>();
            foreach (var term in g.OrderBy(t => t.From))
            {
                if (kept.Count == 0 || kept[^1].Until < term.From)
                {
                    kept.Add(term);
                }
            }

            return kept;
        }).ToList();
        Loaded(await Node.AskAsync<LoadOrg, LoadResult>(h => h.HandleAsync("org.json", JsonSerializer.Serialize(new
        {
            region = "试验区",
            departments = Bodies.Append("区政府督查室").Select(name => new { name }),
            people = terms.Select(t => new { id = t.Person, name = t.Person, email = $"{t.Person}@example.cn" }),
            posts = terms.GroupBy(t => (t.Department, t.Post)).Select(g => new
            {
                department = g.Key.Department, post = g.Key.Post,
                holders = g.Select(h => h.Until is null ? (object)new { person = h.Person, from = $"{h.From:O}" } : new { person = h.Person, from = $"{h.From:O}", until = $"{h.Until:O}" }),
            }),
        }), Today, default)));
        Done.Add($"{Today:O} org");
    }

    private async Task LoadPlanAsync(string? decision)
    {
        var result = await Node.AskAsync<LoadPlan, LoadResult>(h => h.HandleAsync("plan.json", JsonSerializer.Serialize(new
        {
            id = PlanKey, title = "试验区规划", region = "试验区", period = new { start = "2021-01-01", end = "2025-12-31" },
            tasks = _tasks.Select((t, i) => new
            {
                key = $"t{t}", number = $"{i + 1}", title = $"第{t}项任务：{new string((char)('甲' + t), 6)}", path = new[] { "一、主要任务" },
                milestones = t % 2 == 0 ? new[] { new { due = new DateOnly(2024, 11, 30).AddDays(t * 7).ToString("O", CultureInfo.InvariantCulture), text = "印发的节点" } } : [],
            }),
            indicators = new[]
            {
                new { name = "约束指标", unit = "%", baseline = "1", target = "80", nature = "约束性", targetValue = 80, direction = "atLeast" },
                new { name = "预期指标", unit = "%", baseline = "1", target = "50", nature = "预期性", targetValue = 50, direction = "atLeast" },
            },
        }), Today, default, decision is null ? null : new NewVersion(decision)));
        Done.Add($"{Today:O} plan {decision} {string.Join(' ', result.Findings)}");
    }

    private async Task AssignAsync()
    {
        var some = _tasks.Where(_ => _random.Next(3) > 0).ToList();
        if (some.Count == 0)
        {
            return;
        }

        var result = await Node.AskAsync<AssignTasks, LoadResult>(h => h.HandleAsync("assign.json", JsonSerializer.Serialize(new
        {
            plan = PlanKey,
            tasks = some.Select(t => new { task = $"t{t}", responsible = Bodies.Where(_ => _random.Next(3) == 0).DefaultIfEmpty(Bodies[t % Bodies.Length]).Select(d => new { department = d, role = "Joint" }) }),
        }), Today, default));
        Done.Add($"{Today:O} assign {string.Join(' ', result.Findings)}");
    }

    private async Task BreakDownAsync()
    {
        var result = await Node.AskAsync<BreakDownYear, LoadResult>(h => h.HandleAsync("breakdown.json", JsonSerializer.Serialize(new
        {
            plan = PlanKey, year = _year,
            milestones = _tasks.Where(_ => _random.Next(2) == 0).DefaultIfEmpty(_tasks[0])
                .Select(t => new { task = $"t{t}", key = $"{_year}-1", due = $"{new DateOnly(_year, _year == 2024 ? 10 : 1, 1).AddDays(_random.Next(90)):O}", text = "年度节点" }),
            indicators = new[] { new { indicator = "约束指标", target = _random.Next(100) } },
        }), Today, default));
        Done.Add($"{Today:O} breakdown {string.Join(' ', result.Findings)}");
    }

    private async Task ObserveAsync()
    {
        await using var db = Node.Open();
        var indicators = await db.Indicators.Include(i => i.Observations).OrderBy(i => i.Id).ToListAsync();
        indicators[_random.Next(indicators.Count)].Observations.Add(new IndicatorObservation { Year = Today.Year - _random.Next(1, 3), Value = _random.Next(100), Source = "统计", ObservedOn = Today });
        await db.SaveChangesAsync();
        Done.Add($"{Today:O} observed");
    }

    private static void Loaded(LoadResult result) => result.Findings.ShouldBeEmpty();
}
