using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace TaskTracker.Features.Layout;

/// <summary>Renders only once its model is read, so that the markup needs no case for "not yet"; where there is nothing at the address, the answer is 404.</summary>
public abstract class Page : ComponentBase
{
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [CascadingParameter] protected HttpContext Http { get; set; } = null!;

    /// <summary>A number of the address; null where it is none, since anybody may write anything there.</summary>
    protected static int? WholeNumber(string? text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <returns>False where nothing stands at this address.</returns>
    protected abstract Task<bool> ReadAsync();

    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        if (await ReadAsync())
            await base.SetParametersAsync(ParameterView.Empty);
        else
        {
            Http.Features.Set(new NothingHere());
            Navigation.NotFound();
        }
    }

    internal sealed class NothingHere;
}
