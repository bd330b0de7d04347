using System.Diagnostics;
using System.Globalization;
using System.Text;
using TaskTracker.Documents;
using TaskTracker.Domain.Import;

namespace TaskTracker.Benchmarks.Import;

/// <summary>Plans of twice the size each, as text and in Word: how long they take to become a draft.</summary>
internal static class ImportBenchmark
{
    private const int Smallest = 64;
    private const int Megabyte = 1024;

    private static readonly ImportContext Context = new(new DateOnly(2024, 11, 20));

    public static Task RunAsync(int largest, int rounds)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Median of {rounds} readings, {Environment.ProcessorCount} processors"));
        Console.WriteLine();
        Console.WriteLine("| KB of text | tasks | indicators | projects | warnings | text | ratio | .docx | ratio |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        var (worst, megabyte, before) = (0.0, double.NaN, (Text: double.NaN, Word: double.NaN));

        // Until the compiler of the runtime has seen it all.
        Measure(Smallest, rounds, out _);
        for (var size = Smallest; size <= largest; size *= 2)
        {
            var now = Measure(size, rounds, out var row);
            var (text, word) = (now.Text / before.Text, now.Word / before.Word);
            worst = double.IsNaN(text) ? worst : Math.Max(worst, text);
            megabyte = size == Megabyte ? now.Text : megabyte;
            before = now;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {row} | {now.Text * 1000:0} ms | {Shown(text)} | {now.Word * 1000:0} ms | {Shown(word)} |"));
        }

        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratios doubling={worst:0.00} megabyte={megabyte:0.00}s"));
        return Task.CompletedTask;
    }

    private static (double Text, double Word) Measure(int kilobytes, int rounds, out string row)
    {
        var plan = PlanText.Of(kilobytes << 10);
        var (content, word) = (Encoding.UTF8.GetBytes(plan), PlanText.InWord(plan));
        var draft = PlanImporter.Import(SourceText.Read("plan.txt", content), Context).Draft ?? throw new InvalidOperationException("The generated text is no plan to the importer.");
        row = string.Create(CultureInfo.InvariantCulture, $"{content.Length >> 10} | {draft.Tasks.Count} | {draft.Indicators.Count} | {draft.Projects.Count} | {draft.Warnings.Count}");
        return (Median(rounds, () => PlanImporter.Import(SourceText.Read("plan.txt", content), Context)),
            Median(rounds, () => PlanImporter.Import(ReadDocument.Read("plan.docx", word).Document!, Context)));
    }

    private static double Median(int rounds, Func<ImportResult> read)
    {
        var times = new double[rounds];
        for (var round = 0; round < rounds; round++)
        {
            GC.Collect();
            var start = Stopwatch.GetTimestamp();
            read();
            times[round] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(times);
        return (times[(rounds - 1) / 2] + times[rounds / 2]) / 2;
    }

    private static string Shown(double ratio) => double.IsNaN(ratio) ? "" : ratio.ToString("0.00", CultureInfo.InvariantCulture);
}
