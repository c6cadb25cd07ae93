using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace IncidentGraph.Data.Archives;

/// <summary>
/// Takes an export into a database that holds nothing yet, in one transaction, and gives its log a new epoch: cursors of the
/// origin are refused here. A file of an older schema is taken in as it is and then brought to the present one by migrations.
/// No server may run on the database meanwhile.
/// </summary>
public sealed class Restore(IDbContextFactory<IncidentDbContext> contexts, Migrator migrator, DatabaseOptions options)
{
    /// <exception cref="ArchiveException">The file or the database is not fit for it. Nothing was stored.</exception>
    public async Task<ArchiveSummary> ReadAsync(Stream input, CancellationToken ct)
    {
        if (input.CanSeek)
            await CheckAsync(input, ct);

        using var file = new ArchiveReader(input);
        var header = await file.ReadHeaderAsync(ct);
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            migrator.CreateSqliteFolder();
            var model = await PrepareAsync(db, header, ct);
            await LoadAsync(db, model, header, file, ct);
        }

        await migrator.MigrateAsync(ct);
        return new ArchiveSummary(header.Tables.Sum(table => table.Rows), header.Tables.Count, header.Schema);
    }

    /// <summary>What can be read twice is refused before the long work begins.</summary>
    private static async Task CheckAsync(Stream input, CancellationToken ct)
    {
        var start = input.Position;
        using (var file = new ArchiveReader(input))
            await file.SkipToEndAsync(await file.ReadHeaderAsync(ct), ct);
        input.Position = start;
    }

    /// <summary>Brings the schema to that of the file, unless the database is in use or beyond it.</summary>
    private static async Task<IRelationalModel> PrepareAsync(IncidentDbContext db, ArchiveHeader header, CancellationToken ct)
    {
        var wanted = SchemaVersions.MigrationOf(db, header.Schema)!; // Known: the header was read.
        var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).LastOrDefault();
        if (applied is not null && !db.Database.GetMigrations().Contains(applied))
            throw new ArchiveException("The database belongs to a newer version of IncidentGraph. Restore with that version, or into a new database.");
        if (string.CompareOrdinal(applied, wanted) > 0)
            throw new ArchiveException($"The file has the older schema \"{header.Schema}\". Restore it into a database without tables; they are made, and then brought to the present schema.");

        if (applied is not null)
        {
            await db.Database.OpenConnectionAsync(ct);
            await new RestoreTarget(db, SchemaVersions.ModelAt(db, applied), transaction: null).EnsureFreshAsync(ct);
            await db.Database.CloseConnectionAsync();
        }

        if (applied != wanted)
            await db.GetService<IMigrator>().MigrateAsync(wanted, ct);
        return SchemaVersions.ModelAt(db, wanted);
    }

    private async Task LoadAsync(IncidentDbContext db, IRelationalModel model, ArchiveHeader header, ArchiveReader file, CancellationToken ct)
    {
        var tables = ArchiveHeaders.Match(header, model);
        await db.Database.OpenConnectionAsync(ct);
        await using var transaction = await db.Database.GetDbConnection().BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
        await db.Database.UseTransactionAsync(transaction, ct);
        var target = new RestoreTarget(db, model, transaction);
        await target.LockAsync(ct);
        await target.EnsureFreshAsync(ct);
        await target.ClearAsync(ct);
        foreach (var (archived, table) in tables)
        {
            using var writer = new TableWriter(archived, table, options.Provider, transaction, db.GetService<ISqlGenerationHelper>());
            await LoadAsync(archived, writer, file, ct);
        }

        await file.EndAsync(header.Tables.Sum(table => table.Rows), ct);
        await Migrator.MakeIdentityAsync(db, ct);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private static async Task LoadAsync(ArchiveTable archived, TableWriter writer, ArchiveReader file, CancellationToken ct)
    {
        for (var i = 0L; i < archived.Rows; i++)
        {
            using var line = await file.ReadRowAsync(archived.Name, ct);
            try
            {
                await writer.AddAsync(line.RootElement.GetProperty(archived.Name), file.Line, ct);
            }
            catch (FormatException error)
            {
                throw file.Wrong(error.Message, error);
            }
        }

        await writer.EndAsync(file.Line, ct);
    }
}
