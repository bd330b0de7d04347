using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using TaskTracker.Features.Rehearsal;

namespace TaskTracker.Cli;

/// <summary>A rehearsal for programs. The names of the fields are a promise: decision 20 lists them.</summary>
internal static class RehearsalJson
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Write(Rehearsed rehearsed) => JsonSerializer.Serialize(
        new
        {
            rehearsed.From, rehearsed.To, MailsPerPersonAndWeek = rehearsed.Cap, WithinCap = rehearsed.IsWithinCap,
            Rules = Of(rehearsed.Rules), Against = rehearsed.Against is { } against ? Of(against) : null,
            Differences = rehearsed.Differences?.Select(d => new { Change = d.Before is null ? "appears" : d.After is null ? "vanishes" : "moves", Before = Of(d.Before), After = Of(d.After) }),
        },
        Options);

    private static object Of(RehearsedMails mails) => new
    {
        Notices = mails.Notices.Select(Of),
        Days = mails.ByDay().Select(d => new { d.Day, d.Level1, d.Level2, d.Level3, d.Mails }),
        Levels = Enumerable.Range(1, 3).Select(level => new { Level = level, Notices = mails.Notices.Count(n => n.Level == level), Mails = mails.Mails.Count(m => m.Level == level) }),
        Departments = mails.ByDepartment().Select(d => new { d.Department, d.Level1, d.Level2, d.Level3 }),
        People = mails.ByPerson().Select(p => new { p.PersonId, p.Person, p.Department, p.Notices, p.Copies, p.Mails, p.MostInAWeek }),
        Mails = mails.Mails.Select(m => new { m.Day, m.PersonId, m.Person, m.Department, m.Level, m.Notices }),
        Weeks = mails.ByWeek().Select(w => new { w.Monday, w.PersonId, w.Person, w.Department, w.Mails }),
        OverCap = mails.OverCap.Select(w => new { w.Monday, w.PersonId, w.Person, w.Department, w.Mails }),
    };

    private static object? Of(NoticeLine? notice) => notice is null ? null : new
    {
        notice.Day, notice.Plan, notice.Subject, notice.TaskId, notice.ResponsibilityId, notice.About, notice.Department, notice.Level, notice.Rule, notice.Sentence, notice.Since, notice.Occurrence,
        Recipients = notice.Recipients.Select(r => new { Post = r.Post.ToString(), r.Department, r.PersonId, r.Person, Copy = r.IsCopy }),
    };
}
