using TaskTracker.Domain.Import;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Documents;

/// <summary>What came of a file: a draft with its warnings, a document that is no plan (then the warnings say why), or a file that could not be read.</summary>
internal sealed record DocumentImport(PlanFile? Draft, IReadOnlyList<PlanWarning> Warnings, DocumentProblem? Problem)
{
    /// <summary>The document as read, for those who show it beside the draft.</summary>
    public SourceDocument? Document { get; init; }
}

/// <summary>A file's bytes to a draft plan; command line and page call this.</summary>
internal static class ImportDocument
{
    public static async Task<DocumentImport> HandleAsync(string fileName, Stream content, ImportContext context, CancellationToken cancel)
    {
        var reading = await ReadDocument.ReadAsync(fileName, content, cancel: cancel);
        if (reading.Document is not { } document)
        {
            return new DocumentImport(null, [], reading.Problem);
        }

        var result = PlanImporter.Import(document, context);

        // A draft has the reader's findings already; where there is none they may say why.
        return new DocumentImport(result.Draft, result.Draft is null ? [.. result.Warnings, .. document.Findings] : result.Warnings, null) { Document = document };
    }
}
