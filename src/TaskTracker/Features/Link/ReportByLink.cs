using System.Globalization;
using TaskTracker.Access;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Progress;
using TaskTracker.Resources;

namespace TaskTracker.Features.Link;

/// <summary>What was typed into the form and why it was not taken; empty where it was only shown, or taken.</summary>
/// <param name="Changed">Somebody else reported since the form was shown: the page then shows both.</param>
public sealed record LinkInput(IReadOnlyDictionary<string, string> Typed, IReadOnlyDictionary<string, string> Errors, string? Problem, int Status, bool Changed)
{
    public static LinkInput None { get; } = new(new Dictionary<string, string>(), new Dictionary<string, string>(), null, StatusCodes.Status200OK, false);
}

/// <summary>Accepts or reports by a mail's link. Whoever sends the form twice, or twice at once, has reported once.</summary>
internal sealed class ReportByLink(RecordProgress record, SignedLinks links, HouseClock clock, PageText words, ILogger<ReportByLink> log)
{
    public async Task<LinkInput> HandleAsync(OpenedLink opened, IFormCollection form, CancellationToken cancel)
    {
        var typed = form.ToDictionary(f => f.Key, f => f.Value[0]?.Replace("\0", "", StringComparison.Ordinal).Trim() ?? "");
        var errors = new Dictionary<string, string>();
        string Typed(string field) => typed.GetValueOrDefault(field, "");
        LinkInput No(string problem, int status = StatusCodes.Status422UnprocessableEntity, bool changed = false) => new(typed, errors, problem, status, changed);

        var (link, person) = (opened.Link, opened.Person);
        if (form.Any(f => f.Value.Count != 1) || links.ReadForm(link, Typed("form")) is not { } seen)
        {
            log.LogWarning("A form sent by a mail's link was refused: it was not given out for it, or says a field twice; person {Person}, responsibility {Responsibility}.", link.PersonId, link.ResponsibilityId);
            return No(words["Link.FormDamaged"], StatusCodes.Status400BadRequest);
        }

        var today = clock.Today;
        ProgressCommand? command = Typed("do") == "accept" ? new Accept(today, person.By) { ByLink = true }
            : ReportForm.Read(Typed, ReportingTerms.Of(opened.Of.Task.Plan, opened.Of.Task.Shares, opened.Of), today, person.By, words, errors) is { } report ? report with { ByLink = true } : null;
        if (command is null)
        {
            return No(words["Input.Wrong", errors.Count]);
        }

        // The key follows from the link and what was shown, so that nothing need be remembered when the page is opened.
        var stamp = new FormStamp(string.Create(CultureInfo.InvariantCulture, $"link {link.MailId} {link.PersonId} {link.ResponsibilityId} {seen}"), seen);
        var refusal = await record.HandleAsync(opened.Of.Id, command, cancel, stamp);
        if (refusal is not null)
        {
            log.LogWarning("What was asked by a mail's link was refused: {Reason}; person {Person}, responsibility {Responsibility}.", refusal, link.PersonId, link.ResponsibilityId);
        }

        return refusal switch
        {
            null => LinkInput.None,
            ProgressRefusal.ChangedMeanwhile => No(words[$"ProgressRefusal.{refusal}"], StatusCodes.Status409Conflict, changed: true),
            _ => No(words[$"ProgressRefusal.{refusal}"]),
        };
    }
}
