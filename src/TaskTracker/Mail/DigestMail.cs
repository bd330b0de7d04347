namespace TaskTracker.Mail;

/// <summary>The leaders' weekly mail: what is red, who is behind, what changed, what comes next.</summary>
public sealed record DigestMail
{
    /// <summary>From so many responsibilities up a department is ranked; a share of fewer says nothing.</summary>
    public const int RankedFrom = 5;

    public required string RecipientName { get; init; }
    public required string RecipientPost { get; init; }

    /// <summary>The day of the mail; its ISO week is the mail's week.</summary>
    public required DateOnly Day { get; init; }

    public required string Region { get; init; }
    public required IReadOnlyList<string> PlanTitles { get; init; }
    public required LightTotals Now { get; init; }

    /// <summary>Null in the first week.</summary>
    public LightTotals? LastWeek { get; init; }

    /// <summary>In rank order, the furthest behind first; those too small to rank may stand anywhere.</summary>
    public required IReadOnlyList<DigestDepartment> Departments { get; init; }

    /// <summary>False where the plan has switched ranking off: departments then stand in the order given and without numbers of rank.</summary>
    public bool Ranked { get; init; } = true;

    public IReadOnlyList<DigestItem> TurnedRed { get; init; } = [];

    /// <summary>How many responsibilities these items stand for, where one stands for several; null: one each.</summary>
    public int? TurnedRedCount { get; init; }

    /// <summary>Warnings ended and tasks closed this week.</summary>
    public IReadOnlyList<DigestItem> Cured { get; init; } = [];

    /// <summary>What comes due within fourteen days, by date.</summary>
    public IReadOnlyList<DigestDue> ComingDue { get; init; } = [];

    public IReadOnlyList<DigestIndicator> IndicatorsOffPath { get; init; } = [];
    public required RulesRun LastRun { get; init; }

    /// <summary>Departments whose mail did not arrive.</summary>
    public IReadOnlyList<string> NotReached { get; init; } = [];

    /// <summary>What the supervision office adds.</summary>
    public string? Remark { get; init; }

    public MailDetail Detail { get; init; }

    /// <summary>How many lines each list has at most; the rest are counted.</summary>
    public int LinesPerList { get; init; } = 12;

    public Uri? Url { get; init; }
}

public sealed record LightTotals(int Red, int Yellow, int Green, int Blue, int Grey)
{
    public int All => Red + Yellow + Green + Blue + Grey;

    public int this[MailLight light] => light switch
    {
        MailLight.Red => Red,
        MailLight.Yellow => Yellow,
        MailLight.Green => Green,
        MailLight.Blue => Blue,
        _ => Grey,
    };
}

/// <param name="Overdue">How many of its responsibilities are overdue.</param>
/// <param name="Total">How many it has.</param>
/// <param name="OverdueLastWeek">Null where nothing is known of last week.</param>
public sealed record DigestDepartment(string Name, LightTotals Lights, int Overdue, int Total, int? OverdueLastWeek = null);

/// <param name="What">One sentence: what happened, e.g. 执法装备配备达标，逾期 17 个工作日，已提请督办.</param>
public sealed record DigestItem(string PlanTitle, string TaskNumber, string TaskTitle, string Department, string What, Uri? Url = null);

public sealed record DigestDue(DateOnly On, string PlanTitle, string TaskNumber, string TaskTitle, string Department, MailLight Light, Uri? Url = null);

/// <param name="What">Value, expected value and year in one sentence.</param>
public sealed record DigestIndicator(string PlanTitle, string Name, MailLight Light, string What);

/// <param name="At">Local time of the last finished run.</param>
/// <param name="Evaluated">How many responsibilities it looked at.</param>
public sealed record RulesRun(DateTime At, int Evaluated);
