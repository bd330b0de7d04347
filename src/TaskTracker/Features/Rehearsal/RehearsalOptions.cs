namespace TaskTracker.Features.Rehearsal;

internal sealed class RehearsalOptions
{
    /// <summary>How many mails a person may get in one week, Monday to Sunday, by rules that are to be published; 1 to 50.</summary>
    public int MailsPerPersonAndWeek { get; set; } = 5;
}
