using System.Globalization;
using TaskTracker.Letters;

namespace TaskTracker.Features.Prints;

/// <summary>The draft of a 督办单 about a responsibility; number, date to reply, signer and date are left blank.</summary>
internal sealed class PrintOrder(ReadLetterSubject read)
{
    public async Task<PrintOutcome> HandleAsync(int id, CancellationToken cancel = default)
    {
        if (await read.GetAsync(id, cancel) is not { } about)
        {
            return PrintRefusal.NoResponsibility;
        }

        var order = new OrderToPrint(about.Issuer, null, about.Task, SubjectWords.Basis(about), about.Department, string.Join('\n', about.Open.Where(m => m.Workdays > 0).Select(SubjectWords.Late)),
            PrintWords.Chinese["order.requirement.text"], null, null, null, []);
        return new Print(string.Create(CultureInfo.InvariantCulture, $"督办单-{about.Id}.docx"), LetterFile.Write(OrderLetter.Of(order)));
    }
}
