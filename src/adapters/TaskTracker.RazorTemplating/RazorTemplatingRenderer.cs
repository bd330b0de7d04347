using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.DependencyInjection;
using Razor.Templating.Core;
using TaskTracker.Mail;

namespace TaskTracker.RazorTemplating;

/// <summary>The model of the one view, which does nothing but show the component.</summary>
public sealed record ComponentToRender(Type Component, IDictionary<string, object?> Parameters);

/// <summary>Razor.Templating.Core, with services of its own, so that the pages know nothing of its views.</summary>
public sealed class RazorTemplatingRenderer : IComponentRenderer, IDisposable
{
    private const string View = "/MailComponent.cshtml";

    private readonly ServiceProvider _services;
    private readonly IRazorTemplateEngine _engine;

    public RazorTemplatingRenderer()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddRazorTemplating();

        // Last, so that it is the one that counts: the default encoder writes every Chinese character as an entity.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        _services = services.BuildServiceProvider();
        _engine = _services.GetRequiredService<IRazorTemplateEngine>();
    }

    public async Task<string> RenderAsync(Type component, IReadOnlyDictionary<string, object?> parameters) =>
        (await _engine.RenderPartialAsync(View, new ComponentToRender(component, parameters.ToDictionary()))).Trim();

    public void Dispose() => _services.Dispose();
}
