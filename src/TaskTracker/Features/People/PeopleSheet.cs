using System.Globalization;
using System.Text.RegularExpressions;
using TaskTracker.Domain.Import;
using TaskTracker.Domain.Organisation;

namespace TaskTracker.Features.People;

/// <summary>A row of the sheet, as typed.</summary>
/// <param name="Row">Counted from the header as 1, without empty rows, which the reader of workbooks leaves out.</param>
internal sealed record PersonLine(int Row, string Key, string Name, string Email, string Region, string Department, PostKind? Post, DateOnly? From);

/// <param name="Code">A text: <c>PeopleProblem.{Code}</c>.</param>
internal sealed record PeopleProblem(int Row, string Code, string Value);

/// <summary>Reads a .xlsx of people: one a row, the columns known by their heads, in any order.</summary>
internal static partial class PeopleSheet
{
    public const int MostRows = 5_000;

    private static readonly string[] Needed = ["key", "name", "email"];

    private static readonly Dictionary<string, string> Heads = new()
    {
        ["工号"] = "key", ["编号"] = "key", ["用户名"] = "key", ["姓名"] = "name", ["邮箱"] = "email", ["电子邮箱"] = "email", ["地区"] = "region", ["部门"] = "department", ["单位"] = "department",
        ["岗位"] = "post", ["角色"] = "post", ["到任日期"] = "from", ["起始日期"] = "from",
    };

    private static readonly Dictionary<string, PostKind> Posts = new()
    {
        ["联络员"] = PostKind.Liaison, ["部门主要负责人"] = PostKind.DepartmentHead, ["主要负责人"] = PostKind.DepartmentHead, ["督查室"] = PostKind.Supervision, ["分管领导"] = PostKind.Leader,
    };

    public static (IReadOnlyList<PersonLine> Lines, IReadOnlyList<PeopleProblem> Problems) Read(SourceDocument document)
    {
        if (document.Tables.Count != 1)
        {
            return ([], [new(1, "OneTable", "")]);
        }

        var text = document.Text.Split('\n');
        var rows = document.Tables[0].Cells.GroupBy(c => c.Row).OrderBy(g => g.Key)
            .Select(g => g.ToDictionary(c => c.Column, c => string.Join(' ', text[(c.FirstLine - 1)..c.LastLine]).Trim())).ToList();
        var columns = rows[0].Where(c => Heads.ContainsKey(c.Value)).GroupBy(c => Heads[c.Value]).ToDictionary(g => g.Key, g => g.Select(c => c.Key).ToList());
        var problems = Needed.Where(c => !columns.ContainsKey(c)).Select(c => new PeopleProblem(1, "NoColumn", Heads.First(h => h.Value == c).Key))
            .Concat(columns.Where(c => c.Value.Count > 1).Select(c => new PeopleProblem(1, "ColumnTwice", Heads.First(h => h.Value == c.Key).Key))).ToList();
        if (problems.Count > 0)
        {
            return ([], problems);
        }

        if (rows.Count - 1 > MostRows)
        {
            return ([], [new(MostRows + 2, "TooMany", MostRows.ToString(CultureInfo.InvariantCulture))]);
        }

        var lines = rows.Skip(1).Select((row, i) => (Row: i + 2, Of: (Func<string, string>)(column => columns.TryGetValue(column, out var at) ? row.GetValueOrDefault(at[0], "") : "")))
            .Where(r => columns.Keys.Any(c => r.Of(c).Length > 0)).Select(r => Line(r.Row, r.Of, problems)).ToList();
        problems.AddRange(lines.Where(l => l.Key.Length > 0).GroupBy(l => l.Key, StringComparer.OrdinalIgnoreCase).SelectMany(g => g.Where(l => (l.Name, l.Email) != (g.First().Name, g.First().Email) || l.Key != g.First().Key))
            .Select(l => new PeopleProblem(l.Row, "KeyTwice", l.Key)));
        return (lines, [.. problems.OrderBy(p => p.Row)]);
    }

    private static PersonLine Line(int row, Func<string, string> of, List<PeopleProblem> problems)
    {
        void Wrong(string code, string value) => problems.Add(new(row, code, value.Length > 50 ? value[..50] : value));
        var (key, name, email, post, from) = (of("key"), of("name"), of("email"), of("post"), of("from"));
        if (!Key().IsMatch(key)) Wrong("Key", key);
        if (name.Length is 0 or > 100) Wrong("Name", name);
        if (!MailAddressSyntax.IsValid(email)) Wrong("Email", email);
        PostKind? kind = Posts.TryGetValue(post, out var known) ? known : null;
        if (post.Length > 0 && kind is null) Wrong("Post", post);
        if (post.Length > 0 && of("department").Length == 0) Wrong("NoDepartment", "");
        DateOnly? day = Day(from);
        if (from.Length > 0 && day is null) Wrong("From", from);
        return new(row, key, name, email, of("region"), of("department"), kind, day);
    }

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy年M月d日", "yyyy/M/d", "yyyy.M.d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    [GeneratedRegex(@"\A[A-Za-z0-9._@-]{1,100}\z")]
    private static partial Regex Key();
}
