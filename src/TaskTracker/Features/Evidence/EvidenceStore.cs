using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace TaskTracker.Features.Evidence;

/// <summary>A file that has come in and is not yet kept.</summary>
/// <param name="Content">Null where it is larger than may be.</param>
internal sealed record Incoming(string Path, byte[]? Content, string Sha256) : IDisposable
{
    public void Dispose() => File.Delete(Path);
}

/// <summary>
/// Files under the SHA-256 of their content, outside of what is served: <c>evidence/ab/cd/abcd…</c>. A file is written beside, flushed to the disk and moved,
/// so a half-written one is never seen; the same content lies there once. No name that a person gave is ever part of a path.
/// </summary>
internal sealed class EvidenceStore(Place place, IOptions<EvidenceOptions> options)
{
    private const string IncomingFolder = "incoming";
    private static readonly TimeSpan LeftOver = TimeSpan.FromDays(1);

    public string Folder { get; } = options.Value.Folder is { Length: > 0 } named ? Path.GetFullPath(named) : Path.Combine(place.DataFolder, "evidence");

    /// <summary>Takes a file in. It is gone again when the result is disposed, unless it was kept.</summary>
    /// <exception cref="IOException">There is no room for it.</exception>
    public async Task<Incoming> ReceiveAsync(Stream content, long most, CancellationToken cancel)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, IncomingFolder));
        foreach (var old in folder.EnumerateFiles().Where(f => DateTime.UtcNow - f.LastWriteTimeUtc > LeftOver))
        {
            old.Delete();
        }

        var path = Path.Combine(folder.FullName, Guid.NewGuid().ToString("N"));
        try
        {
            using var memory = new MemoryStream();
            var buffer = new byte[81_920];
            for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0;)
            {
                if (memory.Length + read > most)
                {
                    return new Incoming(path, null, "");
                }

                memory.Write(buffer, 0, read);
            }

            var bytes = memory.ToArray();
            await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
            {
                await file.WriteAsync(bytes, cancel);
                file.Flush(flushToDisk: true);
            }

            return new Incoming(path, bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Keeps what came in. Does nothing where the same content is there already.</summary>
    public void Keep(Incoming incoming)
    {
        var path = PathOf(incoming.Sha256);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            File.Move(incoming.Path, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // The same content came in before, or at the same moment.
        }
    }

    /// <summary>The content under a hash, if it is there and still what the hash says.</summary>
    /// <returns>Null where it is missing or was changed on the disk.</returns>
    public async Task<byte[]?> ReadAsync(string sha256, CancellationToken cancel)
    {
        if (!File.Exists(PathOf(sha256)))
        {
            return null;
        }

        var bytes = await File.ReadAllBytesAsync(PathOf(sha256), cancel);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == sha256 ? bytes : null;
    }

    private string PathOf(string sha256) => sha256.Length == 64 && sha256.All(char.IsAsciiHexDigitLower) ? Path.Combine(Folder, sha256[..2], sha256[2..4], sha256)
        : throw new ArgumentException("It is no SHA-256 in lower-case hexadecimal.", nameof(sha256));
}
