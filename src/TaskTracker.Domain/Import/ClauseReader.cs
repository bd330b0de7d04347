using System.Text.RegularExpressions;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>What the words of a bracket or a labelled line say.</summary>
/// <param name="AllBodies">True where every name reads like a body's.</param>
internal sealed record ClauseWords(IReadOnlyList<NamedShare> Shares, bool OpenEnded, string? Dispatch, bool HasLabel, bool HasVerb, bool AllBodies);

/// <summary>Reads labels (牵头单位：), names and verbs (负责, 配合) of a clause. Names wait until a verb, a label or the end says their role.</summary>
internal sealed partial class ClauseReader
{
    private readonly List<(string Name, ResponsibilityRole? Own)> _waiting = [];
    private readonly List<NamedShare> _shares = [];
    private ResponsibilityRole? _labelRole;
    private bool _hasLabel;
    private bool _hasVerb;
    private bool _openEnded;
    private bool _refused;
    private string? _dispatch;

    /// <returns>Null where nobody is named.</returns>
    public static ClauseWords? Read(string text)
    {
        var reader = new ClauseReader();
        foreach (var (token, ends) in Tokens(text))
        {
            reader.Take(token.Trim());
            if (ends)
            {
                reader.Settle(null);
            }
        }

        reader.Settle(null);
        if (reader._refused || reader._shares.Count == 0 || (!reader._hasLabel && !reader._shares.Any(s => BodyName.LooksLike(s.Name))))
        {
            return null;
        }

        return new ClauseWords(reader._shares, reader._openEnded, reader._dispatch, reader._hasLabel, reader._hasVerb, reader._shares.TrueForAll(s => BodyName.LooksLike(s.Name)));
    }

    private void Take(string token)
    {
        while (LabelAtStart().Match(token) is { Success: true } label)
        {
            Settle(null);
            _labelRole = RoleOf(label.Value);
            _hasLabel = true;
            token = token[label.Length..].Trim();
        }

        if (token.Length == 0)
        {
            return;
        }

        if (NotABody().IsMatch(token))
        {
            return;
        }

        token = Opening().Replace(token, "");
        if (token.IndexOf("会同", StringComparison.Ordinal) is > 0 and var with)
        {
            Add(token[..with]);
            Settle(ResponsibilityRole.Lead);
            token = token[(with + 2)..];
            var rest = Verb().Match(token);
            Add(rest.Success ? token[..rest.Index] : token);
            _hasVerb = true;
            _dispatch ??= rest.Success ? rest.Groups["verb"].Value : null;
            _labelRole = ResponsibilityRole.Support;
            Settle(ResponsibilityRole.Support);
            return;
        }

        var verb = Verb().Match(token);
        if (!verb.Success)
        {
            Add(token);
            return;
        }

        if (verb.Index > 0)
        {
            Add(token[..verb.Index]);
        }

        _openEnded |= verb.Groups["etc"].Success;
        _hasVerb = true;
        var words = verb.Groups["verb"].Value;
        var role = RoleOf(words);
        if (_waiting.Count > 0 || _shares.Count == 0)
        {
            Settle(role == ResponsibilityRole.Joint && _labelRole is { } label2 ? label2 : role);
        }

        if (_dispatch is null || role == ResponsibilityRole.Joint)
        {
            _dispatch = words;
        }
    }

    private void Add(string printed)
    {
        var name = printed.Trim().Trim('、', '，', ',', '.', '．');
        ResponsibilityRole? own = null;
        if (RoleInBrackets().Match(name) is { Success: true } role)
        {
            own = RoleOf(role.Value);
            name = name[..role.Index];
            _hasVerb = true;
        }

        if (Etc().Match(name) is { Success: true } etc)
        {
            _openEnded = true;
            name = name[..etc.Index];
        }

        name = Blanks().Replace(name, "");
        if (name.Length == 0)
        {
            return;
        }

        if (name.Length > BodyName.Longest)
        {
            _refused = true;
            return;
        }

        foreach (var part in Joined(name))
        {
            _waiting.Add((part, own));
        }
    }

    private void Settle(ResponsibilityRole? role)
    {
        foreach (var (name, own) in _waiting)
        {
            var settled = own ?? role ?? _labelRole;
            _shares.Add(new NamedShare(name, settled ?? ResponsibilityRole.Joint, settled is ResponsibilityRole.Lead or ResponsibilityRole.Support));
        }

        _waiting.Clear();
    }

    /// <summary>甲局和乙局 are two where both halves read like bodies; 发展和改革局 is one. A break of the line may have taken the mark between two names.</summary>
    private static IEnumerable<string> Joined(string name)
    {
        if (Unmarked().Match(name) is { Success: true } border)
        {
            return Joined(name[..border.Index]).Concat(Joined(name[border.Index..]));
        }

        for (var i = 2; i < name.Length - 2; i++)
        {
            if (name[i] is '和' or '及' or '与' && BodyName.LooksLike(name[..i]) && BodyName.LooksLike(name[(i + 1)..]) && EndsBody().IsMatch(name[..i]))
            {
                return Joined(name[..i]).Concat(Joined(name[(i + 1)..]));
            }
        }

        return [name];
    }

    /// <summary>Parts the text at the marks outside brackets; a blank parts names where both sides read like one.</summary>
    private static IEnumerable<(string Token, bool Ends)> Tokens(string text)
    {
        var (start, depth) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '（' or '(' or '〔')
            {
                depth++;
            }
            else if (c is '）' or ')' or '〕')
            {
                depth--;
            }
            else if (depth <= 0 && (c is '、' or '，' or ',' or '；' or ';' or '。' or '\n' or '/' or '／' || (char.IsWhiteSpace(c) && PartsNames(text, start, i))))
            {
                yield return (text[start..i], c is '；' or ';' or '。');
                start = i + 1;
            }
        }

        yield return (text[start..], true);
    }

    private static bool PartsNames(string text, int start, int at)
    {
        var before = text[start..at].Trim();
        var after = text.AsSpan(at).TrimStart();
        return before.Length > 0 && after.Length > 1 && (BodyName.LooksLike(LabelAtStart().Replace(before, "")) || Verb().IsMatch(before)) && after[0] is not ('（' or '(');
    }

    private static ResponsibilityRole? RoleOf(string words) => words switch
    {
        _ when Leads().IsMatch(words) => ResponsibilityRole.Lead,
        _ when Supports().IsMatch(words) => ResponsibilityRole.Support,
        _ => ResponsibilityRole.Joint,
    };

    private const string LabelWords =
        @"(?:主要|共同|第一|直接|具体|总)?(?:(?:牵头|责任|主责|主办|主管|配合|参与|参加|协办|协助|协同|协作|实施|承办|落实|负责|支持|监管|主体)(?:责任)?(?:（责任）|\(责任\)|和责任|及责任)?(?:单位|部门|科室|处室|机构|主体)|牵头|配合|责任主体|主办|协办|参与|主体单位)";

    [GeneratedRegex(LabelWords + @"(?:（[^）]{1,20}）|\([^)]{1,20}\))?\s{0,3}[：:]")]
    public static partial Regex Label();

    [GeneratedRegex("^" + LabelWords + @"(?:（[^）]{1,20}）|\([^)]{1,20}\))?\s{0,3}(?:[：:]|为(?=.{2}))\s*")]
    private static partial Regex LabelAtStart();

    [GeneratedRegex(@"(?:(?<etc>等)(?:各|有关|相关|市直|县直|区直)*(?:部门|单位)?)?(?<verb>(?:按照?|根据|依)(?:照)?(?:各自|部门)?(?:工作)?(?:职责|职能|分工)(?:和?分工|权限)?(?:分别|各自|共同)?(?:抓好|做好)?(?:负责|落实|组织实施|推进|实施|办理)?|分工(?:负责|落实|合作)|分别(?:负责|落实|牵头)|共同(?:负责|落实|牵头|参与|推进)|分头负责|具体负责|(?:总)?牵头(?:负责|落实|组织实施|实施|组织|推进|抓总)?|负责(?:落实|实施|组织实施|牵头|推进|组织|指导)?|(?:协同|积极|密切)?配合(?:实施|落实)?|协助(?:配合|落实)?|协同(?:推进|落实)?|协办|参与(?:配合|落实)?|参加|抓好落实|落实|组织实施|实施|承办|主办|支持|指导|监督指导)$")]
    private static partial Regex Verb();

    [GeneratedRegex("牵头|主办|总牵头")]
    private static partial Regex Leads();

    [GeneratedRegex("配合|参与|参加|协办|协助|协同|协作|支持|指导")]
    private static partial Regex Supports();

    [GeneratedRegex(@"[（(](?:总)?(?:牵头|主办|配合|参与|协办|协助|责任)(?:单位|部门|负责)?[）)]$")]
    private static partial Regex RoleInBrackets();

    [GeneratedRegex(@"等(?:(?:市|县|区|省)?(?:直|级)?(?:各)?(?:有关|相关)?(?:部门|单位|职能部门|成员单位)?)?$")]
    private static partial Regex Etc();

    [GeneratedRegex("^(?:(?:以上|上述|本项|该项|各项)(?:任务|工作|事项|措施)?(?:均)?由?|由|并由|以及|及|和|与|同)(?=.{2})")]
    private static partial Regex Opening();

    /// <summary>Dates, persons' labels and dashes stand among names in ledgers.</summary>
    [GeneratedRegex(@"^(?:(?:完成|整改|办结)?(?:时限|时间|期限).{0,2}[：:].*|[-—－/无]|长期(?:坚持|推进)?|持续推进|全年|20\d\d年.*|\d{1,2}月.*|下同|列第一位的?(?:单位)?为牵头单位.*|排名?第一的?(?:单位)?为牵头单位.*|第一(?:个|家)?单位为牵头.*)$")]
    private static partial Regex NotABody();

    [GeneratedRegex("(?:局|委|办|部|厅|院|中心|公司|集团|联|会|政府|街道|镇|乡|办公室|管委会|区|县|市)$")]
    private static partial Regex EndsBody();

    [GeneratedRegex("(?<=^.{2,20}[局厅办])(?=[省市县区](?!分局)[\u4e00-\u9fff]{2,12}[局厅办]$)")]
    private static partial Regex Unmarked();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
