using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Commands;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Archives;

/// <summary>Another server over what was exported from the first, as an operator moves it: by the commands.</summary>
internal static class MovedServer
{
    public static async Task<TestServer> MoveAsync(this TestServer origin, DatabaseProvider to)
    {
        var folder = Directory.CreateTempSubdirectory("incidentgraph-move-");
        var file = Path.Combine(folder.FullName, "all.jsonl");
        var database = await TestDatabase.CreateAsync(to);
        Done(await Typed.Run(origin.Database, "export", file));
        Done(await Typed.Run(database.Options, "restore", file));
        folder.Delete(recursive: true);
        return TestServer.Over(database);
    }

    private static void Done(Typed typed) => Assert.Equal((0, ""), (typed.ExitCode, typed.Error));
}
