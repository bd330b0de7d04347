using System.Text.RegularExpressions;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>What a box (专栏) lists: the names of its entries, without their explanations.</summary>
internal static partial class BoxReader
{
    /// <summary>An entry's name is a name, not a sentence.</summary>
    private const int LongestName = 40;

    private const int ShortestProject = 4;
    private const int FewestInSentence = 4;

    public static PlanProject Read(Box box)
    {
        var (number, title) = BoxCaption.Parts(box.Caption);
        var entries = box.Entries.Select(e => Emphasis().Replace(e.Text, "").Trim()).Where(t => t.Length > 0).ToList();
        if (title.Length == 0 && entries.Count > 1 && entries[0].Length <= LongestName && EntryNumber.Of(entries[0]) is null && !Ends().IsMatch(entries[0]))
        {
            title = entries[0];
            entries.RemoveAt(0);
        }

        return new PlanProject(number, title, [.. Items(entries)]);
    }

    private static IEnumerable<string> Items(List<string> entries)
    {
        var numbered = entries.Select(e => (Text: e, Number: EntryNumber.Of(e))).Where(e => e.Number is not null).ToList();
        if (numbered.Count == 0)
        {
            var items = entries.SelectMany(Named).ToList();
            return items.Count > 0 ? items : entries.SelectMany(InSentence);
        }

        var outer = numbered.Min(n => n.Number!.Depth);
        var upper = numbered.Where(n => n.Number!.Depth == outer).ToList();
        var inner = numbered.Where(n => n.Number!.Depth != outer).ToList();
        var areGroups = inner.Count > upper.Count && upper.All(u => NameEnd(u.Text) >= u.Text.Length - 1) && !HasTextBetween(entries, outer);
        var depth = areGroups ? inner.Min(n => n.Number!.Depth) : outer;
        return numbered.Where(n => n.Number!.Depth == depth).Select(n => n.Text[n.Number!.Length..NameEnd(n.Text)].Trim()).Where(t => t.Length > 0);
    }

    /// <summary>An entry whose explanation stands in a paragraph of its own is no mere head of a group.</summary>
    private static bool HasTextBetween(List<string> entries, int outer)
    {
        for (var i = 0; i + 1 < entries.Count; i++)
        {
            if (EntryNumber.Of(entries[i])?.Depth == outer && EntryNumber.Of(entries[i + 1]) is null)
            {
                return true;
            }
        }

        return false;
    }

    private static int NameEnd(string text)
    {
        var start = EntryNumber.Of(text)?.Length ?? 0;
        var end = text.AsSpan(start).IndexOfAny("：:。\n");
        var dash = text.AsSpan(start).IndexOf("——");
        end = dash >= 0 && (end < 0 || dash < end) && dash <= LongestName ? dash : end;
        return end < 0 ? text.Length : start + end;
    }

    /// <summary>The name of an entry without number: what comes before its colon or first full stop, or the projects that it is a mere list of.</summary>
    private static string[] Named(string entry)
    {
        var text = entry.TrimStart('·', '•', '●', '■', '◆', '—', '-', '*', ' ');
        if (text.AsSpan().IndexOfAny('：', ':') < 0 && ListOfProjects(text) is { } projects)
        {
            return projects;
        }

        var head = text[..NameEnd(text)];
        return head.Length is > 0 and <= LongestName && !Sentence().IsMatch(head) ? [head.Trim()] : [];
    }

    private static string[]? ListOfProjects(string text)
    {
        var bare = text.TrimEnd('。');
        if (bare.AsSpan().IndexOfAny("。，,") >= 0)
        {
            return null;
        }

        var parts = bare.Split(bare.AsSpan().IndexOfAny('；', ';') >= 0 ? ['；', ';'] : ['、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length > 1 && parts.All(p => p.Length >= ShortestProject && Project().IsMatch(p)) ? parts : null;
    }

    /// <summary>Actions or projects that a sentence lists, all ending alike: 实施甲行动、乙行动、丙行动及丁行动.</summary>
    private static IEnumerable<string> InSentence(string text)
    {
        foreach (var clause in text.Split(['，', ',', '。', '；', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = clause.Split('、');
            if (parts.Length < FewestInSentence)
            {
                continue;
            }

            parts[0] = Verb().Replace(parts[0], "");
            var last = LastOfList().Match(parts[^1]);
            if (last.Success && Project().Match(last.Value) is { Success: true } kind && parts.SkipLast(1).All(p => p.EndsWith(kind.Value, StringComparison.Ordinal)))
            {
                return [.. parts.SkipLast(1).Append(last.Value).Select(p => p.Trim())];
            }
        }

        return [];
    }

    [GeneratedRegex("[，,；;]")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"[*_]{2}")]
    private static partial Regex Emphasis();

    [GeneratedRegex("[：:。；，]")]
    private static partial Regex Ends();

    [GeneratedRegex("(?:项目|工程|中心|基地|行动|计划|平台|体系)$")]
    private static partial Regex Project();

    [GeneratedRegex("^.{0,30}?(?:实施|开展|推进|组织|包括|建设)")]
    private static partial Regex Verb();

    [GeneratedRegex("^.{2,40}?(?:项目|工程|行动|计划)(?=等|$)")]
    private static partial Regex LastOfList();
}
