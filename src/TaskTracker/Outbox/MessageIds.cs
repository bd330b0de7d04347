using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Persistence;
using TaskTracker.Sweep;

namespace TaskTracker.Outbox;

/// <summary>A mail's Message-ID follows from its run, person and a secret: the same at every try, not to be guessed by others.</summary>
internal static class MessageIds
{
    /// <param name="sender">The address the mail comes from; its domain stands behind the @.</param>
    public static string Of(byte[] key, SweepRun run, int personId, int part, string sender)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{run.Kind}/{run.AsOf:yyyy-MM-dd}/{run.Ordinal}/{personId}/{part}");
        return $"{Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(name)).AsSpan(0, 16))}@{sender[(sender.LastIndexOf('@') + 1)..]}";
    }
}

/// <summary>The secret behind Message-IDs, made once for each ledger and shared by its nodes.</summary>
internal static class SharedSecret
{
    private const string Key = "message-id-key";

    public static async Task<byte[]> MessageKeyAsync(TrackerDb db, CancellationToken cancel)
    {
        if (await db.Settings.AsNoTracking().SingleOrDefaultAsync(s => s.Key == Key, cancel) is { } known)
        {
            return Convert.FromBase64String(known.Value);
        }

        var made = new Setting { Key = Key, Value = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) };
        db.Settings.Add(made);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested)
        {
            // Another node was first; its key counts.
        }

        db.Entry(made).State = EntityState.Detached;
        return Convert.FromBase64String((await db.Settings.AsNoTracking().SingleAsync(s => s.Key == Key, cancel)).Value);
    }
}
