using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace TaskTracker.Mail;

/// <summary>The framework's own renderer.</summary>
public sealed class HtmlComponentRenderer : IComponentRenderer, IDisposable
{
    // The default encoder would write every Chinese character as an entity of eight.
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
        .BuildServiceProvider();

    public async Task<string> RenderAsync(Type component, IReadOnlyDictionary<string, object?> parameters)
    {
        // One for each mail: a renderer keeps every component it ever drew.
        await using var renderer = new HtmlRenderer(_services, NullLoggerFactory.Instance);
        var given = ParameterView.FromDictionary(parameters.ToDictionary());
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync(component, given)).ToHtmlString());
    }

    public void Dispose() => _services.Dispose();
}
