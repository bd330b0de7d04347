using TaskTracker.Mail;
using TaskTracker.Tests.Contracts;

namespace TaskTracker.Tests.Mail;

public sealed class SmtpTransportTests : MailTransportContract
{
    protected override IMailTransport Open(MailOptions options) => new SmtpTransport(options);
}
