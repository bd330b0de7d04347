using System.Text.Json.Serialization;
using TaskTracker.Rules.Sentences;

namespace TaskTracker.Rules;

/// <summary>Why a rule holds or does not. Can be stored as JSON.</summary>
/// <param name="Sentence">What is the case when the rule holds.</param>
public sealed record Explanation(string Workflow, string Rule, string Version, string Sentence, bool Holds, Condition Condition);

[JsonConverter(typeof(JsonStringEnumConverter<ConditionKind>))]
public enum ConditionKind
{
    /// <summary>Holds when all parts hold.</summary>
    All,

    /// <summary>Holds when one part holds.</summary>
    Any,

    /// <summary>Holds when its only part does not.</summary>
    Not,

    /// <summary>Compares or reads values.</summary>
    Test,
}

/// <summary>One condition of a rule with what it read.</summary>
/// <param name="Text">As the rule's author wrote it.</param>
/// <param name="Verdict">Null where the condition cannot be read for this subject, e.g. because a value is missing; an earlier one has decided then.</param>
/// <param name="Readings">The values of a test; empty for the other kinds.</param>
/// <param name="Parts">The conditions it is made of; empty for a test.</param>
/// <param name="Rule">The name of the nested rule, where the condition is one.</param>
public sealed record Condition(
    ConditionKind Kind, string Text, bool? Verdict, IReadOnlyList<Reading> Readings, IReadOnlyList<Condition> Parts, string? Rule = null)
{
    internal ConditionWords.Template? Words { get; init; }

    /// <summary>What it asks, what it read and how it came out, as a Chinese sentence; <see cref="Text"/> where the explanation comes from JSON.</summary>
    [JsonIgnore]
    public string Chinese => Words?.Chinese(this) ?? Text;

    /// <summary>The same in English.</summary>
    [JsonIgnore]
    public string English => Words?.English(this) ?? Text;
}

/// <summary>A value that a condition read.</summary>
/// <param name="Path">As in <see cref="Vocabulary.Members"/>, or the name of a parameter of the rule.</param>
/// <param name="Value">In invariant notation, dates as 2024-02-09; of a list the number of its items; null where it is missing.</param>
/// <param name="Raw">The value itself; of a list the number of its items.</param>
public sealed record Reading(string Path, string? Value, object? Raw);
