// Writes until it is killed, and prints a line for each command that was acknowledged: <team's key> <its last position>.
using IncidentGraph.Data;
using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using IncidentGraph.Domain.People;
using Microsoft.Extensions.DependencyInjection;

const int Writers = 4;

var options = new DatabaseOptions { Provider = Enum.Parse<DatabaseProvider>(args[0]), ConnectionString = args[1] };
await using var services = new ServiceCollection().AddIncidentData(options).BuildServiceProvider();
var commit = services.GetRequiredService<Commit>();
var acknowledged = TextWriter.Synchronized(Console.Out);
await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(writer))));

async Task WriteAsync(int writer)
{
    for (var i = 0; ; i++)
    {
        var key = $"team-{writer}-{i}";
        var result = await commit.RunAsync(new Command { By = Caller.System, Decide = (work, ct) => DefineAsync(work, key, ct) }, CancellationToken.None);
        await acknowledged.WriteLineAsync($"{key} {result.Position}");
        await acknowledged.FlushAsync();
    }
}

static async Task<Decision> DefineAsync(Work work, string key, CancellationToken ct)
{
    var team = Team.Define(work.Act, await work.NextAsync(Counter.Team, ct), new DefineTeam { Key = key, Name = key }, existing: null);
    work.Db.Add(team.Value ?? throw new InvalidOperationException(string.Join(' ', team.Errors)));
    return Decision.Accepted(EntityRef.Of("Team", team.Value.Id));
}
