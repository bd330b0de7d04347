using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Progress;

/// <summary>What a form brings along besides what was typed.</summary>
/// <param name="Key">Given out with the form; the same form sent twice counts once.</param>
/// <param name="Seen">The responsibility's or order's version when the form was shown.</param>
/// <param name="Exactly">Whatever else happened since is a reason to refuse, not only what concerns the same matter.</param>
internal sealed record FormStamp(string Key, int Seen, bool Exactly = false)
{
    /// <summary>The same key over other words is another form: whoever goes back, changes a word and sends again means it.</summary>
    /// <param name="beside">What comes with the command; empty where nothing does.</param>
    public string DigestOf(object command, string beside = "") => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Key}{command.GetType().Name}{JsonSerializer.Serialize(command, command.GetType())}{beside}")));
}

/// <summary>A form that was carried out, saved with what it led to. It stands beside the audit: a chain says what happened, not how it was asked for.</summary>
internal sealed class SentForm
{
    /// <summary>The chain that it led to entries in.</summary>
    public required string Subject { get; init; }

    /// <summary>Of <see cref="FormStamp.DigestOf"/>, 64 hexadecimal digits.</summary>
    public required string Digest { get; init; }

    public static Task<bool> IsDoneAsync(TrackerDb db, string subject, string digest, CancellationToken cancel) => db.Forms.AnyAsync(f => f.Digest == digest && f.Subject == subject, cancel);
}
