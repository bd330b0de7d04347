using Microsoft.AspNetCore.Http.Features;
using TaskTracker.Access;

namespace TaskTracker.Features.Link;

/// <summary>The token of a link's address.</summary>
internal sealed record LinkToken(string Text);

/// <summary>
/// Takes the token out of a request's address before anything sees the request: the host's own log and traces begin right after this, so no setting
/// of theirs can write it down.
/// </summary>
internal sealed class HideTokens(IServiceProvider services) : IHttpContextFactory
{
    private const string Prefix = SignedLinks.Route + "/";

    private readonly DefaultHttpContextFactory _contexts = new(services);

    public HttpContext Create(IFeatureCollection featureCollection)
    {
        if (featureCollection.Get<IHttpRequestFeature>() is { } request && request.Path.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            featureCollection.Set(new LinkToken(request.Path[Prefix.Length..]));
            (request.Path, request.RawTarget) = (SignedLinks.Route, SignedLinks.Route + request.QueryString);
        }

        return _contexts.Create(featureCollection);
    }

    public void Dispose(HttpContext httpContext) => _contexts.Dispose(httpContext);
}
