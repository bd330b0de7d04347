using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
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
        var services = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddRazorTemplating();

        // After the library's own, so that these are the ones that count. The default encoder writes every Chinese character as an entity.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddScoped<IHttpContextAccessor, NoRequest>();
        _services = services.BuildServiceProvider();
        _engine = _services.GetRequiredService<IRazorTemplateEngine>();
    }

    public async Task<string> RenderAsync(Type component, IReadOnlyDictionary<string, object?> parameters) =>
        (await _engine.RenderPartialAsync(View, new ComponentToRender(component, parameters.ToDictionary()))).Trim();

    public void Dispose() => _services.Dispose();

    /// <summary>A mail answers no request, yet a component in a view wants the address of one. The library's own context has none.</summary>
    private sealed class NoRequest : IHttpContextAccessor
    {
        public NoRequest(IServiceProvider services)
        {
            var context = new DefaultHttpContext { RequestServices = services };
            (context.Request.Scheme, context.Request.Host) = ("http", new HostString("localhost"));
            context.SetEndpoint(new Endpoint(null, null, "mail"));
            HttpContext = context;
        }

        public HttpContext? HttpContext { get; set; }
    }
}
