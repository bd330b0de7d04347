using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Notices;
using TaskTracker.Features.Departments;
using TaskTracker.Features.Notices;
using TaskTracker.Features.Plans;
using TaskTracker.Features.Progress;
using TaskTracker.Features.Responsibilities;
using TaskTracker.Features.Search;
using TaskTracker.Features.Tasks;
using TaskTracker.Resources;

namespace TaskTracker.Features.Api;

/// <summary>What can be looked at.</summary>
internal static class ApiLedger
{
    public static void MapLedger(this IEndpointRouteBuilder api)
    {
        api.MapGet("/plans", async (ListPlans list, CancellationToken cancel) => (await list.GetAsync(cancel)).Plans.Select(PlanOf).ToList()).WithSummary("Plans, those in force first");
        api.MapGet("/plans/{key}", async (string key, ShowPlan show, CancellationToken cancel) => PlanOf((await show.GetAsync(key, cancel) ?? throw ApiProblem.NotFound()).Plan)).WithSummary("One plan");
        api.MapGet("/plans/{key}/tasks", TasksAsync).WithSummary("A plan's tasks in its order");
        api.MapGet("/tasks/{id:int}", TaskAsync).WithSummary("One task with its responsibilities");
        api.MapGet("/responsibilities", ListAsync).WithSummary("Responsibilities, narrowed and sorted as on the page");
        api.MapGet("/responsibilities/{id:int}", async (int id, HttpContext http, ShowResponsibility show, PageText text) => await http.ShowAsync(id, show, text)).WithSummary("One responsibility with all that happened and why its light is what it is");
        api.MapGet("/search", SearchAsync).WithSummary("Whatever has all the words: plans, tasks, responsibilities, departments, orders, people");
        api.MapGet("/mine", MineAsync).WithSummary("What the person is to work on, worst first, and what is wanted next");
        api.MapGet("/departments", DepartmentsAsync).WithSummary("Departments that are responsible for something, the furthest behind first");
        api.MapGet("/departments/{id:int}", DepartmentAsync).WithSummary("One department");
        api.MapGet("/notices", NoticesAsync).WithSummary("Notices of one day, or those that were not written and why");
    }

    /// <summary>With its version in the header, for the next <c>If-Match</c>.</summary>
    public static async Task<ApiResponsibility> ShowAsync(this HttpContext http, int id, ShowResponsibility show, PageText text)
    {
        var it = ApiResponsibility.Of(id, await show.GetAsync(id, http.RequestAborted) ?? throw ApiProblem.NotFound(), text);
        http.Response.Headers.ETag = ApiEndpoints.Tag(it.Version);
        return it;
    }

    private static ApiPlan PlanOf(PlanRow p) => new(p.Key, p.Title, p.Region, p.Start, p.End, p.State, p.Tasks, p.NotBrokenDown, p.Unassigned, ApiLights.Of(p.Lights), p.Overdue);

    private static async Task<List<ApiTaskLine>> TasksAsync(string key, ShowPlan show, ListPlanTasks list, CancellationToken cancel) =>
        [.. (await list.GetAsync((await show.GetAsync(key, cancel) ?? throw ApiProblem.NotFound()).Plan.Id, cancel))
            .Select(t => new ApiTaskLine(t.Id, t.Number, t.Title, t.Path, t.Safeguard, t.Worst, ApiLights.Of(t.Lights), t.Departments, t.NextDue, t.BrokenDown))];

    private static async Task<ApiTask> TaskAsync(int id, ShowTask show, CancellationToken cancel)
    {
        var t = await show.GetAsync(id, cancel) ?? throw ApiProblem.NotFound();
        return new(id, t.PlanKey, t.Number, t.Title, t.Path, t.Safeguard, t.Worst, t.Text, t.Dispatch, t.EndedOn, t.EndedBy, [.. t.Direct.Concat(t.Groups.SelectMany(g => g.Members)).Select(ApiLine.Of)]);
    }

    private static async Task<ApiPage<ApiLine>> ListAsync(string? light, string? plan, int? department, string? when, string? sort, int? page, ListResponsibilities list, CancellationToken cancel)
    {
        var filter = new ResponsibilityFilter(ApiQuery.Named<Light>("light", light), plan, department, ApiQuery.Named<DueWhen>("when", when), ApiQuery.Named<ResponsibilitySort>("sort", sort) ?? default, ApiQuery.Page(page));
        var model = await list.GetAsync(filter, cancel);
        return new([.. model.Rows.Select(ApiLine.Of)], model.Total, filter.Page, ResponsibilityFilter.PageSize);
    }

    private static async Task<List<ApiFound>> SearchAsync(string q, string? group, int? page, FindAnything find, CancellationToken cancel)
    {
        var found = await find.GetAsync(q, ApiQuery.Named<SearchGroupKind>("group", group), ApiQuery.Page(page), cancel);
        return found.TooLong ? throw ApiProblem.Wrong(new ApiFault("q", "QueryTooLong", FindAnything.LongestQuery))
            : [.. found.Groups.Select(g => new ApiFound(g.Kind, g.Total, g.More, [.. g.Hits.Select(h => new ApiHit(h.Href[(h.Href.LastIndexOf('/') + 1)..], h.Title, h.About, h.Light))]))];
    }

    private static async Task<ApiPage<ApiMine>> MineAsync(int? page, ListMyWork list, CancellationToken cancel)
    {
        var number = ApiQuery.Page(page);
        var model = await list.GetAsync(number, cancel);
        return new([.. model.Rows.Select(r => new ApiMine(ApiLine.Of(r.Row), r.Version, [.. r.Wants.Select(w => new ApiWant(w.Kind, w.By, w.Text))]))], model.Total, number, ListMyWork.PageSize);
    }

    private static async Task<List<ApiDepartmentLine>> DepartmentsAsync(string? region, ListDepartments list, CancellationToken cancel)
    {
        var model = await list.GetAsync(region, cancel);
        if (region is not null && model.Region is null)
        {
            throw ApiProblem.Wrong(new ApiFault("region", "WrongValue", string.Join(" | ", model.Regions)));
        }

        return [.. model.Ranked.Concat(model.Unranked).Select(d => new ApiDepartmentLine(d.Id, d.Name, d.Region, ApiLights.Of(d.Lights), d.Overdue, d.Reached))];
    }

    private static async Task<ApiDepartment> DepartmentAsync(int id, ShowDepartment show, CancellationToken cancel)
    {
        var d = await show.GetAsync(id, cancel) ?? throw ApiProblem.NotFound();
        static ApiNamed[] Named(IReadOnlyList<(int Id, string Name)> all) => [.. all.Select(x => new ApiNamed(x.Id, x.Name))];
        return new(id, d.Share.Name, d.Share.Region, d.Until, ApiLights.Of(d.Share.Lights), d.Share.Overdue, d.Share.Reached, d.Aliases, Named(d.Successors), Named(d.Groups), Named(d.Members),
            [.. d.Posts.Select(p => new ApiHolder(p.Post, p.Holder, p.Since))], [.. d.Responsibilities.Select(ApiLine.Of)]);
    }

    private static async Task<ApiNotices> NoticesAsync(string? on, bool? skipped, int? level, string? reason, int? page, ListNotices list, CancellationToken cancel)
    {
        var filter = new NoticeFilter(ApiQuery.Day("on", on), skipped ?? false, level, ApiQuery.Named<NoticeOutcome>("reason", reason), ApiQuery.Page(page));
        var model = await list.GetAsync(filter, cancel);
        return new(model.On, [.. model.Rows.Select(n => new ApiNotice(n.Level, n.Light, n.Sentence, n.Number, n.Title, n.Department, n.Region, n.Post, n.Person, n.Copy, n.Skipped, n.Delivery, n.Cured))],
            model.Total, filter.Page, NoticeFilter.PageSize);
    }
}
