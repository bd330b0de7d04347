using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>
/// Tells where a box ends that nothing marks: knows how far the numbers of the enclosing outline have come, and those of the box, and to which of them a line goes on.
/// </summary>
internal sealed partial class BoxEnd
{
    private const int LinesToLookAhead = 60;
    private const int LongestHeading = 20;

    private readonly (int Value, string Line)[] _outline = new (int, string)[EntryNumber.Depths];
    private readonly (int Value, string Line)[] _box = new (int, string)[EntryNumber.Depths];
    private int _first;
    private bool _isEmpty;

    /// <summary>A line of running text, outside boxes.</summary>
    public void Pass(string line) => Note(_outline, line);

    public void Open()
    {
        Array.Clear(_box);
        _first = -1;
        _isEmpty = true;
    }

    /// <param name="line">A line that is not empty.</param>
    /// <param name="following">Yields the lines after it.</param>
    public bool Holds(string line, IEnumerable<string> following)
    {
        if (After().IsMatch(line))
        {
            return false;
        }

        var number = EntryNumber.Of(line);
        if (number is not null && !Holds(number, line, following))
        {
            return false;
        }

        if (number is null && IsHeadingOfOutline(line, following))
        {
            return false;
        }

        _isEmpty = false;
        if (number is not null)
        {
            _first = _first < 0 ? number.Depth : _first;
            Note(_box, line);
        }

        return true;
    }

    /// <summary>True where the line's number is the one that the box's entries lead up to and the outline's do not.</summary>
    public bool Continues(string line) => EntryNumber.Of(line) is { } number && _box[number.Depth].Value > 0 && number.Value == _box[number.Depth].Value + 1 && number.Value != _outline[number.Depth].Value + 1;

    private bool Holds(EntryNumber number, string line, IEnumerable<string> following)
    {
        var (outline, box) = (_outline[number.Depth].Value, _box[number.Depth].Value);
        var isNextInOutline = outline > 0 && number.Value == outline + 1;
        if (number.Depth < EntryNumber.Outermost)
        {
            return false;
        }

        if (_isEmpty)
        {
            return number.Value == 1 || !isNextInOutline;
        }

        var opensList = number.Value == 1 && box == 0 && number.Depth > _first && (_first >= 0 || number.Depth >= 4);
        var isNextInBox = opensList || (box > 0 && (number.Value == box + 1 || (number.Value == box + 2 && !isNextInOutline)));
        return isNextInBox && (!isNextInOutline || ComesAgain(number, following) || Likeness(line, _box[number.Depth].Line) > Likeness(line, _outline[number.Depth].Line));
    }

    /// <summary>A short line without number or sentence, and below it the outline goes on.</summary>
    private bool IsHeadingOfOutline(string line, IEnumerable<string> following) =>
        !_isEmpty && line.Length <= LongestHeading && line.AsSpan().IndexOfAny("：:。；，") < 0
        && following.FirstOrDefault() is { } next && EntryNumber.Of(next) is { } number
        && number.Value == _outline[number.Depth].Value + 1 && _outline[number.Depth].Value > 0 && number.Value != _box[number.Depth].Value + 1;

    /// <summary>The outline's own line of this number is still to come.</summary>
    private static bool ComesAgain(EntryNumber number, IEnumerable<string> following)
    {
        foreach (var line in following.Take(LinesToLookAhead))
        {
            if (BoxCaption.Is(line))
            {
                return false;
            }

            if (EntryNumber.Of(line) is { } other && (other.Depth < number.Depth || (other.Depth == number.Depth && other.Value <= number.Value)))
            {
                return other.Depth == number.Depth && other.Value == number.Value;
            }
        }

        return false;
    }

    private static int Likeness(string a, string b) =>
        b.Length == 0 ? 0 : (Shape(a).Zip(Shape(b), (x, y) => x == y ? 1 : 0)).Sum();

    /// <summary>What a line's author did not choose anew for each line: the sign after the number, the sign after the name, whether somebody is named at the end, and whether it begins with a verb.</summary>
    private static IEnumerable<string> Shape(string line)
    {
        var start = EntryNumber.Of(line)?.Length ?? 0;
        yield return line[..start].Trim().TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        var sign = line.AsSpan(start).IndexOfAny('：', ':', '。');
        yield return sign < 0 ? "" : line[start + sign] is '。' ? "。" : "：";
        yield return Responsible().IsMatch(line) ? "responsible" : "";
        yield return Verb().IsMatch(line[start..]) ? "verb" : "";
    }

    private static void Note((int Value, string Line)[] numbers, string line)
    {
        if (EntryNumber.Of(line) is { } number)
        {
            numbers[number.Depth] = (number.Value, line);
            Array.Clear(numbers, number.Depth + 1, numbers.Length - number.Depth - 1);
        }
    }

    /// <summary>Who is responsible for the task that the box stands in, and what comes after a document.</summary>
    [GeneratedRegex(@"^[（(【〔\[]?\s*(?:责任|牵头|配合)(?:单位|部门)[：:]|^(?:附件|附表|附录|抄送|主送)[\s0-9一二三四五：:]|^(?:Produced By|打印|关闭|上一篇|下一篇)|\d{4}年\d{1,2}月\d{1,2}日\s*印发$")]
    private static partial Regex After();

    [GeneratedRegex("^(?:加强|加快|推进|推动|提升|提高|完善|健全|深化|强化|优化|实施|开展|建立|建设|构建|打造|发展|促进|落实|规范|扩大|改善|改造|巩固|培育|支持|严格|做好|做强|完成|全面|深入|持续|大力|积极|统筹|创新|探索|组织|引导|保障|整治|治理)")]
    private static partial Regex Verb();

    [GeneratedRegex("(?:负责|牵头|配合|参与)[）)】〕]?。?$|责任单位[：:]|牵头单位[：:]")]
    private static partial Regex Responsible();
}
