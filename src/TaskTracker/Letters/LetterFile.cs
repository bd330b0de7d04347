using System.Globalization;
using DocumentFormat.OpenXml.Wordprocessing;

namespace TaskTracker.Letters;

/// <summary>An official document to the bytes of a .docx; the same document gives the same bytes.</summary>
internal static class LetterFile
{
    private static readonly PrintWords Words = PrintWords.Chinese;

    public static byte[] Write(OfficialLetter letter)
    {
        var pages = Pages(letter).ToList();
        using var bytes = new MemoryStream();
        using (var package = new OfficePackage(bytes, Parts(pages), Links(pages)))
        {
            package.Write("word/document.xml", Document(letter, pages));
            package.Write("word/styles.xml", LetterStyles.Sheet());
            package.Write("word/fontTable.xml", LetterStyles.Fonts());
            package.Write("word/settings.xml", LetterStyles.Settings());
            foreach (var page in pages)
            {
                package.Write(page.HeaderPath, page.Header);
                package.Write(page.FooterPath, page.Footer);
            }
        }

        return bytes.ToArray();
    }

    private static Document Document(OfficialLetter letter, List<PageKind> pages) => new(new Body(
    [
        .. LetterHead.Of(letter, Words),
        .. LetterBody.Of(letter.Body),
        .. LetterFoot.AttachmentList(letter.Attachments, Words),
        .. LetterFoot.Signature(letter, Words),
        .. letter.Attachments.SelectMany((attachment, i) => LetterFoot.Attachment(attachment, i + 1, letter.Attachments.Count, Words)),
        .. Imprint.Of(letter, Words),
        LetterPage.Section(letter, pages.Select(p => (p.Pages, p.HeaderLink, p.FooterLink))),
    ]));

    /// <summary>Odd and even pages differ in where the number stands, a letter's first page by the letterhead and no number.</summary>
    private static IEnumerable<PageKind> Pages(OfficialLetter letter)
    {
        yield return new(1, HeaderFooterValues.Default, Head(letter, new Paragraph(), 1), LetterPage.Numbers(even: false));
        yield return new(2, HeaderFooterValues.Even, Head(letter, new Paragraph(), 2), LetterPage.Numbers(even: true));
        if (letter.IsCorrespondence)
        {
            yield return new(3, HeaderFooterValues.First, Head(letter, Masthead.Top(letter.Issuer), 3), Masthead.Bottom());
        }
    }

    private static Header Head(OfficialLetter letter, Paragraph content, int number)
    {
        if (!letter.IsDraft)
        {
            return new Header(content);
        }

        content.Append(LetterPage.DraftAcross(Words["draft"], number));
        return new Header(LetterPage.DraftCorner(Words["draft"]), content);
    }

    private static List<OfficePart> Parts(List<PageKind> pages) =>
    [
        new("word/document.xml", "wordprocessingml.document.main"), new("word/styles.xml", "wordprocessingml.styles"), new("word/fontTable.xml", "wordprocessingml.fontTable"),
        new("word/settings.xml", "wordprocessingml.settings"),
        .. pages.SelectMany(p => new OfficePart[] { new(p.HeaderPath, "wordprocessingml.header"), new(p.FooterPath, "wordprocessingml.footer") }),
    ];

    private static List<OfficeLink> Links(List<PageKind> pages) =>
    [
        new("", "r1", "officeDocument", "word/document.xml"),
        Link("styles", "styles", "styles.xml"), Link("fontTable", "fontTable", "fontTable.xml"), Link("settings", "settings", "settings.xml"),
        .. pages.SelectMany(p => new[] { Link(p.HeaderLink, "header", $"{p.HeaderLink}.xml"), Link(p.FooterLink, "footer", $"{p.FooterLink}.xml") }),
    ];

    private static OfficeLink Link(string id, string kind, string part) => new("word/document.xml", id, kind, part);

    private sealed record PageKind(int Number, HeaderFooterValues Pages, Header Header, Footer Footer)
    {
        public string HeaderLink => string.Create(CultureInfo.InvariantCulture, $"header{Number}");
        public string FooterLink => string.Create(CultureInfo.InvariantCulture, $"footer{Number}");
        public string HeaderPath => $"word/{HeaderLink}.xml";
        public string FooterPath => $"word/{FooterLink}.xml";
    }
}
