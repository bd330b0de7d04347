using System.Text;
using TaskTracker.Features.Evidence;
using static TaskTracker.Tests.Features.Evidence.EvidenceFiles;

namespace TaskTracker.Tests.Features.Evidence;

public sealed class EvidenceKindsTests
{
    public static TheoryData<string, byte[], string> Taken => new()
    {
        { "a.pdf", Pdf, "Pdf" }, { "a.PNG", Png, "Png" }, { "a.jpg", Jpeg, "Jpeg" }, { "a.jpeg", Jpeg, "Jpeg" }, { "a.docx", Docx(), "Docx" },
        { "a.xlsx", Zip(("[Content_Types].xml", ""), ("xl/workbook.xml", "")), "Xlsx" }, { "a.pptx", Zip(("ppt/presentation.xml", "")), "Pptx" }, { "a.ofd", Zip(("OFD.xml", "")), "Ofd" },
        { "a.doc", Doc(), "Doc" }, { "a.xls", Doc("Workbook"), "Xls" }, { "说明.txt", Encoding.UTF8.GetBytes("完成3项，<5%"), "Text" }, { "a.jpg", [.. Jpeg, .. Jpeg], "Jpeg" },
    };

    public static TheoryData<string, byte[], string> Refused => new()
    {
        { "a.png", [], "Empty" }, { "a.pdf", new byte[5000], "Empty" }, { "a.svg", Svg, "KindUnknown" }, { "a.png", Svg, "Mixed" }, { "a.png", Html, "Mixed" }, { "a.txt", Html, "Mixed" }, { "a.html", Html, "KindUnknown" },
        { "a.zip", Zip(("a.txt", "x")), "KindUnknown" }, { "a.docx", Zip(("a.txt", "x")), "KindUnknown" }, { "a.docx", Zip(("xl/workbook.xml", "")), "KindDiffers" }, { "a.jpg", Png, "KindDiffers" }, { "a.pdf", Docx(), "KindDiffers" },
        { "a", Pdf, "KindUnknown" }, { "a.pdf.exe", Pdf, "KindUnknown" }, { "a.exe", Encoding.ASCII.GetBytes("MZ\0\0"), "KindUnknown" }, { "a.txt", Encoding.ASCII.GetBytes("MZ\0\u0001"), "KindUnknown" },

        // Two things at once.
        { "a.png", [.. Png, .. Zip(("a.txt", "x"))], "Mixed" }, { "a.jpg", [.. Jpeg, .. Zip(("a.txt", "x"))], "Mixed" }, { "a.pdf", [.. Pdf, .. Zip(("a.txt", "x"))], "Mixed" }, { "a.png", [.. Png, .. Html], "Mixed" },
        { "a.png", [.. Png, 1], "Damaged" }, { "a.jpg", [.. Jpeg[..9], .. "<ScRiPt>"u8, .. Jpeg[9..]], "Mixed" }, { "a.jpg", [.. Jpeg, .. Pdf], "Mixed" }, { "a.docx", [.. Docx(), .. Html], "Mixed" }, { "a.docx", [.. "PK junk"u8, .. Docx()], "Mixed" },
        { "a.txt", [.. "\uFEFF"u8, .. "<SVG onload=x>"u8], "Mixed" }, { "a.txt", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("<script>x</script>")], "KindUnknown" },

        // What bursts, runs or cannot be looked into.
        { "a.docx", Bomb(), "Unpacks" }, { "a.docx", ManyEntries(), "Unpacks" }, { "a.docx", Docx(("word/vbaProject.bin", "x")), "Macros" }, { "a.docx", Zip(("[Content_Types].xml", "application/vnd.ms-word.document.macroEnabled.main+xml"), ("word/document.xml", "")), "Macros" },
        { "a.docx", Docx(("../../etc/passwd", "x")), "Damaged" }, { "a.docx", Docx()[..^30], "Mixed" }, { "a.doc", Doc("WordDocument_VBA_PROJECT"), "Macros" }, { "a.doc", Doc("EncryptedPackage"), "Encrypted" }, { "a.png", Png[..^12], "Damaged" }, { "a.pdf", Pdf[..^8], "Damaged" },
    };

    [Theory]
    [MemberData(nameof(Taken))]
    public void Of_AFileOfAKnownKind_TellsIt(string name, byte[] content, string kind)
    {
        var (found, refusal) = EvidenceKinds.Of(name, content);
        refusal.ShouldBeNull();
        found.ToString().ShouldBe(kind);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Of_AFileThatIsNotWhatItSays_NamesTheReason(string name, byte[] content, string refusal) => EvidenceKinds.Of(name, content).Refusal.ToString().ShouldBe(refusal);

    [Fact]
    public void Of_AnyBytes_NeverThrows()
    {
        var random = new Random(7);
        foreach (var known in new[] { Pdf, Png, Jpeg, Docx(), Doc() })
        {
            for (var i = 0; i < 2_000; i++)
            {
                var bytes = known.ToArray();
                for (var flips = random.Next(1, 6); flips > 0; flips--)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }

                _ = EvidenceKinds.Of("a.docx", bytes[..random.Next(1, bytes.Length + 1)]);
            }
        }
    }
}
