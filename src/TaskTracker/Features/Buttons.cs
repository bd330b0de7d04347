using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using TaskTracker.Resources;

namespace TaskTracker.Features;

/// <summary>Endpoints behind buttons without a form of their own: each changes one thing and leads back to a page.</summary>
internal static class Buttons
{
    /// <summary>A group of them: none acts without a good token.</summary>
    public static RouteGroupBuilder MapButtons(this IEndpointRouteBuilder app, string prefix)
    {
        var group = app.MapGroup(prefix);
        group.AddEndpointFilter(OnlyWithToken).WithMetadata(new RequireAntiforgeryTokenAttribute());
        return group;
    }

    public static int? Number(this HttpContext http, string field) =>
        int.TryParse(http.Request.Form[field], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>303: the browser asks for the page anew, and going back or loading again posts nothing twice.</summary>
    public static IResult See(string address) => new SeeOther(address);

    // With a body, so that nobody answers the post with a page of their own.
    public static IResult Say(HttpContext http, string text, int status) => Results.Text(http.RequestServices.GetRequiredService<PageText>()[text], statusCode: status);

    /// <summary>The middleware before has looked at the token; here a request without a good one ends.</summary>
    private static async ValueTask<object?> OnlyWithToken(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: true } && context.HttpContext.Request.HasFormContentType ? await next(context)
            : Say(context.HttpContext, "Form.NoToken", StatusCodes.Status400BadRequest);

    private sealed class SeeOther(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}
