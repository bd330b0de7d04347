using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Organisation;

namespace TaskTracker.Domain.Notices;

public enum ProposalState
{
    /// <summary>Lies in the supervision office's queue; nobody was written to.</summary>
    Draft,

    /// <summary>Signed: its notices go out with the next run's mails.</summary>
    Signed,

    /// <summary>The office has decided against it.</summary>
    Declined,

    /// <summary>Its reason has gone before anybody decided.</summary>
    Lapsed,
}

/// <summary>约谈建议: what a rule of level 4 leads to. One for each time that the rule begins to hold for a responsibility.</summary>
public sealed class TalkProposal
{
    /// <summary>Of rules that propose instead of writing.</summary>
    public const int Level = 4;

    public int Id { get; init; }

    /// <summary>The run that drafted it.</summary>
    public int RunId { get; init; }

    public required string Subject { get; init; }
    public int PlanId { get; init; }
    public int? TaskId { get; init; }
    public int ResponsibilityId { get; init; }
    public int? MilestoneShareId { get; init; }
    public required string Workflow { get; init; }
    public required string Rule { get; init; }
    public required string RuleVersion { get; init; }
    public required string Sentence { get; init; }
    public Light? Light { get; init; }

    /// <inheritdoc cref="Notice.Episode"/>
    public DateOnly Episode { get; init; }

    /// <summary>The posts that are told once it is signed.</summary>
    public List<PostKind> To { get; init; } = [];

    public List<PostKind> Copy { get; init; } = [];

    public DateOnly DraftedOn { get; init; }

    /// <inheritdoc cref="Notice.Explanation"/>
    public required string Explanation { get; init; }

    public ProposalState State { get; set; }
    public DateOnly? DecidedOn { get; set; }
    public string DecidedBy { get; set; } = "";

    /// <summary>The letter's document number (文号).</summary>
    public string Number { get; set; } = "";

    public string Signer { get; set; } = "";

    /// <summary>Why it was declined.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Raised by every decision, so that of two the second fails.</summary>
    public int Version { get; set; }
}
