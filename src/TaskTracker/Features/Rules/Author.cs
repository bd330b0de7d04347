namespace TaskTracker.Features.Rules;

/// <summary>Who publishes: whoever is signed in, else the name given in the form. The one place that tells.</summary>
internal static class Author
{
    public const string Field = "author";

    public static string? SignedIn(HttpContext http) => http.User.Identity is { IsAuthenticated: true, Name: { Length: > 0 } name } ? name : null;

    public static string Of(HttpContext http) => SignedIn(http) ?? http.Request.Form[Field].ToString();
}
