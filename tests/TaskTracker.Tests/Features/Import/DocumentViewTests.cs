using TaskTracker.Domain.Import;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Review;
using TaskTracker.Features.Import;

namespace TaskTracker.Tests.Features.Import;

public sealed class DocumentViewTests
{
    private static readonly DocumentStructure Plain = new([], []);

    [Fact]
    public void Parts_OfALongDocument_HaveEveryLineOnceAndBeginAtTasks()
    {
        var text = new DocumentText(string.Join('\n', Enumerable.Range(1, 3000).Select(i => new string('字', 100))));
        var tasks = Enumerable.Range(1, 300).Select(i => i * 10).ToList();
        var parts = DocumentParts.Of(text, tasks, Plain);
        parts.Count.ShouldBeInRange(6, 8);
        parts.SelectMany(p => Enumerable.Range(p.First, p.Last - p.First + 1)).ShouldBe(Enumerable.Range(1, 3000));
        parts.Skip(1).ShouldAllBe(p => tasks.Contains(p.First));
        DocumentParts.At(parts, 3000).ShouldBe(parts.Count);
        DocumentParts.At(parts, 1).ShouldBe(1);
    }

    [Fact]
    public void Parts_OfADocumentWithALongTable_NeverCutIt()
    {
        var text = new DocumentText(string.Join('\n', Enumerable.Repeat(new string('字', 100), 2000)));
        var table = new SourceTable(100, 1900, [.. Enumerable.Range(0, 1801).Select(i => new SourceCell(i, 0, 1, 1, 100 + i, 100 + i))]);
        DocumentParts.Of(text, [], new([table], [])).ShouldAllBe(p => p.First <= 100 || p.First > 1900);
    }

    [Fact]
    public void View_OfATable_ShowsItsCellsInPlaceWithTheirFindings()
    {
        const string Document = "标题\n任务\n牵头单位\n控烟\n甲局\n完";
        var structure = new DocumentStructure([new SourceTable(2, 5, [new(0, 0, 1, 1, 2, 2), new(0, 1, 1, 1, 3, 3), new(1, 0, 1, 1, 4, 4), new(1, 1, 1, 1, 5, 5)])], [new SourceHeading(1, 1)]);
        var plan = new PlanFile
        {
            Id = "p", Title = "", Region = "", Period = new(default, default), Warnings = [new(5, "x", "看"), new(99, "y", "远")],
            Tasks = [new PlanFileTask { Key = "1", Number = "1", Title = "控烟", Span = new(4, Document.IndexOf('控'), 5), Responsible = [new("甲局", "甲局", ResponsibilityRole.Lead)] }],
        };
        var blocks = new DocumentView(new DocumentText(Document), DraftReview.Begin(plan), structure, 1, 6).Blocks;
        blocks.Select(b => b.Line?.Number).ShouldBe([1, null, 6]);
        blocks[0].Line!.Depth.ShouldBe(1);
        blocks[2].Line!.Findings.ShouldHaveSingleItem().Warning.Code.ShouldBe("y");
        var rows = blocks[1].Rows!;
        rows.Select(r => r.Count).ShouldBe([2, 2]);
        rows[1][0].Lines.Single().Pieces.ShouldBe([new Piece("控烟", HighlightKind.Title, 1)]);
        rows[1][1].Lines.Single().Findings.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(@"C:\docs\规划.txt", "规划.txt")]
    [InlineData("../../etc/passwd.txt", "passwd.txt")]
    [InlineData("a\u0000b\u202Egnp.txt", "abgnp.txt")]
    [InlineData("\"><img src=x>.txt", "img src=x.txt")]
    [InlineData("...", "_")]
    [InlineData("", "_")]
    public void CleanName_OfWhateverABrowserSends_IsANameOnly(string sent, string kept) => UploadPlan.CleanName(sent).ShouldBe(kept);

    [Fact]
    public void CleanName_OfALongName_KeepsItsType()
    {
        var name = UploadPlan.CleanName(new string('长', 400) + ".docx");
        name.Length.ShouldBeLessThanOrEqualTo(ImportDraft.LongestFileName);
        name.ShouldEndWith(".docx");
    }
}
