using TaskTracker.Domain.Evaluation;

namespace TaskTracker.Domain.Notices;

/// <summary>What became of a signal in a sweep. All but the first are reasons why nobody was written to.</summary>
public enum NoticeOutcome
{
    Written,

    /// <summary>The rule asks for no notice; it only gives a light.</summary>
    RuleAsksNone,

    /// <summary>The plan is on trial: the preview shows it, no mail leaves.</summary>
    PlanOnTrial,

    /// <summary>Notices are written on workdays only; the next workday's sweep sees to it.</summary>
    NotAWorkday,

    /// <summary>A rule of a higher level holds for the same subject.</summary>
    HigherLevelHolds,

    /// <summary>暂停催办: the supervision office has silenced it for a time.</summary>
    Silenced,

    /// <summary>The responsibility is suspended by a decision.</summary>
    Suspended,

    /// <summary>It was written before, and the next repeat is not due yet.</summary>
    RepeatNotDue,

    /// <summary>It was written before as often as the rule asks.</summary>
    RepeatsEnded,

    /// <summary>约谈建议 of level 4: a draft lies in the supervision office's queue, and nobody is told until it is signed.</summary>
    LeftToSignature,

    /// <summary>Nobody holds a post that the rule writes to, or the subject has no department.</summary>
    NobodyInPost,
}

/// <summary>One thing to tell one post. Unique by subject, rule, level, episode, occurrence and post.</summary>
public sealed class Notice
{
    public long Id { get; init; }
    public int RunId { get; init; }
    public required string Subject { get; init; }
    public int PlanId { get; init; }
    public int? TaskId { get; init; }
    public int? ResponsibilityId { get; init; }
    public int? MilestoneShareId { get; init; }
    public int? IndicatorId { get; init; }
    public required string Workflow { get; init; }
    public required string Rule { get; init; }
    public required string RuleVersion { get; init; }
    public required string Sentence { get; init; }

    /// <summary>1 提醒, 2 催办, 3 提请督办, 4 约谈建议.</summary>
    public int Level { get; init; }

    public Light? Light { get; init; }

    /// <summary>The day on which the rule began to hold; a new episode counts its occurrences anew.</summary>
    public DateOnly Episode { get; init; }

    /// <summary>0 for the first of the episode, then one for each repeat.</summary>
    public int Occurrence { get; init; }

    public int PostId { get; init; }
    public Organisation.Post Post { get; init; } = null!;

    /// <summary>抄送: told, not asked to act.</summary>
    public bool IsCopy { get; init; }

    public DateOnly IssuedOn { get; init; }

    /// <summary>The explanation it was written with, as JSON.</summary>
    public required string Explanation { get; init; }

    /// <summary>What will be the case next if nobody acts, in the words of the higher rule that then holds; null where none does within 60 days.</summary>
    public string? NextSentence { get; init; }

    public int? NextLevel { get; init; }

    /// <summary>The day on which that happens.</summary>
    public DateOnly? NextOn { get; init; }

    /// <summary>The day on which its reason was found gone, or a higher level took its place; it is then left out of mail not yet sent.</summary>
    public DateOnly? CuredOn { get; set; }

    /// <summary>The mail it went into; null until the run's mails are made.</summary>
    public int? MailId { get; set; }
}
