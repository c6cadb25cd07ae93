using System.Text;
using System.Text.Unicode;
using IncidentGraph.Server.Commands;

namespace IncidentGraph.Server.Imports;

/// <summary>A file that somebody wants imported cannot be used at all. The message names the file.</summary>
internal sealed class SourceFileException(string message) : Exception(message);

/// <summary>Reads a file whole, within a bound, as UTF-8.</summary>
internal static class SourceFile
{
    public const int MaxBytes = 128 * 1024 * 1024;
    private const int Piece = 1024 * 1024;

    private static readonly TimeSpan _opensWithin = TimeSpan.FromSeconds(5);

    /// <exception cref="SourceFileException">There is nothing usable.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(string path, CancellationToken ct)
    {
        var bytes = await BytesAsync(path, ct);
        var text = bytes[(bytes.Span.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0)..];
        if (text.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0)
            throw new SourceFileException($"{path} is empty.");
        if (!Utf8.IsValid(text.Span))
            throw new SourceFileException($"{path} is not UTF-8 text.");
        return text;
    }

    /// <summary>How a file begins tells what it is.</summary>
    public static bool BeginsWith(this ReadOnlyMemory<byte> text, ReadOnlySpan<byte> any) =>
        text.Span.TrimStart(" \t\r\n"u8) is [var first, ..] && any.Contains(first);

    private static async Task<ReadOnlyMemory<byte>> BytesAsync(string path, CancellationToken ct)
    {
        try
        {
            await using var file = path == StandardStream.Name ? Console.OpenStandardInput() : await OpenAsync(path, ct);
            return await BytesAsync(path, file, ct);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SourceFileException($"There is no file {Path.GetFullPath(path)}.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SourceFileException($"{path} cannot be read: {error.Message}");
        }
    }

    /// <summary>Opening a pipe waits for somebody who writes to it, and nothing breaks that off: it is left behind when nobody comes.</summary>
    private static async Task<Stream> OpenAsync(string path, CancellationToken ct)
    {
        var opening = Task.Run(() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, Piece, FileOptions.Asynchronous), ct);
        try
        {
            return await opening.WaitAsync(_opensWithin, ct);
        }
        catch (TimeoutException)
        {
            throw new SourceFileException($"{path} is a pipe to which nobody began to write within {_opensWithin.TotalSeconds} seconds.");
        }
    }

    /// <summary>A pipe or device does not know how long it is.</summary>
    private static async Task<ReadOnlyMemory<byte>> BytesAsync(string path, Stream file, CancellationToken ct)
    {
        var bytes = new MemoryStream();
        var piece = new byte[Piece];
        for (int read; (read = await file.ReadAsync(piece, ct)) > 0;)
        {
            if (bytes.Length + read > MaxBytes)
                throw new SourceFileException($"{path} is larger than {MaxBytes / 1024 / 1024} MB: split it.");
            await bytes.WriteAsync(piece.AsMemory(0, read), ct);
        }

        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }
}
