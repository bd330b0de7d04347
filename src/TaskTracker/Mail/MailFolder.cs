using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TaskTracker.Mail;

/// <summary>A mail read back from a folder.</summary>
/// <param name="FileName">Its name in the folder, with extension.</param>
/// <param name="To">Address and name as in the header.</param>
/// <param name="Html">As it was sent: show it where its markup can do nothing, e.g. in a sandboxed frame.</param>
public sealed record StoredMail(string FileName, DateTimeOffset Date, string MessageId, string From, string To, string Subject, string Text, string Html)
{
    /// <summary>As <see cref="FolderTransport.Identity"/> gave it.</summary>
    public string Identity => Path.GetFileNameWithoutExtension(FileName)[^20..];
}

/// <summary>Reads what <see cref="FolderTransport"/> wrote, and no other mail: two base64 parts, headers in UTF-8 words.</summary>
/// <param name="folder">May not exist yet; it is empty then.</param>
public sealed partial class MailFolder(string folder)
{
    /// <summary>The latest first.</summary>
    public IEnumerable<StoredMail> List() => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.eml").OrderDescending(StringComparer.Ordinal).Select(f => Parse(Path.GetFileName(f), File.ReadAllText(f)))
        : [];

    /// <returns>Null where no mail has that name; a name that isn't one of ours is never looked for.</returns>
    public StoredMail? Find(string fileName)
    {
        var path = Path.Combine(folder, fileName);
        return OwnName().IsMatch(fileName) && File.Exists(path) ? Parse(fileName, File.ReadAllText(path)) : null;
    }

    /// <summary>Reads only the mails asked for, the latest first, however many there are.</summary>
    public (IReadOnlyList<StoredMail> Mails, int Total) Page(int skip, int take)
    {
        if (!Directory.Exists(folder))
        {
            return ([], 0);
        }

        var names = Directory.EnumerateFiles(folder, "*.eml").Select(f => Path.GetFileName(f)).Where(f => OwnName().IsMatch(f)).OrderDescending(StringComparer.Ordinal).ToList();
        return ([.. names.Skip(skip).Take(take).Select(n => Parse(n, File.ReadAllText(Path.Combine(folder, n))))], names.Count);
    }

    /// <param name="identity">As <see cref="FolderTransport.Identity"/> gives it.</param>
    /// <returns>Null where there is no such mail.</returns>
    public StoredMail? FindByIdentity(string identity) =>
        OwnIdentity().IsMatch(identity) && Directory.Exists(folder) && Directory.EnumerateFiles(folder, $"*-{identity}.eml").FirstOrDefault() is { } path ? Find(Path.GetFileName(path)) : null;

    private static StoredMail Parse(string fileName, string eml)
    {
        var lines = eml.ReplaceLineEndings("\n");
        var (head, body) = Split(lines);
        var boundary = "--" + Boundary().Match(head["content-type"]).Groups[1].Value;
        var parts = body.Split(boundary + "\n").Skip(1).Select(Split).ToList();
        return new StoredMail(
            fileName,
            DateTimeOffset.ParseExact(head["date"], MailComposer.DateFormat, CultureInfo.InvariantCulture),
            head["message-id"].Trim('<', '>'),
            Decode(head["from"]),
            Decode(head["to"]),
            Decode(head["subject"]),
            Content(parts, "text/plain"),
            Content(parts, "text/html"));
    }

    private static (Dictionary<string, string> Head, string Body) Split(string entity)
    {
        var end = entity.IndexOf("\n\n", StringComparison.Ordinal);
        var head = entity[..end].Replace("\n ", " ", StringComparison.Ordinal).Replace("\n\t", " ", StringComparison.Ordinal);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in head.Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        return (headers, entity[(end + 2)..]);
    }

    private static string Content(List<(Dictionary<string, string> Head, string Body)> parts, string type)
    {
        var body = parts.Single(p => p.Head["content-type"].StartsWith(type, StringComparison.Ordinal)).Body;
        var end = body.IndexOf("--", StringComparison.Ordinal);
        return Encoding.UTF8.GetString(Convert.FromBase64String(end < 0 ? body : body[..end])).ReplaceLineEndings("\n");
    }

    /// <summary>Words that follow one another are joined as bytes: a writer may have cut between the bytes of a character.</summary>
    private static string Decode(string header) => Words().Replace(header, m =>
        Encoding.UTF8.GetString(Word().Matches(m.Value).SelectMany(w => Bytes(w.Groups[1].Value, w.Groups[2].Value)).ToArray()));

    private static byte[] Bytes(string encoding, string word) => encoding is "B" or "b"
        ? Convert.FromBase64String(word)
        : Encoding.Latin1.GetBytes(Hex().Replace(word.Replace('_', ' '), m => ((char)Convert.FromHexString(m.Groups[1].Value)[0]).ToString()));

    [GeneratedRegex(@"=\?utf-8\?[BQ]\?[^?]*\?=(\s+=\?utf-8\?[BQ]\?[^?]*\?=)*", RegexOptions.IgnoreCase)]
    private static partial Regex Words();

    [GeneratedRegex(@"=\?utf-8\?([BQ])\?([^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex Word();

    [GeneratedRegex("=([0-9A-F]{2})")]
    private static partial Regex Hex();

    [GeneratedRegex(@"boundary=""?([^"";\s]+)")]
    private static partial Regex Boundary();

    [GeneratedRegex(@"\A[0-9a-f]{20}\z")]
    private static partial Regex OwnIdentity();

    [GeneratedRegex(@"\A[0-9]{8}-[0-9]{6}-[0-9a-f]{20}\.eml\z")]
    private static partial Regex OwnName();
}
