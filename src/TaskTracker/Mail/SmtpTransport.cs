using System.Globalization;
using System.Net;
using System.Net.Mail;

namespace TaskTracker.Mail;

/// <summary>
/// Sends to one relay, each mail in a connection of its own: a connection kept open may be dead, and then nobody could say
/// which of two mails its failure belongs to.
/// </summary>
public sealed class SmtpTransport(MailOptions options) : IMailTransport
{
    public async Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        if (HeaderText.Refuse(mail) is { } refusal)
        {
            return refusal;
        }

        // Whatever fails before the relay has asked for the body was certainly not taken.
        var bodyBegun = false;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.Timeout);
        try
        {
            using var message = MailComposer.Compose(mail, () => bodyBegun = true);
            using var client = new SmtpClient(options.Host, options.Port)
            {
                // While it waits for the answer to the final dot the library heeds no cancellation, only this.
                Timeout = (int)Math.Min(options.Timeout.TotalMilliseconds, int.MaxValue),
                EnableSsl = options.StartTls == StartTls.Required,
                Credentials = string.IsNullOrEmpty(options.User) || options.StartTls == StartTls.None ? null : new NetworkCredential(options.User, options.Password),
            };
            await client.SendMailAsync(message, limit.Token);
            return new DeliveryOutcome.Accepted();
        }
        catch (SmtpFailedRecipientException e) when (IsForGood(e.StatusCode))
        {
            return new DeliveryOutcome.RefusedForGood(Reason(e));
        }
        catch (SmtpException e) when (bodyBegun && IsAnswer(e.StatusCode))
        {
            return IsForGood(e.StatusCode) ? new DeliveryOutcome.RefusedForGood(Reason(e)) : new DeliveryOutcome.RefusedForNow(Reason(e));
        }
        catch (OperationCanceledException) when (!bodyBegun && cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e) when (e is SmtpException or IOException or OperationCanceledException or InvalidOperationException)
        {
            // A refusal of our login, our greeting or our sender says nothing about this mail: it waits until that is mended.
            return bodyBegun ? new DeliveryOutcome.Uncertain(Reason(e)) : new DeliveryOutcome.RefusedForNow(Reason(e));
        }
    }

    private static bool IsAnswer(SmtpStatusCode code) => (int)code is >= 400 and < 600;

    private static bool IsForGood(SmtpStatusCode code) => (int)code is >= 500 and < 600;

    private static string Reason(Exception e)
    {
        var reason = e is OperationCanceledException ? "The relay did not answer in time." : e.InnerException is { } inner ? $"{e.Message} {inner.Message}" : e.Message;
        var code = e is SmtpException smtp && IsAnswer(smtp.StatusCode) ? ((int)smtp.StatusCode).ToString(CultureInfo.InvariantCulture) + " " : "";
        return HeaderText.Reason(code + reason);
    }
}
