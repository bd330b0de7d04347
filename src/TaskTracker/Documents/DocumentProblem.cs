using System.Globalization;
using System.Resources;

namespace TaskTracker.Documents;

/// <summary>Why a file could not be read, and what would help. The texts stand in DocumentText.resx.</summary>
/// <param name="Code">A stable name, e.g. <c>old-word</c>.</param>
internal sealed record DocumentProblem(string Code, params object[] Values)
{
    private static readonly ResourceManager Texts = new("TaskTracker.Documents.DocumentText", typeof(DocumentProblem).Assembly);

    public string In(CultureInfo culture) =>
        string.Format(culture, Texts.GetString(Code, culture) ?? throw new KeyNotFoundException($"DocumentText has no \"{Code}\"."), Values);
}

/// <summary>Thrown within the readers and caught in <see cref="ReadDocument"/>.</summary>
internal sealed class UnreadableDocumentException(DocumentProblem problem, Exception? inner = null) : Exception(problem.Code, inner)
{
    public UnreadableDocumentException(string code, params object[] values)
        : this(new DocumentProblem(code, values))
    {
    }

    public DocumentProblem Problem => problem;
}
