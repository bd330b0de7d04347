using TaskTracker.Rules.Json;
using TaskTracker.Rules.Sentences;

namespace TaskTracker.Rules;

/// <summary>A rule of a workflow as its author wrote it. What its level, its light or its action mean is for others to say.</summary>
public sealed record Rule
{
    public required string Workflow { get; init; }
    public required string Name { get; init; }
    public required string File { get; init; }

    /// <summary>Where the rule begins in its file, counted from 1.</summary>
    public required int Line { get; init; }

    public required int Column { get; init; }

    /// <summary><c>SuccessEvent</c>: what is the case when the rule holds, in a sentence for people; empty where the author gave none.</summary>
    public required string Sentence { get; init; }

    public required string ErrorMessage { get; init; }

    /// <summary>A rule that is not enabled is checked like any other and never holds.</summary>
    public required bool Enabled { get; init; }

    /// <summary>The least specific subject type that has all facts the rule reads. <c>object</c> while a rule with findings is checked.</summary>
    public required Type Subject { get; init; }

    public required JsonAt? Properties { get; init; }

    /// <summary>The name of <c>Actions.OnSuccess</c>.</summary>
    public required string? Action { get; init; }

    public required JsonAt? Context { get; init; }

    /// <summary>The rule's JSON object.</summary>
    public required JsonAt At { get; init; }

    /// <summary>Twelve hexadecimal digits that change when the rule's content or a global parameter changes, and not with spaces or the order of fields.</summary>
    public required string Version { get; init; }

    /// <summary>As written; empty where the rule consists of nested rules.</summary>
    public required string Expression { get; init; }

    /// <summary>When the rule holds, in a sentence without a full stop, made from the labels of the facts.</summary>
    public required Sentence Meaning { get; init; }

    /// <summary>Paths as in <see cref="Vocabulary.Members"/>, in alphabetical order.</summary>
    public required IReadOnlyList<string> FactsRead { get; init; }
}
