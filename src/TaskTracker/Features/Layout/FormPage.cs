using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Primitives;
using TaskTracker.Resources;

namespace TaskTracker.Features.Layout;

/// <summary>A page with a form that is posted to the page's own address. Where something is wrong the page shows again, with what was typed.</summary>
public abstract class FormPage : Page
{
    private IFormCollection? _form;

    [Inject] protected NavigationManager Go { get; set; } = null!;

    protected IFormCollection Form => _form ??= WithoutNul(Http.Request.Form);

    /// <summary>A posted form must stand on the page that answers, also where somebody else's change has made it needless meanwhile.</summary>
    protected bool IsPost => HttpMethods.IsPost(Http.Request.Method);

    protected CancellationToken Cancel => Http.RequestAborted;

    // PostgreSQL takes no text that has one.
    private static IFormCollection WithoutNul(IFormCollection form) => form.All(f => f.Value.All(v => v?.Contains('\0') != true)) ? form
        : new FormCollection(form.ToDictionary(f => f.Key, f => new StringValues([.. f.Value.Select(v => v?.Replace("\0", "", StringComparison.Ordinal))])), form.Files);

    /// <summary>The answer to a form that was refused; a browser shows its page all the same.</summary>
    protected void Refuse(int status = StatusCodes.Status422UnprocessableEntity) => Http.Response.StatusCode = status;

    /// <summary>A form posted to where nothing stands is not there either; left to itself the framework says 400, since it looks for the form.</summary>
    internal static async Task AnswerNotFoundAsync(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (HttpMethods.IsPost(http.Request.Method) && http.Features.Get<NothingHere>() is not null && !http.Response.HasStarted)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            await http.Response.WriteAsync(http.RequestServices.GetRequiredService<PageText>()["NotFound.Text"], http.RequestAborted);
        }
    }
}
