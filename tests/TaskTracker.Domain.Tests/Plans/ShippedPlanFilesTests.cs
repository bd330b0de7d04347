using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Tests.Plans;

public sealed class ShippedPlanFilesTests
{
    [Theory]
    [InlineData("laishan", 39, 4, 21, 9)]
    [InlineData("rushan", 40, 4, 22, 7)]
    [InlineData("yanhu", 47, 5, 23, 4)]
    [InlineData("linjiang", 86, 4, 20, 6)]
    [InlineData("nangong", 49, 9, 19, 8)]
    public void ShippedPlan_WhenRead_HoldsWhatItsDocumentPrints(string name, int tasks, int safeguards, int indicators, int projects)
    {
        var plan = ShippedPlanFiles.Read(name);

        plan.Tasks.Count.ShouldBe(tasks);
        plan.Tasks.Count(t => t.Kind == TaskKind.Safeguard).ShouldBe(safeguards);
        plan.Indicators.Count.ShouldBe(indicators);
        plan.Projects.Count.ShouldBe(projects);
        plan.Tasks.ShouldAllBe(t => t.Text == null);
    }

    [Fact]
    public void Laishan_WhenRead_HasItsSharesAndGroups()
    {
        var plan = ShippedPlanFiles.Read("laishan");
        var groups = plan.Departments.Where(d => d.Group).Select(d => d.Name).ToHashSet();
        var shares = plan.Tasks.SelectMany(t => t.Responsible).ToList();

        shares.Count.ShouldBe(141);
        shares.Count(s => groups.Contains(s.Department)).ShouldBe(7);
        shares.ShouldAllBe(s => s.Role == ResponsibilityRole.Joint);
        plan.Tasks.Where(t => t.Kind == TaskKind.Task).Select(t => t.Number).ShouldBe(Enumerable.Range(1, 35).Select(n => $"{n}"));
        plan.Tasks.Where(t => t.Kind == TaskKind.Safeguard).Select(t => t.Key).ShouldBe(["十三/一", "十三/二", "十三/三", "十三/四"]);
        shares.Where(s => s.AsPrinted != s.Department).Select(s => (s.AsPrinted, s.Department))
            .ShouldBe([("区教体局", "区教育和体育局"), ("区卫健局", "区卫生健康局")]);
    }

    [Fact]
    public void Nangong_WhenRead_HasItsTablesByInstitution()
    {
        var tables = ShippedPlanFiles.Read("nangong").Tables;

        tables.Select(t => t.Rows.Count).ShouldBe([22, 23]);
        tables[0].Rows[0].Name.ShouldBe("南宫市人民医院");
        tables[0].Rows[0].Values.ShouldBe(["490", "610", "850"]);
    }

    [Theory]
    [InlineData("laishan")]
    [InlineData("rushan")]
    [InlineData("yanhu")]
    [InlineData("linjiang")]
    [InlineData("nangong")]
    public void Writer_WhenAPlanIsWrittenAgain_GivesTheSameText(string name) =>
        PlanFileWriter.Write(ShippedPlanFiles.Read(name)).ShouldBe(ShippedPlanFiles.TextOf(name).ReplaceLineEndings("\n"));
}
