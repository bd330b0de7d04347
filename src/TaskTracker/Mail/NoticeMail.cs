using TaskTracker.Domain.Plans;

namespace TaskTracker.Mail;

/// <summary>The colour of a responsibility. In a mail it always comes with its sign and its word.</summary>
public enum MailLight { Green, Yellow, Red, Blue, Grey }

/// <summary>How urgent a notice is; a mail bears the highest level of its items in its subject.</summary>
public enum MailLevel { Reminder = 1, Urging = 2, Escalation = 3, Proposal = 4 }

/// <summary>Whether the recipient is to act, or only to know.</summary>
public enum MailAddressing { To, Cc }

/// <summary>One mail to one person in one run: everything that concerns that person.</summary>
public sealed record NoticeMail
{
    public required string RecipientName { get; init; }

    /// <summary>The post by which the person gets the mail, e.g. 联络员, 部门主要负责人, 督查室.</summary>
    public required string RecipientPost { get; init; }

    /// <summary>The body the recipient's post belongs to, e.g. 区财政局.</summary>
    public required string RecipientDepartment { get; init; }

    /// <summary>The day for which the mail speaks; dates of its year are written short (11-29).</summary>
    public required DateOnly Day { get; init; }

    /// <summary>At least one. The mail puts the worst first; among equals this order stays.</summary>
    public required IReadOnlyList<NoticeItem> Items { get; init; }

    public MailDetail Detail { get; init; }

    /// <summary>How many items are explained in full; the rest follow as a list.</summary>
    public int ItemsInFull { get; init; } = 8;

    /// <summary>How many items follow as a list; those beyond are only counted, so that no client cuts the mail off.</summary>
    public int ItemsListed { get; init; } = 40;

    /// <summary>Where the recipient sees all of it after signing in.</summary>
    public Uri? Url { get; init; }

    /// <summary>Where to say that another person holds the post now.</summary>
    public Uri? ContactUrl { get; init; }
}

/// <summary>One thing the recipient is written to about. Texts are plain; line breaks in them are shown as spaces.</summary>
public sealed record NoticeItem
{
    public required string PlanTitle { get; init; }

    /// <summary>As printed in the plan.</summary>
    public required string TaskNumber { get; init; }

    public required string TaskTitle { get; init; }

    /// <summary>The department whose share it is.</summary>
    public required string Department { get; init; }

    /// <summary>What is wanted: a milestone with its date, a period's report, or another sentence.</summary>
    public required string Due { get; init; }

    public required MailLight Light { get; init; }

    /// <summary>A short phrase, e.g. 已逾期 5 个工作日, 11-29 到期.</summary>
    public required string Status { get; init; }

    /// <summary>Whether its date has passed; the subject counts these.</summary>
    public bool Overdue { get; init; }

    public required MailLevel Level { get; init; }
    public MailAddressing Addressing { get; init; }

    /// <summary>The rules that hold, each with what it read.</summary>
    public IReadOnlyList<NoticeReason> Reasons { get; init; } = [];

    public NoticeBasis? Basis { get; init; }

    /// <summary>What happens if nobody acts; null where nothing more will.</summary>
    public NoticeStep? Next { get; init; }

    /// <summary>What ends these notices, e.g. 填报并经审核通过，或延期获批.</summary>
    public string? StopsWhen { get; init; }

    public Uri? Url { get; init; }

    /// <summary>True where <see cref="Url"/> is signed for this person, to accept and report without login; the footer then says what such a link may do.</summary>
    public bool IsSigned { get; init; }

    /// <summary>What following <see cref="Url"/> does; by default 填报进展, or 查看 for a copy.</summary>
    public string? LinkText { get; init; }
}

/// <param name="Rule">The rule as a sentence.</param>
/// <param name="Values">What it read.</param>
public sealed record NoticeReason(string Rule, IReadOnlyList<ReadValue> Values);

public sealed record ReadValue(string Label, string Value);

/// <summary>Where in the plan it stands that the department is responsible.</summary>
/// <param name="Path">The printed headings, outermost first.</param>
/// <param name="Role">Null where the plan names nobody.</param>
public sealed record NoticeBasis(IReadOnlyList<string> Path, string Number, ResponsibilityRole? Role);

/// <param name="On">Null where no date is known.</param>
public sealed record NoticeStep(string What, DateOnly? On);
