using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using IncidentGraph.Server.Demo;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentGraph.Server.Tests.Demo;

public sealed class SeedingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("incidentgraph-demo-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_start_that_was_cut_off_is_completed_by_the_next_and_the_one_after_adds_nothing()
    {
        await using (var cut = new DemoServer(_folder, seed: false))
        {
            var commit = cut.Services.GetRequiredService<Commit>();
            await Cast.GatherAsync(commit, TimeProvider.System.NowMoment(), CancellationToken.None);
            Assert.Equal((13, 0, 0), await CountAsync(cut));
        }

        long events;
        await using (var next = new DemoServer(_folder))
        {
            Assert.Equal((13, 36, 303), await CountAsync(next));
            events = await EventsAsync(next);
        }

        await using var again = new DemoServer(_folder);
        Assert.Equal((13, 36, 303), await CountAsync(again));
        Assert.Equal(events, await EventsAsync(again));
    }

    [Fact]
    public async Task Nothing_is_seeded_where_the_setting_says_no()
    {
        await using var server = new DemoServer(_folder, seed: false);

        Assert.Equal((0, 0, 0), await CountAsync(server));
    }

    private static async Task<(int Users, int Services, int Incidents)> CountAsync(DemoServer server)
    {
        await using var db = await server.OpenAsync();
        return (await db.Users.CountAsync(), await db.Services.CountAsync(), await db.Incidents.CountAsync());
    }

    private static async Task<long> EventsAsync(DemoServer server)
    {
        await using var db = await server.OpenAsync();
        return await db.Events.LongCountAsync();
    }
}
