using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Unicode;

namespace IncidentGraph.Data.Archives;

/// <summary>
/// Reads a file line by line, holds no more than one of them, and believes nothing before the last line has confirmed it: what
/// is wrong is told with the number of its line.
/// </summary>
internal sealed class ArchiveReader(Stream input) : IDisposable
{
    private const int MostBytesInLine = 1 << 24;
    private const byte LineEnd = (byte)'\n';

    private static ReadOnlySpan<byte> TrailerBegins => "{\"end\":"u8;

    private readonly PipeReader _pipe = PipeReader.Create(input, new StreamPipeReaderOptions(bufferSize: 1 << 16, leaveOpen: true));
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private ReadOnlyMemory<byte> _line;
    private SequencePosition _next;
    private bool _holdsLine;

    /// <summary>The number of the line read last, from 1.</summary>
    public long Line { get; private set; }

    public async Task<ArchiveHeader> ReadHeaderAsync(CancellationToken ct)
    {
        if (!await NextAsync(ct))
            throw new ArchiveException("The file is empty.");

        using var line = Parse("this is no export of IncidentGraph.");
        Hash();
        return ArchiveHeaders.Read(line.RootElement);
    }

    /// <summary>The next row, which must be one of this table's. Dispose of it before reading on.</summary>
    public async Task<JsonDocument> ReadRowAsync(string table, CancellationToken ct)
    {
        await NextOrCutAsync(ct);
        var line = Parse("this is no JSON. The file was changed or cut off.");
        Hash();
        if (line.RootElement.ValueKind == JsonValueKind.Object && line.RootElement.EnumerateObject() is var found && found.MoveNext()
            && found.Current is { Value.ValueKind: JsonValueKind.Object } row && row.NameEquals(table) && !found.MoveNext())
            return line;

        line.Dispose();
        throw Wrong($"a row of \"{table}\" is due here. The file was changed, or lines are missing.");
    }

    /// <summary>Confirms that all is there, as it was written, and that nothing follows.</summary>
    public async Task EndAsync(long rows, CancellationToken ct)
    {
        await NextOrCutAsync(ct);
        if (!IsTrailer())
            throw Wrong("the last line is due here. The file was changed.");

        var trailer = ParseTrailer();
        if (trailer.Rows != rows)
            throw Wrong($"{trailer.Rows} rows were written, but {rows} are here. Lines are missing.");
        if (trailer.Sha256 != Convert.ToHexStringLower(_hash.GetHashAndReset()))
            throw Wrong("the checksum is not that of the lines before. The file was changed or damaged.");
        if (await NextAsync(ct))
            throw Wrong("this is behind the last line. The file was changed.");
    }

    /// <summary>Reads on to the end without a look at the rows, and confirms it.</summary>
    public async Task SkipToEndAsync(ArchiveHeader header, CancellationToken ct)
    {
        var rows = header.Tables.Sum(table => table.Rows);
        for (var left = rows; left > 0; left--)
        {
            await NextOrCutAsync(ct);
            if (IsTrailer())
                throw Wrong($"this is the last line, but {left} rows are missing. The file was changed.");
            Hash();
        }

        await EndAsync(rows, ct);
    }

    public void Dispose()
    {
        _pipe.Complete();
        _hash.Dispose();
    }

    public ArchiveException Wrong(string what, Exception? inner = null) => new($"Line {Line}: {what}", inner);

    private async Task NextOrCutAsync(CancellationToken ct)
    {
        if (!await NextAsync(ct))
            throw new ArchiveException($"The file ends after line {Line}, without its last line: it was cut off. Take a whole one.");
    }

    /// <summary>Lets the line before go; false at the end.</summary>
    private async Task<bool> NextAsync(CancellationToken ct)
    {
        if (_holdsLine)
            _pipe.AdvanceTo(_next);
        _holdsLine = false;
        while (true)
        {
            var read = await _pipe.ReadAsync(ct);
            if (read.Buffer.PositionOf(LineEnd) is { } end)
                return Hold(read.Buffer.Slice(0, end), read.Buffer.GetPosition(1, end));
            if (read.IsCompleted)
                return read.Buffer.Length > 0 && Hold(read.Buffer, read.Buffer.End);
            if (read.Buffer.Length > MostBytesInLine)
                throw new ArchiveException($"Line {Line + 1} is longer than {MostBytesInLine} bytes: this is no export.");
            _pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private bool Hold(ReadOnlySequence<byte> line, SequencePosition next)
    {
        (_line, _next, _holdsLine) = (line.IsSingleSegment ? line.First : line.ToArray(), next, true);
        Line++;
        return Utf8.IsValid(_line.Span) ? true : throw Wrong("this is no text in UTF-8. The file was changed, or is no export; a compressed one has to be unpacked first.");
    }

    private void Hash()
    {
        _hash.AppendData(_line.Span);
        _hash.AppendData([LineEnd]);
    }

    private bool IsTrailer() => _line.Span.StartsWith(TrailerBegins);

    private JsonDocument Parse(string otherwise)
    {
        try
        {
            return JsonDocument.Parse(_line);
        }
        catch (JsonException error)
        {
            throw Wrong(otherwise, error);
        }
    }

    private ArchiveTrailer ParseTrailer()
    {
        try
        {
            using var line = JsonDocument.Parse(_line);
            return line.RootElement.GetProperty(ArchiveJson.End).Deserialize<ArchiveTrailer>(ArchiveJson.Options)
                ?? throw new JsonException("The last line is empty.");
        }
        catch (JsonException error)
        {
            throw Wrong("the last line cannot be read. The file was changed or cut off.", error);
        }
    }
}
