using System.Globalization;
using TaskTracker.Access;
using TaskTracker.Features.Api;

namespace TaskTracker.Features.Layout;

/// <summary>Chinese unless the visitor chose English; the browser's own language is not asked, so that everybody in an office sees the same page. The page of a mail's link, which sets no cookie, is told by its address.</summary>
internal static class Language
{
    private const string Cookie = "language";

    /// <summary>Only for writing a path with Chinese in it as a header may bear it.</summary>
    private static readonly Uri Anywhere = new("http://localhost");

    public static CultureInfo Chinese { get; } = CultureInfo.GetCultureInfo("zh-CN");
    public static CultureInfo English { get; } = CultureInfo.GetCultureInfo("en");

    public static IApplicationBuilder UseLanguage(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var chosen = context.Request.Path == SignedLinks.Route ? context.Request.Query[Cookie].ToString() : context.Request.Cookies[Cookie];
        CultureInfo.CurrentUICulture = context.IsApi() ? Accepted(context.Request) : chosen == English.Name ? English : Chinese;
        return next(context);
    });

    /// <summary>Of the two languages the one that a program asks for first.</summary>
    private static CultureInfo Accepted(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.ToString().Split('-')[0]).FirstOrDefault(l => l is "zh" or "en") == "en" ? English : Chinese;

    public static IResult Choose(HttpContext context, string? to, string? back)
    {
        context.Response.Cookies.Append(Cookie, to == English.Name ? English.Name : Chinese.Name,
            new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = TimeSpan.FromDays(365), IsEssential = true });
        return Results.LocalRedirect(Local(back));
    }

    /// <returns>The address if it is one of our own pages, else the first page: nobody shall be led elsewhere by a link to us.</returns>
    public static string Local(string? address) => IsLocal(address) ? new Uri(Anywhere, address).PathAndQuery : "/";

    // Browsers read a backslash as a slash and drop tabs and line ends, so either could make "//elsewhere" of a path that looks local.
    private static bool IsLocal(string? address) =>
        address is ['/', ..] && address is not ['/', '/', ..] && !address.Any(c => c == '\\' || char.IsControl(c));
}
