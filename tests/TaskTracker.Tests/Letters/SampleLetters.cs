using TaskTracker.Letters;

namespace TaskTracker.Tests.Letters;

/// <summary>Letters with everything in them, and texts that try to break the file they stand in.</summary>
internal static class SampleLetters
{
    public const string Hostile = "<w:p>&amp;]]>\"'\0\u0001\u000B\uFFFE\uFFFF\uD800x\uDC00\u202E尾\r\n第二行\t{0}</w:p>";

    public static OfficialLetter Whole(string text, string? signer = null, bool isCorrespondence = false) => new()
    {
        Issuer = text, Number = signer is null ? null : text, Signer = signer, Title = text, To = [text, text], Date = signer is null ? null : new(2024, 11, 5), Copies = [text, text],
        IsCorrespondence = isCorrespondence,
        Body =
        [
            new LetterHeading(1, text), new LetterParagraph(text), new LetterHeading(2, text, text), new LetterHeading(3, text), new LetterHeading(3, text), new LetterHeading(1, text),
            new LetterTable([1, 2], [text, text], [new([text, text]), new([text, ""], 3)]), new LetterTable([1, 2], [], [new([text, text], 4)]),
        ],
        Attachments = [new(text, [new LetterParagraph(text)]), new(text, [new LetterTable([1], [text], [new([text])])])],
    };

    /// <param name="items">Rows of a table that goes over many pages.</param>
    public static OfficialLetter Long(int items) => new()
    {
        Issuer = "莱山区政府督查室", Title = "通报", To = ["各责任单位"], Body = [new LetterParagraph("现将情况通报如下。")],
        Attachments = [new("清单", [new LetterTable([1, 3], ["序号", "任务"], [.. Enumerable.Range(1, items).Select(i => new LetterTableRow([$"{i}", $"任务{i}"]))])])],
    };
}
