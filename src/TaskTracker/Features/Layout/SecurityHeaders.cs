using TaskTracker.Features.Link;

namespace TaskTracker.Features.Layout;

internal static class SecurityHeaders
{
    private const string Pages =
        "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private const string OwnScript = "; script-src 'self'; connect-src 'self'";

    // Mails carry their styles inline; the sandbox gives them an origin of their own, without script or forms.
    private const string Mail =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox";

    // Pages of somebody else's making, which work by their own scripts and styles.
    private const string Foreign =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    // A file that somebody uploaded: wherever it comes to be shown after all, it has no origin of ours and runs nothing.
    private const string File = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            var endpoint = context.GetEndpoint()?.Metadata;
            var isFile = endpoint?.GetMetadata<ServesFile>() is not null;
            headers.ContentSecurityPolicy = isFile ? File
                : endpoint?.GetMetadata<ShowsMail>() is not null ? Mail
                : endpoint?.GetMetadata<IsForeign>() is not null ? Foreign
                : endpoint?.GetMetadata<RunsScriptAttribute>() is not null ? Pages + OwnScript
                : Pages;
            if (isFile)
            {
                headers.CacheControl = "no-store";
                headers["Cross-Origin-Resource-Policy"] = "same-origin";
            }

            if (context.Features.Get<LinkToken>() is not null)
            {
                headers.CacheControl = "no-store";
            }

            if (context.Request.IsHttps)
            {
                headers.StrictTransportSecurity = "max-age=31536000";
            }

            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            return Task.CompletedTask;
        });
        return next(context);
    });

    /// <summary>Marks the one endpoint that answers with a mail's own HTML.</summary>
    internal sealed class ShowsMail;

    /// <summary>Marks pages that are not of our making.</summary>
    internal sealed class IsForeign;

    /// <summary>Marks an endpoint that answers with a file from outside.</summary>
    internal sealed class ServesFile;
}
