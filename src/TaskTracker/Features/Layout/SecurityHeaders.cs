namespace TaskTracker.Features.Layout;

internal static class SecurityHeaders
{
    private const string Pages =
        "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Mails carry their styles inline; the sandbox gives them an origin of their own, without script or forms.</summary>
    public static readonly Policy Mail =
        new("default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox");

    /// <summary>For a page of somebody else's making that works by its own scripts.</summary>
    public static readonly Policy Foreign =
        new("default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = context.GetEndpoint()?.Metadata.GetMetadata<Policy>()?.Content ?? Pages;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            return Task.CompletedTask;
        });
        return next(context);
    });

    /// <summary>Metadata of an endpoint that is no page of ours.</summary>
    internal sealed record Policy(string Content);
}
