using System.Globalization;
using Microsoft.AspNetCore.Components;
using TaskTracker.Access;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Evidence;
using TaskTracker.Features.Layout;
using TaskTracker.Resources;

namespace TaskTracker.Features.Progress;

/// <summary>A page with a form that asks for something to happen to responsibilities. Refused, it shows what stands now beside what was typed.</summary>
public abstract class CommandPage : FormPage
{
    private readonly string _fresh = Guid.NewGuid().ToString("N");

    [Inject] private RecordProgress Record { get; set; } = null!;
    [Inject] private AttachEvidence Evidence { get; set; } = null!;
    [Inject] private PageText Words { get; set; } = null!;
    [Inject] private protected HouseClock Clock { get; set; } = null!;
    [Inject] private protected CurrentPerson Me { get; set; } = null!;

    /// <summary>Why the last command was refused.</summary>
    protected string? Problem { get; set; }

    /// <summary>True where somebody else did the like since the form was shown: the page then shows both.</summary>
    protected bool Changed { get; private set; }

    /// <summary>Goes with the form, so that one sent twice counts once.</summary>
    protected string FormKey => IsPost && Typed("key") is { Length: > 0 and <= 64 } key ? key : _fresh;

    protected DateOnly Today => Clock.Today;

    protected string Typed(string field) => Form[field].ToString().Trim();

    /// <summary>What was posted, else what the page proposes.</summary>
    protected string Shown(string field, string? proposed) => IsPost && Form.ContainsKey(field) ? Typed(field) : proposed ?? "";

    protected DateOnly? DayOf(string field) => DateOnly.TryParseExact(Typed(field), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    protected int? NumberOf(string field) => WholeNumber(Typed(field));

    /// <summary>Keys of forms of which the browser is told; those of some tabs are enough.</summary>
    private const int KeysTold = 8;

    private string? _fileProblem;

    [SupplyParameterFromQuery(Name = "refused")] public string? Refused { get; set; }

    /// <summary>What was wrong with the files of the form; a browser does not fill such a field in again.</summary>
    protected string? FileProblem => _fileProblem ?? (!IsPost && Refused == nameof(EvidenceRefusal.TooLarge) ? Words["Evidence.RequestTooLarge", EvidenceEndpoints.LargestRequest >> 20] : null);

    /// <summary>Leads on from a form that was carried out, and tells the browser that its words need not be kept any more.</summary>
    protected void Leave(string address)
    {
        var told = (Http.Request.Cookies["sent"] ?? "").Split('.', StringSplitOptions.RemoveEmptyEntries).Append(FormKey).TakeLast(KeysTold);
        Http.Response.Cookies.Append("sent", string.Join('.', told), new() { SameSite = SameSiteMode.Strict, Secure = Http.Request.IsHttps, MaxAge = TimeSpan.FromDays(1), IsEssential = true });
        Go.NavigateTo(address);
    }

    /// <returns>Whether it was done; else <see cref="Problem"/> says why not.</returns>
    private protected async Task<bool> DoAsync(int id, int seen, ProgressCommand command, EvidencePurpose purpose, IReadOnlyList<Indicators.ValueEntry>? values = null)
    {
        var (files, refused) = await Evidence.LookAtAsync(id, purpose, Form.Files, Cancel);
        if (refused is { Refusal: { } why })
        {
            _fileProblem = Words["Evidence.Refused", refused.FileName, Words[$"EvidenceRefusal.{why}"]];
            Say(_fileProblem, why == EvidenceRefusal.NoResponsibility ? StatusCodes.Status403Forbidden : StatusCodes.Status422UnprocessableEntity);
            return false;
        }

        if (await DoAsync(id, seen, command, new FormBeside(files, values ?? [])))
        {
            return true;
        }

        _fileProblem = files.Count > 0 ? Words["Evidence.Again"] : null;
        return false;
    }

    /// <inheritdoc cref="DoAsync(int, int, ProgressCommand, EvidencePurpose, IReadOnlyList{Indicators.ValueEntry}?)"/>
    private protected async Task<bool> DoAsync(int id, int seen, ProgressCommand command, FormBeside? beside = null)
    {
        if (await Record.HandleAsync(id, command, Cancel, new FormStamp(FormKey, seen), beside) is not { } refusal)
        {
            return true;
        }

        Say(Words[$"ProgressRefusal.{refusal}"], refusal switch
        {
            ProgressRefusal.ChangedMeanwhile => StatusCodes.Status409Conflict,
            ProgressRefusal.NotAllowed => StatusCodes.Status403Forbidden,
            _ => StatusCodes.Status422UnprocessableEntity,
        });
        Changed = refusal == ProgressRefusal.ChangedMeanwhile;
        return false;
    }

    private protected void Say(string problem, int status = StatusCodes.Status422UnprocessableEntity)
    {
        Problem = problem;
        Refuse(status);
    }
}
