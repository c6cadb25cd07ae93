using System.Diagnostics;
using IncidentGraph.Data;
using IncidentGraph.Data.Archives;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Matrix;
using IncidentGraph.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentGraph.Server.Tests.Archives;

public sealed class KilledRestoreTests(Stages stages) : IClassFixture<Stages>
{
    /// <summary>What may wait in the pipe, and once more in the reader's buffer.</summary>
    private const int NotTakenIn = 2 * 65536;

    [SkippableTheory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Killed_in_the_middle_it_leaves_a_new_database_where_the_next_restore_succeeds(DatabaseProvider provider)
    {
        var origin = (await stages.On(DatabaseProvider.Sqlite)).Server;
        var file = await ExportAsync(origin);
        var header = Array.IndexOf(file, (byte)'\n');
        var half = file.Length * 2 / 3;
        Assert.True(half - header > NotTakenIn, $"{file.Length} bytes are too few: no row would be in the database yet.");
        await using var database = await TestDatabase.CreateAsync(provider);

        await KillAfter(database.Options, file.AsMemory(0, half));

        await using (var fresh = TestServer.Over(TestDatabase.Of(database.Options)))
            Assert.Equal((0, 0), await CountAsync(fresh));
        Assert.Equal(0, await RestoreAsync(database.Options, file));
        await using var restored = TestServer.Over(TestDatabase.Of(database.Options));
        Assert.Equal(await CountAsync(origin), await CountAsync(restored));
        Assert.Equal(Rows(file), Rows(await ExportAsync(restored)));
    }

    private static async Task KillAfter(DatabaseOptions database, ReadOnlyMemory<byte> part)
    {
        using var restoring = Start(database);
        await restoring.StandardInput.BaseStream.WriteAsync(part);
        await restoring.StandardInput.BaseStream.FlushAsync();
        Assert.False(restoring.HasExited);
        restoring.Kill();
        await restoring.WaitForExitAsync();
    }

    private static async Task<int> RestoreAsync(DatabaseOptions database, byte[] file)
    {
        using var restoring = Start(database);
        await restoring.StandardInput.BaseStream.WriteAsync(file);
        restoring.StandardInput.Close();
        await restoring.WaitForExitAsync();
        return restoring.ExitCode;
    }

    private static Process Start(DatabaseOptions database)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, UseShellExecute = false, WorkingDirectory = AppContext.BaseDirectory };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "IncidentGraph.Server.dll"));
        start.ArgumentList.Add("restore");
        start.ArgumentList.Add("-");
        start.ArgumentList.Add($"--Database:Provider={database.Provider}");
        start.ArgumentList.Add($"--Database:ConnectionString={database.ConnectionString}");
        return Process.Start(start)!; // it is no shell that might already run
    }

    private static async Task<byte[]> ExportAsync(TestServer server)
    {
        using var file = new MemoryStream();
        await server.Services.GetRequiredService<Export>().WriteAsync(file, CancellationToken.None);
        return file.ToArray();
    }

    private static string[] Rows(byte[] file) => System.Text.Encoding.UTF8.GetString(file).Split('\n')[1..^2];

    private static async Task<(int Incidents, int Users)> CountAsync(TestServer server)
    {
        await using var db = await server.Services.GetRequiredService<IDbContextFactory<IncidentDbContext>>().CreateDbContextAsync();
        return (await db.Incidents.CountAsync(), await db.Users.CountAsync());
    }
}
