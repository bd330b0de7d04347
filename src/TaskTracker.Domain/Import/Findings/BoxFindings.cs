using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>What a person should look at in a box.</summary>
internal static class BoxFindings
{
    public static IEnumerable<PlanWarning> Of(Box box)
    {
        var name = BoxCaption.Parts(box.Caption) is { Number.Length: > 0 } parts ? $"专栏{parts.Number}" : "专栏";
        var lines = new Dictionary<string, int>();
        var entries = box.Entries.Where(e => EntryNumber.Of(e.Text) is not null).ToList();
        var bare = 0;
        var twice = new List<PlanWarning>();
        var without = new List<PlanWarning>();
        foreach (var entry in entries)
        {
            var text = entry.Text[EntryNumber.Of(entry.Text)!.Length..];
            var end = text.AsSpan().IndexOfAny('：', ':', '。');
            var title = (end < 0 ? text : text[..end]).Trim();
            var hasText = end >= 0 && text[(end + 1)..].Trim().Length > 0;
            if (!hasText && end < 0 && IsFollowedByText(box, entry))
            {
                hasText = true;
            }

            if (!hasText)
            {
                bare++;
                without.Add(new PlanWarning(entry.First.Number, "box-without-text", $"{name}的“{title}”只有名称，没有内容。"));
            }

            if (title.Length > 0 && !lines.TryAdd(title, entry.First.Number))
            {
                twice.Add(new PlanWarning(entry.First.Number, "duplicate-title", $"{name}的“{title}”与第{lines[title]}行同名。"));
            }
        }

        // Where many entries have a name only, the box is a list of names.
        return bare * 3 <= entries.Count ? twice.Concat(without) : twice;
    }

    private static bool IsFollowedByText(Box box, Paragraph entry)
    {
        var next = box.Entries.SkipWhile(e => e != entry).Skip(1).FirstOrDefault();
        return next is not null && EntryNumber.Of(next.Text) is null;
    }
}
