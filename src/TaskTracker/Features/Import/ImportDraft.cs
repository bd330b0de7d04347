using TaskTracker.Domain.Import;
using TaskTracker.Domain.Review;

namespace TaskTracker.Features.Import;

public enum DraftState { Open, Published, Discarded }

/// <summary>A document that was uploaded, what the importer made of it, and how far people are with it. The file itself isn't kept, its text is.</summary>
public sealed class ImportDraft
{
    public const int LongestFileName = 200;

    public int Id { get; init; }

    /// <summary>Without folder.</summary>
    public required string FileName { get; init; }

    /// <summary>Of the uploaded bytes.</summary>
    public required string Sha256 { get; init; }

    public DateTime UploadedAt { get; init; }

    /// <summary>The person who uploaded it; null for one from before people could sign in.</summary>
    public int? UploadedBy { get; init; }

    public DraftState State { get; set; }
    public DateTime? PublishedAt { get; set; }

    /// <summary>The plan in the ledger that it became; null before it was published.</summary>
    public string? PlanKey { get; set; }

    /// <summary>The document's lines, and what its format marks in them as JSON.</summary>
    public required string Text { get; init; }

    public required string Structure { get; init; }

    /// <summary>The draft in the form of a plan file. Unlike one it may be wrong.</summary>
    public string Plan { get; private set; } = "";

    public string Marks { get; private set; } = "";

    // So that the list of drafts reads no document.
    public string Title { get; private set; } = "";
    public string Region { get; private set; } = "";
    public int Tasks { get; private set; }
    public int Confirmed { get; private set; }
    public int OpenFindings { get; private set; }

    /// <summary>Two people at once: whoever saves second reads again first.</summary>
    public int Version { get; set; }

    public static ImportDraft Of(SourceDocument document, DraftReview review, DateTime utcNow, int? by = null)
    {
        var draft = new ImportDraft
        {
            FileName = document.FileName, Sha256 = document.Sha256, UploadedAt = utcNow, UploadedBy = by, Text = document.Text,
            Structure = DraftJson.Write(new DocumentStructure(document.Tables, document.Headings)),
        };
        draft.Keep(review);
        return draft;
    }

    public DraftReview Review() => DraftJson.ReadReview(Plan, Marks);

    public DocumentStructure Document() => DraftJson.Read<DocumentStructure>(Structure);

    public void Keep(DraftReview review)
    {
        Plan = DraftJson.Write(review.Plan);
        Marks = DraftJson.Write(review.Marks);
        Title = review.Plan.Title;
        Region = review.Plan.Region;
        Tasks = review.Plan.Tasks.Count;
        Confirmed = review.Marks.Tasks.Count(t => t.Confirmed);
        OpenFindings = review.Findings.Count(f => !f.IsChecked);
        Version++;
    }
}

public sealed record DocumentStructure(IReadOnlyList<SourceTable> Tables, IReadOnlyList<SourceHeading> Headings);
