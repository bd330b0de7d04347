using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Comments;
using TaskTracker.Features.Evidence;
using TaskTracker.Features.Progress;
using TaskTracker.Features.Responsibilities;
using TaskTracker.Persistence;
using TaskTracker.Resources;

namespace TaskTracker.Features.Api;

/// <summary>What can happen to a responsibility.</summary>
internal static class ApiProgress
{
    /// <summary>What an endpoint here works with.</summary>
    internal sealed record Desk(HttpContext Http, ReadWhole Read, RecordProgress Record, ShowResponsibility Show, TrackerDb Db, CurrentPerson Me, HouseClock Clock, PageText Text);

    public static void MapProgress(this IEndpointRouteBuilder api)
    {
        const string At = "/responsibilities/{id:int}";
        api.MapPost($"{At}/accept", (int id, [AsParameters] Desk desk, ApiCall<ApiNothing> call) => desk.DoAsync(id, call, (_, _) => new Accept(desk.Clock.Today, desk.Me.By))).ChangesVersion("Accept (签收)");
        api.MapPost($"{At}/reports", (int id, [AsParameters] Desk desk, ApiCall<SendReport> call) => desk.DoAsync(id, call, (c, _) => new SubmitReport(desk.Clock.Today, desk.Me.By, c.State, c.Percent, c.Done.Trim(), c.NextStep.Trim())
        {
            Problems = c.Problems.Trim(), Measured = [.. (c.Measured ?? []).Select(m => new MeasuredValue(m.Milestone, m.Value))],
        })).ChangesVersion("Report progress (进展填报)");
        api.MapPost($"{At}/extensions", (int id, [AsParameters] Desk desk, ApiCall<SendExtension> call) =>
            desk.DoAsync(id, call, (c, _) => new RequestExtension(desk.Clock.Today, desk.Me.By, c.Milestone, c.Until, c.Reason.Trim()))).ChangesVersion("Ask for an extension (延期申请)");
        api.MapPost($"{At}/completions", async (int id, [AsParameters] Desk desk, ApiCall<SendCompletion> call) =>
        {
            var files = await desk.Db.Evidence.Where(e => e.ResponsibilityId == id && e.Purpose == EvidencePurpose.Completion).Select(e => e.Id).ToListAsync(desk.Http.RequestAborted);
            return await desk.DoAsync(id, call, (c, it) => new RequestCompletion(desk.Clock.Today, desk.Me.By, c.Milestone, c.Statement.Trim()) { Evidence = [.. files.Except(it.EvidenceSpent(c.Milestone))] });
        }).ChangesVersion("Ask for completion (办结申请), with the evidence that was put in for it");
        api.MapPost($"{At}/rectification", (int id, [AsParameters] Desk desk, ApiCall<SendRectification> call) =>
            desk.DoAsync(id, call, (c, _) => new ReportRectification(desk.Clock.Today, desk.Me.By, c.Done.Trim()))).ChangesVersion("Report on a rectification (整改)");
        api.MapPost($"{At}/decisions", (int id, [AsParameters] Desk desk, ApiCall<SendDecision> call) => desk.DoAsync(id, call, (c, it) => Decision(desk, c, it))).ChangesVersion("Decide what waits: a report, an extension, a completion, a rectification");
        api.MapPost($"{At}/comments", async (int id, [AsParameters] Desk desk, RecordComment comments, ApiCall<SendComment> call) =>
        {
            await desk.Http.ShowAsync(id, desk.Show, desk.Text);
            var stamp = call.Stamp(versioned: false);
            return await desk.CommentAsync(id, await comments.AddAsync(id, (await call.ReadAsync()).Text.Trim(), stamp, desk.Http.RequestAborted));
        }).WithSummary("Say something about it; nobody is written to").WithMetadata(new NeedsStamp(Version: false));
        api.MapPost($"{At}/comments/{{number:int}}/withdraw", async (int id, int number, [AsParameters] Desk desk, RecordComment comments, ApiCall<ApiNothing> call) =>
        {
            await desk.Http.ShowAsync(id, desk.Show, desk.Text);
            return await desk.CommentAsync(id, await comments.WithdrawAsync(id, number, call.Stamp(versioned: false), desk.Http.RequestAborted));
        }).WithSummary("Withdraw a comment of one's own").WithMetadata(new NeedsStamp(Version: false));
        api.MapGet("/review", WaitingAsync).WithSummary("What waits for the person's decision, oldest first");
    }

    private static async Task<ApiResponsibility> DoAsync<T>(this Desk desk, int id, ApiCall<T> call, Func<T, Responsibility, ProgressCommand> commandOf)
        where T : class
    {
        // First whether it is there at all for this person: what is wrong with a call tells nothing of what is another's.
        var it = await desk.Read.GetAsync(id, desk.Http.RequestAborted) ?? throw ApiProblem.NotFound();
        var (stamp, body) = (call.Stamp(), await call.ReadAsync());
        var command = commandOf(body, it);
        return await desk.Record.HandleAsync(id, command, desk.Http.RequestAborted, stamp) switch
        {
            null => await desk.Http.ShowAsync(id, desk.Show, desk.Text),
            ProgressRefusal.NotAllowed => throw new ApiProblem(StatusCodes.Status403Forbidden, "NotAllowed"),
            ProgressRefusal.ChangedMeanwhile => throw await desk.ChangedAsync(id, stamp, body),
            { } refusal => throw new ApiProblem(StatusCodes.Status422UnprocessableEntity, $"{refusal}", desk.Text[$"ProgressRefusal.{refusal}"]) { Faults = FieldOf(refusal) is { } field ? [new(field, $"ProgressRefusal.{refusal}")] : [] },
        };
    }

    private static async Task<ApiResponsibility> CommentAsync(this Desk desk, int id, CommentRefusal? refusal) => refusal switch
    {
        null => await desk.Http.ShowAsync(id, desk.Show, desk.Text),
        CommentRefusal.NotThere => throw ApiProblem.NotFound(),
        { } no => throw new ApiProblem(StatusCodes.Status422UnprocessableEntity, $"{no}", desk.Text[$"CommentRefusal.{no}", RecordComment.LongestText]),
    };

    private static async Task<ApiProblem> ChangedAsync(this Desk desk, int id, FormStamp stamp, object body)
    {
        var chain = Domain.Audit.AuditSubject.Responsibility(id);
        var since = await desk.Db.Audit.AsNoTracking().Where(e => e.Subject == chain && e.Sequence > stamp.Seen && e.Kind != nameof(Commented) && e.Kind != nameof(CommentWithdrawn)).OrderBy(e => e.Sequence).ToListAsync(desk.Http.RequestAborted);
        return new(StatusCodes.Status412PreconditionFailed, "ChangedMeanwhile")
        {
            Versions = (body, await desk.Http.ShowAsync(id, desk.Show, desk.Text), since.Select(e => new { number = e.Sequence, kind = e.Kind, what = desk.Text[$"Event.{e.Kind}"], by = e.By, data = JsonSerializer.Deserialize<JsonElement>(e.Data) }).ToList()),
        };
    }

    private static ProgressCommand Decision(Desk desk, SendDecision c, Responsibility it)
    {
        if (c.Kind == WaitingKind.Extension && c.Milestone is null)
        {
            throw ApiProblem.Wrong(new ApiFault("milestone", "MissingField", "\"…\""));
        }

        var until = c.Until ?? it.Extensions.LastOrDefault(e => e.State == RequestState.Waiting && e.MilestoneKey == c.Milestone)?.Until;
        return Waiting.Decision(c.Kind, c.Milestone, c.Accept, desk.Clock.Today, desk.Me.By, c.Reason.Trim(), until, desk.Text) ?? throw ApiProblem.Wrong(new ApiFault("until", "MissingField", "\"2024-12-31\""));
    }

    /// <summary>The field by which a refusal can be put right.</summary>
    private static string? FieldOf(ProgressRefusal refusal) => refusal switch
    {
        ProgressRefusal.PercentOutOfRange or ProgressRefusal.PercentContradictsState => "percent",
        ProgressRefusal.ReasonMissing => "reason",
        ProgressRefusal.TextMissing => "statement",
        ProgressRefusal.UnknownMilestone or ProgressRefusal.MilestoneAlreadyMet or ProgressRefusal.AlreadyRequested or ProgressRefusal.NothingToDecide => "milestone",
        ProgressRefusal.DateNotLater or ProgressRefusal.DateHasPassed => "until",
        ProgressRefusal.MeasureOfAnother => "measured",
        _ => null,
    };

    private static async Task<List<ApiWaiting>> WaitingAsync(string? kind, ListWaiting list, CancellationToken cancel) =>
        [.. (await list.GetAsync(ApiQuery.Named<WaitingKind>("kind", kind), cancel)).Items.Select(w => new ApiWaiting(
            w.Kind, w.Of.Id, w.Of.Version, w.Of.Task.Plan.Key, w.Of.Task.Number, w.Of.Task.Title, w.Of.Department.Name, w.Since, w.Key, w.Text, w.Kind == WaitingKind.Extension ? w.Of.Extensions.Last(e => e.State == RequestState.Waiting && e.MilestoneKey == w.Key).Until : null))];
}
