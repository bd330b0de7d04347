using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Audit;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Audit;

/// <summary>The key that seals are signed with cannot be used; in words for the person who looks after the service.</summary>
internal sealed class SealKeyUnusableException(string message) : Exception(message);

/// <summary>The keys of the seals (ECDSA P-256): public halves readable, private ones encrypted by <see cref="HouseSecret"/>. Old ones stay, for their seals.</summary>
internal sealed class SealKeys(HouseSecret secret, HouseClock clock)
{
    /// <summary>Holds the fingerprint of the key in force.</summary>
    private const string Current = "seal-key";
    private const string Prefix = "seal-key:";
    private const string Purpose = "seal-key";

    private sealed record Kept(string Public, string Private);

    /// <summary>The key in force, made at first need.</summary>
    /// <exception cref="SealKeyUnusableException">It is there, and cannot be opened.</exception>
    public async Task<(string Fingerprint, ECDsa Key)> CurrentAsync(TrackerDb db, CancellationToken cancel)
    {
        if (!await db.Settings.AnyAsync(s => s.Key == Current, cancel))
        {
            await MakeAsync(db, cancel);
        }

        var fingerprint = await db.Settings.Where(s => s.Key == Current).Select(s => s.Value).SingleAsync(cancel);
        var row = await db.Settings.AsNoTracking().SingleOrDefaultAsync(s => s.Key == Prefix + fingerprint, cancel);
        var opened = row is null ? null : secret.Open($"{Purpose}/{fingerprint}", JsonSerializer.Deserialize<Kept>(row.Value)!.Private);
        if (opened is null)
        {
            throw new SealKeyUnusableException(
                $"The key {fingerprint[..16]}… that signs the audit's seals cannot be opened: the secret is another one now, or the key was changed. Put back Keys:Secret (the same on every node) or the file \"{HouseSecret.FileName}\" in the data folder; where it is lost, make a new key: tasktracker audit new-key.");
        }

        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(opened, out _);
        CryptographicOperations.ZeroMemory(opened);
        return (fingerprint, key);
    }

    /// <summary>Makes a key and puts it in force; that is itself an entry of the audit.</summary>
    /// <returns>Its fingerprint.</returns>
    public async Task<string> MakeAsync(TrackerDb db, CancellationToken cancel)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var spki = key.ExportSubjectPublicKeyInfo();
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(spki));
        var kept = new Kept(Convert.ToBase64String(spki), secret.Seal($"{Purpose}/{fingerprint}", key.ExportPkcs8PrivateKey()));
        db.Settings.Add(new Setting { Key = Prefix + fingerprint, Value = JsonSerializer.Serialize(kept) });
        if (await db.Settings.SingleOrDefaultAsync(s => s.Key == Current, cancel) is { } current)
        {
            current.Value = fingerprint;
        }
        else
        {
            db.Settings.Add(new Setting { Key = Current, Value = fingerprint });
        }

        db.Record(AuditSubject.Ledger, "", "SealKeyMade", new { fingerprint }, clock.UtcNow);
        try
        {
            await db.SaveChangesAsync(cancel);
            return fingerprint;
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested)
        {
            // Another node was first; its key counts.
            db.ChangeTracker.Clear();
            return await db.Settings.Where(s => s.Key == Current).Select(s => s.Value).SingleAsync(cancel);
        }
    }

    /// <summary>Public keys (SubjectPublicKeyInfo) by their fingerprint.</summary>
    public static async Task<Dictionary<string, byte[]>> PublicAsync(TrackerDb db, CancellationToken cancel) =>
        (await db.Settings.AsNoTracking().Where(s => s.Key.StartsWith(Prefix)).ToListAsync(cancel))
            .ToDictionary(s => s.Key[Prefix.Length..], s => Convert.FromBase64String(JsonSerializer.Deserialize<Kept>(s.Value)!.Public));
}
