namespace TaskTracker.Documents.Office;

/// <summary>Unpacked bytes, counted as they come, whatever sizes the archive claims.</summary>
/// <param name="most">Bytes in all.</param>
/// <param name="mostMarkup">Bytes between two <c>&lt;</c>: an XML reader holds each tag and text whole.</param>
internal sealed class CountedStream(Stream inner, long most, int mostMarkup, Action<int> count) : Stream
{
    private long _read;
    private long _sinceTag;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => _read; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        _read += read;
        count(read);
        if (_read > most)
        {
            throw new UnreadableDocumentException("unpacks-too-large", most >> 20);
        }

        var bytes = buffer[..read];
        while (!bytes.IsEmpty)
        {
            var tag = bytes.IndexOf((byte)'<');
            _sinceTag += tag < 0 ? bytes.Length : tag;
            if (_sinceTag > mostMarkup)
            {
                throw new UnreadableDocumentException("text-too-long", mostMarkup >> 20);
            }

            if (tag < 0)
            {
                break;
            }

            _sinceTag = 0;
            bytes = bytes[(tag + 1)..];
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }
}
