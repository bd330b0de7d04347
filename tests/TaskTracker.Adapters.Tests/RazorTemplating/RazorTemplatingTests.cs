using TaskTracker.Mail;
using TaskTracker.RazorTemplating;
using TaskTracker.Tests.Contracts;

namespace TaskTracker.Adapters.Tests.RazorTemplating;

public sealed class RazorTemplatingTests : ComponentRendererContract
{
    protected override IComponentRenderer Open() => new RazorTemplatingRenderer();
}
