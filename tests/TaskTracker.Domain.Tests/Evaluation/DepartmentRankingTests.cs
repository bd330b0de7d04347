using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TaskTracker.Domain.Evaluation;

namespace TaskTracker.Domain.Tests.Evaluation;

public sealed class DepartmentRankingTests
{
    [Fact]
    public void Of_WhenThereIsNothing_IsEmpty() => DepartmentRanking.Of([]).ShouldBeEmpty();

    [Fact]
    public void Of_WhenDepartmentsAreLate_RanksByTheShareWeightedByDays() =>
        DepartmentRanking.Of([.. Department("甲", 10, 0, 0, 0, 0), .. Department("乙", 3, 3, 3, 3, 3), .. Department("丙", 0, 0, 0, 0, 0)])
            .ShouldBe([new("乙", 5, 5, 3m), new("甲", 1, 5, 2m), new("丙", 0, 5, 0m)]);

    [Fact]
    public void Of_WhenBelowFiveResponsibilities_ComesLastByName() =>
        DepartmentRanking.Of([.. Department("丁", 300, 300, 300, 300), .. Department("丙", 1), .. Department("甲", 0, 0, 0, 0, 0)])
            .Select(d => d.Name).ShouldBe(["甲", "丁", "丙"]);

    [Fact]
    public void Of_WhenEqual_GoesByName() =>
        DepartmentRanking.Of([.. Department("b", 1, 1, 1, 1, 1), .. Department("a", 1, 1, 1, 1, 1)]).Select(d => d.Name).ShouldBe(["a", "b"]);

    [Property]
    public Property Of_WhenAnyResponsibilities_CountsEachOnceAndOrdersTheRankedOnesFirst() =>
        Prop.ForAll(Responsibilities().ToArbitrary(), responsibilities =>
        {
            var ranking = DepartmentRanking.Of(responsibilities);
            var ranked = ranking.Where(d => d.Total >= DepartmentRanking.RankedFrom).ToList();
            return ranking.Sum(d => d.Total) == responsibilities.Count
                && ranking.Take(ranked.Count).SequenceEqual(ranked)
                && ranked.Zip(ranked.Skip(1)).All(pair => pair.First.Weight >= pair.Second.Weight)
                && ranking.All(d => d.Overdue <= d.Total && d.Weight >= 0 && (d.Weight == 0) == (d.Overdue == 0));
        });

    private static Gen<List<RankedResponsibility>> Responsibilities() =>
        (from name in Gen.Elements("甲", "乙", "丙", "丁")
         from days in Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Choose(1, 2000)))
         select new RankedResponsibility(name, days)).ListOf().Select(r => r.ToList());

    private static IEnumerable<RankedResponsibility> Department(string name, params int[] daysOverdue) => daysOverdue.Select(d => new RankedResponsibility(name, d));
}
