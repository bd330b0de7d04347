using Microsoft.AspNetCore.Components;

namespace TaskTracker.Features.Layout;

/// <summary>A page with a form that is posted to the page's own address. Where something is wrong the page shows again, with what was typed.</summary>
public abstract class FormPage : Page
{
    [Inject] protected NavigationManager Go { get; set; } = null!;
    [CascadingParameter] protected HttpContext Http { get; set; } = null!;

    protected IFormCollection Form => Http.Request.Form;

    /// <summary>A posted form must stand on the page that answers, also where somebody else's change has made it needless meanwhile.</summary>
    protected bool IsPost => HttpMethods.IsPost(Http.Request.Method);

    protected CancellationToken Cancel => Http.RequestAborted;

    /// <summary>The answer to a form that was refused; a browser shows its page all the same.</summary>
    protected void Refuse(int status = StatusCodes.Status422UnprocessableEntity) => Http.Response.StatusCode = status;
}
