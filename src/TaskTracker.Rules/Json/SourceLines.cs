using System.Text;

namespace TaskTracker.Rules.Json;

/// <summary>Turns byte offsets of a UTF-8 file into lines and columns.</summary>
internal sealed class SourceLines
{
    private readonly byte[] _bytes;
    private readonly List<int> _lineStarts = [0];

    public SourceLines(byte[] bytes)
    {
        _bytes = bytes;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == (byte)'\n')
            {
                _lineStarts.Add(i + 1);
            }
        }
    }

    public (int Line, int Column) PositionOf(int offset)
    {
        offset = Math.Clamp(offset, 0, _bytes.Length);
        var line = _lineStarts.BinarySearch(offset);
        line = line >= 0 ? line : ~line - 1;
        var start = _lineStarts[line];
        return (line + 1, Encoding.UTF8.GetCharCount(_bytes, start, offset - start) + 1);
    }

    public int OffsetOf(long line, long byteInLine) =>
        line < _lineStarts.Count ? _lineStarts[(int)line] + (int)byteInLine : _bytes.Length;

    /// <summary>The offset of the decoded character <paramref name="count"/> of the string literal whose content begins at <paramref name="offset"/>.</summary>
    public int SkipStringCharacters(int offset, int count)
    {
        while (count > 0 && offset < _bytes.Length && _bytes[offset] != (byte)'"')
        {
            if (_bytes[offset] == (byte)'\\')
            {
                offset += offset + 1 < _bytes.Length && _bytes[offset + 1] == (byte)'u' ? 6 : 2;
                count--;
            }
            else
            {
                var length = _bytes[offset] switch { < 0x80 => 1, < 0xE0 => 2, < 0xF0 => 3, _ => 4 };
                offset += length;
                count -= length == 4 ? 2 : 1;
            }
        }

        return offset;
    }
}
