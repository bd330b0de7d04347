using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TaskTracker.Access;
using TaskTracker.Features.Layout;

namespace TaskTracker.Features.Link;

/// <summary>
/// The small page behind a mail's link. Nobody is signed in by it, whoever has signed in besides does not count, and no cookie is looked at or set:
/// there is nothing that a foreign page could make a browser send along, so the form needs no token but the link's own.
/// </summary>
internal static class LinkEndpoints
{
    /// <summary>Bytes of a form with every text as long as it may be.</summary>
    private const int LargestForm = 256 << 10;

    public static IServiceCollection AddLink(this IServiceCollection services) =>
        services.AddSingleton<IHttpContextFactory, HideTokens>().AddScoped<OpenLink>().AddScoped<ShowLink>().AddScoped<ReportByLink>();

    public static void MapLink(this IEndpointRouteBuilder app)
    {
        app.MapGet(SignedLinks.Route, ShowAsync);
        app.MapPost(SignedLinks.Route, SendAsync).WithMetadata(new RequestSizeLimitAttribute(LargestForm)).DisableAntiforgery();
    }

    private static async Task<IResult> ShowAsync(HttpContext http, OpenLink open, ShowLink show)
    {
        var (opened, refusal, link) = await open.HandleAsync(TokenOf(http), http.RequestAborted);
        return opened is null ? Refused(refusal, link) : Page(await show.GetAsync(opened, http.RequestAborted), LinkInput.None);
    }

    private static async Task<IResult> SendAsync(HttpContext http, OpenLink open, ShowLink show, IServiceScopeFactory scopes)
    {
        var (opened, refusal, link) = await open.HandleAsync(TokenOf(http), http.RequestAborted);
        if (opened is null)
        {
            return Refused(refusal, link);
        }

        // From here on the link's person is at work, in a scope of their own.
        http.Features.Set(opened.Person);
        await using var scope = scopes.CreateAsyncScope();
        var input = await scope.ServiceProvider.GetRequiredService<ReportByLink>().HandleAsync(opened, await FormAsync(http), http.RequestAborted);
        if (input.Problem is null)
        {
            // To the same address, whose token stands in the browser only.
            return Buttons.See(http.Request.Query["language"] == Language.English.Name ? "?language=en" : "?sent");
        }

        (opened, refusal, link) = await open.HandleAsync(TokenOf(http), http.RequestAborted);
        return opened is null ? Refused(refusal, link) : Page(await show.GetAsync(opened, http.RequestAborted), input);
    }

    private static string TokenOf(HttpContext http) => http.Features.Get<LinkToken>()?.Text ?? "";

    /// <returns>Empty where what came is no form, or too large for one.</returns>
    private static async Task<IFormCollection> FormAsync(HttpContext http)
    {
        try
        {
            return http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        }
        catch (Exception e) when (e is BadHttpRequestException or InvalidDataException)
        {
            return FormCollection.Empty;
        }
    }

    private static RazorComponentResult<LinkPage> Page(LinkModel model, LinkInput input) => new(new { Model = model, Input = input }) { StatusCode = input.Status };

    private static RazorComponentResult<LinkRefusedPage> Refused(LinkRefusal refusal, SignedLink? link) =>
        new(new { Refusal = refusal, ResponsibilityId = refusal == LinkRefusal.Unknown ? null : link?.ResponsibilityId }) { StatusCode = refusal == LinkRefusal.Unknown ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone };
}
