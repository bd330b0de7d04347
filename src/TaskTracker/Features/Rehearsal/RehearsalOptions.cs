namespace TaskTracker.Features.Rehearsal;

internal sealed class RehearsalOptions
{
    public const int MostMailsPerPersonAndWeek = 50;

    /// <summary>How many mails a person may get in one week, Monday to Sunday, by rules that are to be published; 1 to 50.</summary>
    public int MailsPerPersonAndWeek { get; set; } = 4;

    public IEnumerable<string> Problems()
    {
        if (MailsPerPersonAndWeek is < 1 or > MostMailsPerPersonAndWeek)
        {
            yield return $"Rules:MailsPerPersonAndWeek is {MailsPerPersonAndWeek}; it must be from 1 to {MostMailsPerPersonAndWeek}.";
        }
    }
}
