using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace IncidentGraph.Data.Archives;

/// <summary>Writes line by line, keeps no more than a buffer of them, and seals the file with a last line.</summary>
internal sealed class ArchiveWriter : IDisposable
{
    private const int FlushAt = 1 << 16;

    private readonly Stream _output;
    private readonly ArrayBufferWriter<byte> _lines = new(FlushAt * 2);
    private readonly Utf8JsonWriter _json;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public ArchiveWriter(Stream output)
    {
        _output = output;
        _json = new Utf8JsonWriter(_lines, ArchiveJson.Writing);
    }

    /// <param name="write">Writes one JSON object.</param>
    /// <param name="ct">Stops before the buffer is written.</param>
    public async Task WriteLineAsync(Action<Utf8JsonWriter> write, CancellationToken ct)
    {
        Add(write);
        if (_lines.WrittenCount >= FlushAt)
            await FlushAsync(ct);
    }

    public async Task EndAsync(long rows, CancellationToken ct)
    {
        await FlushAsync(ct);
        var trailer = new ArchiveTrailer(rows, Convert.ToHexStringLower(_hash.GetHashAndReset()));
        var last = new Dictionary<string, ArchiveTrailer>(StringComparer.Ordinal) { [ArchiveJson.End] = trailer };
        await WriteLineAsync(json => JsonSerializer.Serialize(json, last, ArchiveJson.Options), ct);
        await FlushAsync(ct);
        await _output.FlushAsync(ct);
    }

    public void Dispose()
    {
        _json.Dispose();
        _hash.Dispose();
    }

    private void Add(Action<Utf8JsonWriter> write)
    {
        write(_json);
        _json.Flush();
        _json.Reset();
        _lines.Write("\n"u8);
    }

    private async Task FlushAsync(CancellationToken ct)
    {
        _hash.AppendData(_lines.WrittenSpan);
        await _output.WriteAsync(_lines.WrittenMemory, ct);
        _lines.ResetWrittenCount();
    }
}
