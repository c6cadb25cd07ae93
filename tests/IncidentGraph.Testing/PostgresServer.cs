using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using IncidentGraph.Data;
using Npgsql;

namespace IncidentGraph.Testing;

/// <summary>
/// A throw-away PostgreSQL, with a migrated template that each test database is copied from: one for the test process, and others for
/// tests that stop theirs. Stopped and deleted when the process exits.
/// </summary>
public sealed class PostgresServer
{
    private const string Template = "incident_graph_template";

    private static readonly Lazy<Task<PostgresServer>> Shared = new(StartNewAsync);

    private readonly SemaphoreSlim _creation = new(1, 1);
    private readonly string _binaries;
    private readonly string _folder;
    private readonly int _port;
    private int _databases;

    private PostgresServer(string binaries, string folder, int port)
    {
        _binaries = binaries;
        _folder = folder;
        _port = port;
    }

    /// <summary>Null when PostgreSQL is installed.</summary>
    public static string? WhyMissing { get; } = FindBinaries() is null
        ? "PostgreSQL is not installed: no initdb in /usr/lib/postgresql/*/bin nor on the PATH."
        : null;

    public static Task<PostgresServer> SharedAsync() => Shared.Value;

    /// <summary>Breaks off what is under way, as an operator does who cannot wait.</summary>
    public void Stop() => Control("-m", "fast", "-w", "stop");

    public void Start() => Control("-w", "-l", Path.Combine(_folder, "log"), "-o", Settings, "start");

    public static async Task<PostgresServer> StartNewAsync()
    {
        var binaries = FindBinaries() ?? throw new InvalidOperationException(WhyMissing);
        var folder = Directory.CreateTempSubdirectory("incidentgraph-pg-").FullName;
        var server = new PostgresServer(binaries, folder, FreePort());
        if (Environment.IsPrivilegedProcess)
            Run("chown", ["postgres", folder]);
        RunAsOwner(Path.Combine(binaries, "initdb"),
            ["-D", server.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
        server.Start();
        server.StopAfterExit();
        await server.ExecuteAsync($"CREATE DATABASE {Template}");
        await TestDatabase.MigrateAsync(DatabaseProvider.Postgres, server.ConnectionString(Template, isPooled: false));
        return server;
    }

    /// <summary>A fresh database, with the schema or without anything; answers its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(bool isEmpty = false)
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";

        // PostgreSQL refuses to copy a template from which another copy is being made.
        await _creation.WaitAsync();
        try
        {
            await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {(isEmpty ? "template0" : Template)}");
        }
        finally
        {
            _creation.Release();
        }

        return ConnectionString(name);
    }

    public async Task DropDatabaseAsync(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await using (var connection = new NpgsqlConnection(connectionString))
            NpgsqlConnection.ClearPool(connection);
        await ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>fsync stays on: what tests prove about crashes must hold for a server as it is run.</summary>
    private string Settings =>
        $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} -c max_connections=300";

    private string ConnectionString(string database, bool isPooled = true) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = _port,
        Username = "postgres",
        Database = database,
        Pooling = isPooled,
        MaxPoolSize = 40,
    }.ConnectionString;

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres", isPooled: false));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private void Control(params string[] arguments) => RunAsOwner(Path.Combine(_binaries, "pg_ctl"), ["-D", Data, .. arguments]);

    private void StopAfterExit()
    {
        var owner = Environment.IsPrivilegedProcess ? "runuser -u postgres -- " : "";
        AfterExit.Run($"{owner}\"$1\" -D \"$2\" -m immediate -w stop; rm -rf \"$3\"", Path.Combine(_binaries, "pg_ctl"), Data, _folder);
    }

    private static string? FindBinaries()
    {
        const string Debian = "/usr/lib/postgresql";
        var packaged = Directory.Exists(Debian)
            ? Directory.GetDirectories(Debian).OrderDescending().Select(version => Path.Combine(version, "bin"))
            : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return packaged.Concat(path).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static void RunAsOwner(string file, string[] arguments)
    {
        if (Environment.IsPrivilegedProcess)
            Run("runuser", ["-u", "postgres", "--", file, .. arguments]);
        else
            Run(file, arguments);
    }

    private static void Run(string file, string[] arguments)
    {
        // Nothing is redirected: the server would inherit the pipe and keep it open.
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/" };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec \"$0\" \"$@\" >/dev/null 2>&1 </dev/null");
        start.ArgumentList.Add(file);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start.");
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
