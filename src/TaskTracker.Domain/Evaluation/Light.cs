namespace TaskTracker.Domain.Evaluation;

/// <summary>红黄绿灯, from best to worst among what rules decide; blue and grey come from the state.</summary>
public enum Light
{
    /// <summary>Closed (已销号).</summary>
    Blue,

    /// <summary>No rule gives yellow or red.</summary>
    Green,

    /// <summary>Not yet accepted, while no rule gives yellow or red.</summary>
    Grey,

    Yellow,
    Red,
}

/// <summary>A responsibility's light as of the last sweep, or the last command since.</summary>
public sealed class Standing
{
    public int ResponsibilityId { get; init; }
    public Light Light { get; set; }

    /// <summary>The first day of this light.</summary>
    public DateOnly Since { get; set; }

    /// <summary><c>workflow/rule</c> that decided it; null where the state did.</summary>
    public string? Rule { get; set; }

    /// <summary>The day on which the rules were last put to it. A sweep passes by what cannot have changed since: its light is as true today.</summary>
    public DateOnly EvaluatedOn { get; set; }
}

/// <summary>A day on which a light changed; from these the lights of any past day can be told.</summary>
public sealed class LightChange
{
    public long Id { get; init; }
    public int ResponsibilityId { get; init; }
    public DateOnly On { get; init; }

    /// <summary>Null where it is the first.</summary>
    public Light? From { get; init; }

    public Light To { get; init; }
    public string? Rule { get; init; }
}

/// <summary>A rule that holds for a subject now. It goes when the rule no longer holds, and begins anew when it holds again.</summary>
public sealed class Signal
{
    public long Id { get; init; }
    public required string Subject { get; init; }
    public int PlanId { get; init; }
    public int? TaskId { get; init; }
    public int? ResponsibilityId { get; init; }
    public int? MilestoneShareId { get; init; }
    public int? IndicatorId { get; init; }
    public required string Workflow { get; init; }
    public required string Rule { get; init; }
    public required string RuleVersion { get; set; }
    public required string Sentence { get; set; }
    public int? Level { get; set; }
    public Light? Light { get; set; }

    /// <summary>The first day on which an evaluation found it to hold.</summary>
    public DateOnly Since { get; init; }

    /// <summary>The explanation of the evaluation that found it, or last wrote a notice for it, as JSON; the days it counts go on from there.</summary>
    public required string Explanation { get; set; }

    /// <summary>What became of it as of the last sweep: a notice, or the named reason for none.</summary>
    public Notices.NoticeOutcome Outcome { get; set; }

    /// <summary>The first day of this outcome; for a notice the day on which it was written.</summary>
    public DateOnly OutcomeOn { get; set; }
}
