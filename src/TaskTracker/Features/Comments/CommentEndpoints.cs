using TaskTracker.Features.Parts;
using TaskTracker.Features.Progress;

namespace TaskTracker.Features.Comments;

internal static class CommentEndpoints
{
    public static void MapComments(this IEndpointRouteBuilder app) => app.MapButtons(Links.Responsibilities).MapPost("/{id:int}/comments/{number:int}/withdraw", async (int id, int number, HttpContext http, RecordComment handler) =>
        await handler.WithdrawAsync(id, number, new FormStamp($"{number}", 0), http.RequestAborted) is null ? Buttons.See($"{Links.Responsibilities}/{id}#timeline") : Buttons.Say(http, "NotFound.Text", StatusCodes.Status404NotFound));
}
