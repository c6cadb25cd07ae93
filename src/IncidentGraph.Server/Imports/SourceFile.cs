using System.Text;
using System.Text.Unicode;

namespace IncidentGraph.Server.Imports;

/// <summary>A file that somebody wants imported cannot be used at all. The message names the file.</summary>
internal sealed class SourceFileException(string message) : Exception(message);

/// <summary>Reads a file whole, within a bound, as UTF-8.</summary>
internal static class SourceFile
{
    public const int MaxBytes = 128 * 1024 * 1024;

    /// <exception cref="SourceFileException">There is nothing usable.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(string path, CancellationToken ct)
    {
        var bytes = await BytesAsync(path, ct);
        var text = bytes.AsMemory(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0);
        if (text.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0)
            throw new SourceFileException($"{path} is empty.");
        if (!Utf8.IsValid(text.Span))
            throw new SourceFileException($"{path} is not UTF-8 text.");
        return text;
    }

    private static async Task<byte[]> BytesAsync(string path, CancellationToken ct)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length > MaxBytes)
                throw new SourceFileException($"{path} is larger than {MaxBytes / 1024 / 1024} MB: split it.");
            return await File.ReadAllBytesAsync(path, ct);
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
}
