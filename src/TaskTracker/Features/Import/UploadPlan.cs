using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Documents;
using TaskTracker.Domain.Import;
using TaskTracker.Domain.Review;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Import;

/// <summary>What became of one uploaded file.</summary>
/// <param name="DraftId">Null where it was refused.</param>
/// <param name="WasThere">A draft of the same content was open already; nothing was made anew.</param>
/// <param name="Problem">Why it could not be read; null where it was read, be it a plan or not.</param>
/// <param name="Detail">What the importer says of a document that is no plan.</param>
internal sealed record Uploaded(string FileName, int? DraftId, bool WasThere = false, DocumentProblem? Problem = null, string Detail = "");

/// <summary>Reads an uploaded document into a draft. One file that can't be read keeps no other from being read.</summary>
internal sealed class UploadPlan(TrackerDb db, ReadRegistry registry, HouseClock clock, CurrentPerson me)
{
    /// <summary>One file of the largest size and some others.</summary>
    public const int LargestRequest = 128 << 20;
    public const int MostFiles = 20;
    private const int LongestDetail = 300;

    /// <param name="name">As the browser gave it; only its last part is used, and only as a name.</param>
    public async Task<Uploaded> HandleAsync(string name, Func<Stream> open, CancellationToken cancel)
    {
        var fileName = CleanName(name);
        DocumentImport import;
        await using (var content = open())
        {
            import = await ImportDocument.HandleAsync(fileName, content, new ImportContext(clock.Today) { Departments = await registry.ByRegionAsync(cancel) }, cancel);
        }

        if (import.Document is not { } document)
        {
            return new(fileName, null, Problem: import.Problem);
        }

        if (await db.ImportDrafts.Where(d => d.Sha256 == document.Sha256 && d.State == DraftState.Open).Select(d => (int?)d.Id).FirstOrDefaultAsync(cancel) is { } same)
        {
            return new(fileName, same, WasThere: true);
        }

        if (import.Draft is not { } plan)
        {
            var detail = string.Join(' ', import.Warnings.Select(w => w.Text));
            return new(fileName, null, Detail: detail.Length > LongestDetail ? detail[..LongestDetail] : detail);
        }

        var draft = ImportDraft.Of(document, DraftReview.Begin(plan with { Id = IdOf(plan.Id) }), clock.UtcNow, me.Id);
        db.ImportDrafts.Add(draft);
        await db.SaveChangesAsync(cancel);
        return new(fileName, draft.Id);
    }

    /// <summary>Browsers send a bare name, others may send anything: folders, control characters, marks that turn the reading direction.</summary>
    internal static string CleanName(string name)
    {
        var bare = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = string.Concat(bare.EnumerateRunes().Where(r => Rune(r) && r.Value is not (':' or '*' or '?' or '"' or '<' or '>' or '|'))).Trim(' ', '.');
        var (stem, type) = (Path.GetFileNameWithoutExtension(clean), Path.GetExtension(clean));
        return stem.Length == 0 ? $"_{type}" : stem[..Math.Min(stem.Length, ImportDraft.LongestFileName - Math.Min(type.Length, 20))] + type[..Math.Min(type.Length, 20)];
    }

    /// <summary>The importer takes the file's name for the plan's id, which also stands in addresses.</summary>
    private static string IdOf(string fileStem)
    {
        var id = string.Concat(fileStem.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-')).Trim('-', '.', '_');
        return id.Length == 0 ? "plan" : id[..Math.Min(id.Length, 100)];
    }

    private static bool Rune(System.Text.Rune rune) => System.Text.Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
