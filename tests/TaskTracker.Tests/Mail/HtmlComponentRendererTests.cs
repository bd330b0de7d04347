using TaskTracker.Mail;
using TaskTracker.Tests.Contracts;

namespace TaskTracker.Tests.Mail;

public sealed class HtmlComponentRendererTests : ComponentRendererContract
{
    protected override IComponentRenderer Open() => new HtmlComponentRenderer();
}
