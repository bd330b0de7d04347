using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Net.Http.Headers;
using TaskTracker.Features.Layout;
using TaskTracker.Features.Parts;
using TaskTracker.Resources;

namespace TaskTracker.Features.Evidence;

/// <summary>Puts evidence in and hands it out: always as a file to save, of a type that we chose, in a sandbox of its own.</summary>
internal static class EvidenceEndpoints
{
    /// <summary>Bytes of one request: some files of the largest size.</summary>
    public const int LargestRequest = 64 << 20;

    private const int LongestBy = 100;

    public static void MapEvidence(this IEndpointRouteBuilder app)
    {
        app.MapGet("/evidence/{id:int}", ShowAsync).WithMetadata(new SecurityHeaders.ServesFile());
        app.MapPost("/responsibilities/{id:int}/evidence", AttachAsync).WithMetadata(new RequireAntiforgeryTokenAttribute());
    }

    private static async Task<IResult> ShowAsync(int id, HttpContext http, OpenEvidence handler, PageText text)
    {
        var (file, content) = await handler.HandleAsync(id, http.RequestAborted);
        if (file is null)
        {
            return Results.NotFound();
        }

        if (content is null)
        {
            return Results.Text(text["Evidence.Lost", file.FileName], statusCode: StatusCodes.Status410Gone);
        }

        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(file.FileName);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        return Results.Bytes(content, EvidenceKinds.MediaType(file.Kind));
    }

    private static async Task<IResult> AttachAsync(int id, HttpContext http, AttachEvidence handler)
    {
        // The middleware before has looked at the token; here a request without a good one ends.
        if (http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: true } || !http.Request.HasFormContentType)
        {
            return Results.Text(http.RequestServices.GetRequiredService<PageText>()["Form.NoToken"], statusCode: StatusCodes.Status400BadRequest);
        }

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var purpose = Enum.TryParse<EvidencePurpose>(form["purpose"], out var named) && Enum.IsDefined(named) ? named : EvidencePurpose.Report;
        var report = int.TryParse(form["report"], out var number) ? number : (int?)null;
        EvidenceRefusal? refusal = form.Files.Count == 0 ? EvidenceRefusal.Empty : null;
        var by = string.Concat(form["by"].ToString().Where(c => !char.IsControl(c))).Trim();
        by = by[..Math.Min(by.Length, LongestBy)];
        var name = "";
        foreach (var file in form.Files)
        {
            var attached = await handler.HandleAsync(id, report, purpose, by, file.FileName, file.OpenReadStream, http.RequestAborted);
            if (attached.Refusal is not null && refusal is null)
            {
                (refusal, name) = (attached.Refusal, attached.FileName);
            }
        }

        http.Response.Headers.Location = Address.To($"{Links.Responsibilities}/{id}", ("refused", refusal?.ToString()), ("file", name)) + "#evidence";
        return refusal == EvidenceRefusal.NoResponsibility ? Results.NotFound() : Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
