using System.CommandLine;

namespace TaskTracker.Cli;

internal static class GenerateCommand
{
    public static Command Create() => new("generate", "Make plans, departments, people and histories of any size.");
}
