using System.Runtime.CompilerServices;

namespace TaskTracker.Domain.Tests.Import;

/// <summary>One fenced example of a prose file.</summary>
/// <param name="Line">The fence's line, counted from 1.</param>
/// <param name="Input">What stands above the line <c>---</c>.</param>
/// <param name="Settings">What stands behind the three ticks, e.g. <c>period=2023</c>.</param>
public sealed record Example(string Heading, int Line, string Settings, string Input, IReadOnlyList<string> Expected)
{
    public override string ToString() => $"{Heading}, line {Line}";
}

/// <summary>Prose files in <c>Examples/</c> whose fences run as tests: the text, a line <c>---</c>, then what is expected line by line, or <c>none</c>.</summary>
internal static class ExampleFile
{
    private const string Fence = "```";
    private const string Parting = "---";

    /// <summary>The examples as rows of a theory, named by heading and line.</summary>
    public static TheoryData<Example> Theory(string name) => [.. Read(File.ReadAllLines(Path.Combine(Folder(), name)))];

    public static IReadOnlyList<Example> Read(IReadOnlyList<string> lines)
    {
        var examples = new List<Example>();
        var heading = "";
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].StartsWith('#'))
            {
                heading = lines[i].TrimStart('#', ' ');
            }
            else if (lines[i].StartsWith(Fence, StringComparison.Ordinal))
            {
                var body = lines.Skip(i + 1).TakeWhile(l => l != Fence).ToList();
                var parting = body.IndexOf(Parting);
                if (parting < 0 || i + body.Count + 1 >= lines.Count)
                {
                    throw new FormatException($"The example in line {i + 1} has no line \"{Parting}\" or no end.");
                }

                var expected = body.Skip(parting + 1).Where(l => l is not ("none" or "")).ToList();
                examples.Add(new Example(heading, i + 1, lines[i][Fence.Length..].Trim(), string.Join("\n", body.Take(parting)), expected));
                i += body.Count + 1;
            }
        }

        return examples;
    }

    private static string Folder([CallerFilePath] string thisFile = "") => Path.Combine(Path.GetDirectoryName(thisFile)!, "Examples");
}
