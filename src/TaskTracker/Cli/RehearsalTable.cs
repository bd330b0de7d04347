using System.Globalization;
using System.Text;
using TaskTracker.Features.Rehearsal;
using TaskTracker.Words;

namespace TaskTracker.Cli;

/// <summary>A rehearsal for a person at a terminal.</summary>
internal sealed class RehearsalTable
{
    private readonly StringBuilder _text = new();
    private readonly LedgerWords _words;
    private readonly int _width;

    private RehearsalTable(LedgerWords words, int width) => (_words, _width) = (words, width);

    public static string Write(Rehearsed rehearsed, LedgerWords words, int width)
    {
        var table = new RehearsalTable(words, width);
        table.Write(rehearsed, rehearsed.Rules, rehearsed.Against is null ? null : "rehearsal.rules");
        if (rehearsed.Against is { } against)
        {
            table.Write(rehearsed, against, "rehearsal.against");
            table.Write(rehearsed.Differences!);
        }

        return table._text.ToString().TrimEnd();
    }

    private void Write(Rehearsed rehearsed, RehearsedMails mails, string? which)
    {
        var title = _words.Format("rehearsal.title", Day(rehearsed.From), Day(rehearsed.To), mails.Notices.Count, mails.Mails.Count, mails.Mails.Select(m => m.PersonId).Distinct().Count());
        _text.AppendLine(which is null ? title : $"{_words[which]}　{title}");
        var levels = new[] { _words["level.1"], _words["level.2"], _words["level.3"] };
        Grid([_words["rehearsal.day"], .. levels, _words["rehearsal.mails"]], mails.ByDay().Select(d => new[] { Day(d.Day), Count(d.Level1), Count(d.Level2), Count(d.Level3), Count(d.Mails) }));
        Grid(
            [_words["table.department"], .. levels],
            mails.ByDepartment().Select(d => new[] { d.Department.Length == 0 ? _words["rehearsal.nobody"] : d.Department, Count(d.Level1), Count(d.Level2), Count(d.Level3) }));
        Grid(
            [_words["rehearsal.person"], _words["table.department"], _words["rehearsal.notices"], _words["rehearsal.copies"], _words["rehearsal.mails"], _words["rehearsal.most"]],
            mails.ByPerson().Select(p => new[] { p.Person, p.Department, Count(p.Notices), Count(p.Copies), Count(p.Mails), Count(p.MostInAWeek) }));
        _text.AppendLine();
        _text.AppendLine(_words.Format(mails.OverCap.Count == 0 ? "rehearsal.within" : "rehearsal.over", rehearsed.Cap));
        Grid([_words["rehearsal.week"], _words["rehearsal.person"], _words["table.department"], _words["rehearsal.mails"]], mails.OverCap.Select(o => new[] { Day(o.Monday), o.Person, o.Department, Count(o.Mails) }));
        _text.AppendLine();
    }

    private void Write(IReadOnlyList<RehearsedChange> changes)
    {
        int Of(string kind) => changes.Count(c => Kind(c) == kind);
        _text.AppendLine(_words.Format("rehearsal.changes", Of("appears"), Of("vanishes"), Of("moves")));
        Grid(
            [_words["rehearsal.change"], _words["rehearsal.from"], _words["rehearsal.to"], _words["rehearsal.rule"], _words["table.department"], _words["rehearsal.about"]],
            changes.Select(c =>
            {
                var line = (c.Before ?? c.After)!;
                return new[] { _words[$"rehearsal.{Kind(c)}"], Cell(c.Before), Cell(c.After), line.Rule, line.Department, line.About };
            }));
    }

    private static string Kind(RehearsedChange change) => change.Before is null ? "appears" : change.After is null ? "vanishes" : "moves";

    private string Cell(NoticeLine? notice) =>
        notice is null ? "" : _words.Format("rehearsal.cell", Day(notice.Day), _words[$"level.{notice.Level}"], notice.Recipients.Select(r => r.PersonId).Distinct().Count());

    private void Grid(string[] heads, IEnumerable<string[]> rows)
    {
        if (rows.ToList() is { Count: > 0 } some)
        {
            TextGrid.Write(_text, _width, heads, some);
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Count(int count) => count == 0 ? "·" : count.ToString(CultureInfo.InvariantCulture);
}
