using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskTracker.Access;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Plans;
using TaskTracker.Features.Progress;
using TaskTracker.Mail;
using TaskTracker.Outbox;
using TaskTracker.Persistence;
using TaskTracker.Sweep;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Link;

/// <summary>The small house with a second plan, of which 张三 of 甲局 got a mail today: item 1 is overdue, item 2 is coming due. 李四 of 乙局, which has not accepted its share of item 1, got one too.</summary>
internal sealed partial class LinkHouse : IAsyncDisposable
{
    private LinkHouse(SmallHouse house, StoredMail mail) => (House, Mail) = (house, mail);

    public SmallHouse House { get; }

    /// <summary>As it lies in the folder.</summary>
    public StoredMail Mail { get; }

    /// <summary>The paths of the links in the mail, item by item.</summary>
    public IReadOnlyList<string> Links => PathsIn(Mail.Html);

    public static async Task<LinkHouse> OpenAsync(TestDatabase database, Dictionary<string, string?>? settings = null)
    {
        var house = await SmallHouse.OpenAsync(database, settings: new(settings ?? []) { ["Mail:Detail"] = "Full" });
        await using (var scope = house.Services.CreateAsyncScope())
        {
            var s = scope.ServiceProvider;
            DateOnly start = new(2024, 10, 8);
            (await s.GetRequiredService<LoadPlan>().HandleAsync("links.json", Plan, start, default)).Findings.ShouldBeEmpty();
            (await s.GetRequiredService<BreakDownYear>().HandleAsync("breakdown.json", Breakdown, start, default)).Findings.ShouldBeEmpty();
            await s.GetRequiredService<ChangePlanState>().HandleAsync("links", PlanState.Active, start, default);
        }

        foreach (var (department, number, command) in Commands())
        {
            await using var scope = house.Services.CreateAsyncScope();
            var id = await IdAsync(scope.ServiceProvider, department, number);
            (await scope.ServiceProvider.GetRequiredService<RecordProgress>().HandleAsync(id, command, default)).ShouldBeNull();
        }

        await house.Services.GetRequiredService<RunSweep>().HandleAsync(SmallHouse.Today, null, default);
        await house.Services.GetRequiredService<SendMails>().HandleAsync(null, default);
        return new(house, LatestTo(house, "a"));
    }

    /// <summary>The mail to the person that tells of the second plan; one about the first plan may have gone in the same second.</summary>
    public static StoredMail LatestTo(SmallHouse house, string person) => house.Services.GetRequiredService<MailFolder>().List()
        .First(m => m.To.Contains($"{person}@small.example", StringComparison.Ordinal) && m.Html.Contains("建设托育中心", StringComparison.Ordinal));

    public static IReadOnlyList<string> PathsIn(string html) => [.. Address().Matches(html).Select(m => new Uri(WebUtility.HtmlDecode(m.Groups[1].Value)).AbsolutePath)];

    public T Get<T>()
        where T : notnull => House.Services.GetRequiredService<T>();

    public TrackerDb Open() => Get<IDbContextFactory<TrackerDb>>().CreateDbContext();

    public SignedLink Said(string path) => Get<SignedLinks>().Read(path[(SignedLinks.Route.Length + 1)..])!;

    public string Path(SignedLink link) => $"{SignedLinks.Route}/{Get<SignedLinks>().Sign(link)}";

    public async Task<Responsibility> ReadAsync(string department = "甲局", string number = "L1")
    {
        await using var scope = House.Services.CreateAsyncScope();
        var id = await IdAsync(scope.ServiceProvider, department, number);
        await using var db = Open();
        return await db.Responsibilities.AsNoTracking().Whole().SingleAsync(r => r.Id == id);
    }

    public async Task RecordAsync(ProgressCommand command, string department = "甲局", string number = "L1")
    {
        await using var scope = House.Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<RecordProgress>().HandleAsync(await IdAsync(scope.ServiceProvider, department, number), command, default)).ShouldBeNull();
    }

    /// <summary>Every row but when a session was last used.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync()
    {
        await using var db = Open();
        return await AllRows.OfAsync(db, "Sessions");
    }

    public ValueTask DisposeAsync() => House.DisposeAsync();

    private static async Task<int> IdAsync(IServiceProvider services, string department, string number) =>
        await services.GetRequiredService<TrackerDb>().Responsibilities.Where(r => r.Department.Name == department && r.Task.Number == number).Select(r => r.Id).SingleAsync();

    private static IEnumerable<(string, string, ProgressCommand)> Commands()
    {
        foreach (var (department, number) in new[] { ("甲局", "L1"), ("甲局", "L2") })
        {
            yield return (department, number, new Accept(new(2024, 10, 9), department));
        }

        yield return ("甲局", "L1", new SubmitReport(new(2024, 10, 15), "甲局 张三", ReportedState.OnSchedule, 30, "已完成选址", "开工"));
        yield return ("甲局", "L1", new AcceptReport(new(2024, 10, 16), "督查室"));
    }

    private const string Plan = """
        { "id": "links", "title": "试验区链接规划", "region": "试验区", "period": { "start": "2021-01-01", "end": "2025-12-31" }, "departments": [ { "name": "甲局" }, { "name": "乙局" } ],
          "tasks": [
            { "key": "l1", "number": "L1", "title": "建设托育中心", "path": ["章"], "kind": "task", "responsible": [ { "department": "甲局", "asPrinted": "甲局", "role": "Joint" }, { "department": "乙局", "asPrinted": "乙局", "role": "Joint" } ],
              "milestones": [ { "due": "2025-12-31", "text": "建成" } ] },
            { "key": "l2", "number": "L2", "title": "培训人员", "path": ["章"], "kind": "task", "responsible": [ { "department": "甲局", "asPrinted": "甲局", "role": "Lead" } ],
              "milestones": [ { "due": "2025-12-31", "text": "完成培训" } ] } ] }
        """;

    private const string Breakdown = """
        { "plan": "links", "year": 2024, "milestones": [ { "task": "l1", "key": "2024-1", "due": "2024-11-13", "text": "主体封顶" }, { "task": "l2", "key": "2024-1", "due": "2024-12-13", "text": "培训100人" } ] }
        """;

    [GeneratedRegex("href=\"([^\"]*/link/[^\"]*)\"")]
    private static partial Regex Address();
}

/// <summary>A browser without eyes that has only the link: no session, no cookie kept.</summary>
internal sealed partial class LinkVisitor(SmallHouse house) : IDisposable
{
    private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = house.Address };

    public HttpClient Client => _client;

    public async Task<(HttpStatusCode Status, string Page)> GetAsync(string path)
    {
        using var answer = await _client.GetAsync(path);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    /// <summary>The page's form as it stands, with what is changed in it.</summary>
    public async Task<Dictionary<string, string>> FormAsync(string path, params (string Name, string Value)[] changes)
    {
        var (_, page) = await GetAsync(path);
        var fields = Inputs().Matches(page).Select(m => (Name: m.Groups["name"].Value, Value: m.Groups["value"].Value))
            .Concat(Radios().Matches(page).Select(m => (Name: m.Groups["name"].Value, Value: m.Groups["value"].Value)))
            .Concat(Areas().Matches(page).Select(m => (Name: m.Groups["name"].Value, Value: m.Groups["value"].Value))).ToDictionary(f => f.Name, f => f.Value);
        foreach (var (name, value) in changes)
        {
            fields[name] = value;
        }

        return fields;
    }

    public async Task<(HttpStatusCode Status, string Page)> SendAsync(string path, IEnumerable<KeyValuePair<string, string>> form)
    {
        using var answer = await _client.PostAsync(path, new FormUrlEncodedContent(form));
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    /// <summary>Opens, changes one text, submits.</summary>
    public async Task<(HttpStatusCode Status, string Page)> ReportAsync(string path, string done) => await SendAsync(path, await FormAsync(path, ("done", done)));

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("<input (?:type=\"hidden\" )?name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Inputs();

    [GeneratedRegex("<input type=\"radio\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\" checked")]
    private static partial Regex Radios();

    [GeneratedRegex("<textarea name=\"(?<name>[^\"]+)\"[^>]*>(?<value>[^<]*)</textarea>")]
    private static partial Regex Areas();
}
