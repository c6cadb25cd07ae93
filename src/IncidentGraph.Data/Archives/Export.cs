using System.Reflection;
using System.Text.Json;
using IncidentGraph.Domain;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace IncidentGraph.Data.Archives;

/// <summary>
/// Writes all rows of all tables to a stream, as they were at one moment, in a form that any of the databases can be restored from.
/// Servers may go on writing meanwhile.
/// </summary>
public sealed class Export(IDbContextFactory<IncidentDbContext> contexts, TimeProvider clock)
{
    private const int SnapshotNotAllowed = 3952;

    private static readonly string Product =
        typeof(Export).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <exception cref="ArchiveException">The database is not ready for it.</exception>
    public async Task<ArchiveSummary> WriteAsync(Stream output, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if ((await db.Database.GetPendingMigrationsAsync(ct)).Any())
            throw new ArchiveException("The database is not of this version: run the command \"migrate\" first.");

        try
        {
            return await WriteAsync(db, output, ct);
        }
        catch (SqlException error) when (error.Number == SnapshotNotAllowed)
        {
            throw new ArchiveException("To export while servers run, first run: ALTER DATABASE CURRENT SET ALLOW_SNAPSHOT_ISOLATION ON", error);
        }
    }

    private async Task<ArchiveSummary> WriteAsync(IncidentDbContext db, Stream output, CancellationToken ct)
    {
        var tables = ArchiveTables.InOrder(db.Model.GetRelationalModel())
            .Select(table => new TableReader(table, db.GetService<ISqlGenerationHelper>())).ToList();
        await db.Database.OpenConnectionAsync(ct);
        await using var snapshot = await db.BeginSnapshotAsync(ct);
        var described = new List<ArchiveTable>();
        foreach (var table in tables)
            described.Add(await table.DescribeAsync(snapshot, ct));

        var header = new ArchiveHeader { Product = Product, Schema = SchemaVersions.Newest, ExportedAt = clock.NowMoment().UtcDateTime, Tables = described };
        using var file = new ArchiveWriter(output);
        await file.WriteLineAsync(json => JsonSerializer.Serialize(json, header, ArchiveJson.Options), ct);
        foreach (var table in tables)
            await table.CopyAsync(snapshot, file, ct);

        var rows = described.Sum(table => table.Rows);
        await file.EndAsync(rows, ct);
        return new ArchiveSummary(rows, tables.Count, header.Schema);
    }
}
