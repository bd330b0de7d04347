using System.Globalization;
using TaskTracker.Domain.Import;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Tests.Import;

public sealed class MeasuresTests
{
    public static TheoryData<Example> Examples => ExampleFile.Theory("measures.md");

    [Theory]
    [MemberData(nameof(Examples))]
    public void Measures_WhenTheExampleIsRead_AreAsItSays(Example example) =>
        string.Join("\n", Measures.In(example.Input).Select(Print)).ShouldBe(string.Join("\n", example.Expected));

    internal static string Print(Measure measure) =>
        string.Create(CultureInfo.InvariantCulture, $"{measure.Subject} {measure.Operator} {measure.Value:0.######} {measure.Unit}").TrimEnd();
}
