using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Audit;
using TaskTracker.Features.Layout;
using TaskTracker.Persistence;
using TaskTracker.Resources;

namespace TaskTracker.Features.Audit;

/// <summary>A seal as a file to keep outside, and the button that verifies.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder app)
    {
        app.MapGet("/audit/seals/{number:int}", async (int number, HttpContext http, TrackerDb db) =>
        {
            if (await db.Seals.AsNoTracking().SingleOrDefaultAsync(s => s.Number == number, http.RequestAborted) is not { } seal)
            {
                return Results.NotFound();
            }

            var heads = await SealAudit.HeadsAt(db, number).Select(h => new AuditHead(h.Subject, h.Sequence, h.Hash)).ToListAsync(http.RequestAborted);
            return Results.File(Encoding.UTF8.GetBytes(SealText.Write(seal, heads)), "text/plain; charset=utf-8", $"tasktracker-seal-{number}.txt");
        }).WithMetadata(new SecurityHeaders.ServesFile());
        app.MapPost("/audit/verify", async (HttpContext http, VerifyAudit verify) =>
        {
            // The middleware before has looked at the token; here a request without a good one ends.
            if (http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: true })
            {
                return Results.Text(http.RequestServices.GetRequiredService<PageText>()["Form.NoToken"], statusCode: StatusCodes.Status400BadRequest);
            }

            await verify.HandleAsync(null, http.RequestAborted);
            http.Response.Headers.Location = "/audit";
            return Results.StatusCode(StatusCodes.Status303SeeOther);
        }).WithMetadata(new RequireAntiforgeryTokenAttribute());
    }
}
