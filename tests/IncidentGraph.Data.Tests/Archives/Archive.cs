using System.Text;
using IncidentGraph.Data.Archives;
using IncidentGraph.Testing;

namespace IncidentGraph.Data.Tests.Archives;

/// <summary>Exports and restores in memory.</summary>
internal static class Archive
{
    public static async Task<byte[]> Export(this DataHost host)
    {
        using var file = new MemoryStream();
        await host.Get<Export>().WriteAsync(file, CancellationToken.None);
        return file.ToArray();
    }

    public static async Task<ArchiveSummary> Restore(this DataHost host, byte[] file, bool isPipe = false)
    {
        await using Stream stream = isPipe ? new Pipe(file) : new MemoryStream(file);
        return await host.Get<Restore>().ReadAsync(stream, CancellationToken.None);
    }

    /// <summary>One small archive for tests that damage it.</summary>
    public static async Task<byte[]> MakeAsync()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var host = new DataHost(database);
        await Content.MakeAsync(host);
        return await host.Export();
    }

    public static string[] Lines(byte[] file) => Encoding.UTF8.GetString(file).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>All but the first line, which has the time, and the last, which has the checksum.</summary>
    public static string[] Rows(byte[] file) => Lines(file)[1..^1];

    public static byte[] File(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => $"{line}\n")));

    /// <summary>Cannot be read twice.</summary>
    private sealed class Pipe(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
