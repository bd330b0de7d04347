using TaskTracker.Domain.Import;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Tests.Plans;

namespace TaskTracker.Domain.Tests.Import;

/// <summary>The shipped plan files are what the importer prints plus what a person changed: texts of milestones, measures, warnings, units left out.</summary>
public sealed class RealDocumentTests
{
    [RealDocumentTheory]
    [InlineData("laishan")]
    [InlineData("rushan")]
    [InlineData("yanhu")]
    [InlineData("linjiang")]
    [InlineData("nangong")]
    public void Import_WhenGivenTheDocument_AgreesWithTheShippedFile(string name)
    {
        var shipped = ShippedPlanFiles.Read(name);
        var file = Path.Combine(RealDocumentTheoryAttribute.Folder, $"{name}.txt");

        var draft = PlanImporter.Import(SourceText.Read(Path.GetFileName(file), File.ReadAllBytes(file)), new ImportContext(new DateOnly(2024, 11, 20))).Draft!;

        draft.Source.ShouldBe(shipped.Source);
        (draft.Title, draft.Region, draft.Period).ShouldBe((shipped.Title, shipped.Region, shipped.Period));
        draft.Tasks.Select(Outline).ShouldBe(shipped.Tasks.Select(Outline));
        draft.Tasks.Select(t => t.Span).ShouldBe(shipped.Tasks.Select(t => t.Span));
        draft.Tasks.Select(t => string.Join(" ", t.Milestones.Select(m => m.Due))).ShouldBe(shipped.Tasks.Select(t => string.Join(" ", t.Milestones.Select(m => m.Due))));
        draft.Tasks.Select(t => string.Join(" ", t.Recurring)).ShouldBe(shipped.Tasks.Select(t => string.Join(" ", t.Recurring)));
        draft.Indicators.Select(i => i with { Unit = "" }).ShouldBe(shipped.Indicators.Select(i => i with { Unit = "" }));
        draft.Projects.Select(p => (p.Number, p.Title)).ShouldBe(shipped.Projects.Select(p => (p.Number, p.Title)));
        draft.Tables.SelectMany(Rows).ShouldBe(shipped.Tables.SelectMany(Rows));
    }

    private static IEnumerable<string> Rows(PlanTable table) =>
        table.Rows.Select(r => $"{table.Title} {table.Unit} {string.Join("|", table.Columns)} {r.Name} {string.Join("|", r.Values)}");

    private static string Outline(PlanFileTask task) =>
        $"{task.Key} {task.Number} {task.Title} {string.Join(" > ", task.Path)} {task.Kind} {string.Join("、", task.Responsible)} {task.OpenEnded} {task.Dispatch}";
}
