using IncidentGraph.Data;
using IncidentGraph.Data.Commits;
using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Imports;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IncidentGraph.Server.Tests.Imports;

public sealed class ImportWriterTests
{
    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Of_steps_saved_together_one_that_is_refused_harms_only_itself(DatabaseProvider provider)
    {
        await using var server = await TestServer.StartAsync(provider);
        var report = new ImportReport();
        await using var error = new StringWriter();
        var writer = new ImportWriter(server.Services.GetRequiredService<Commit>(), report, new ImportProgress(error, TimeProvider.System), isRehearsal: false, TimeProvider.System);

        await writer.WriteAsync([Step("a", Define("a")), Step("refused", Refused), Step("unstorable", Unstorable), Step("b", Define("b"))], CancellationToken.None);

        await using var db = await server.Services.GetRequiredService<IDbContextFactory<IncidentDbContext>>().CreateDbContextAsync();
        var teams = await db.Teams.Where(t => t.Key == "a" || t.Key == "b").OrderBy(t => t.Id).ToListAsync();
        Assert.Equal(["a", "b"], teams.Select(t => t.Key));
        Assert.Equal(1, teams[1].Id - teams[0].Id); // no number is lost
        await using var output = new StringWriter();
        report.Write(output);
        Assert.Contains("1 × No such thing. (refused)", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("1 × what the database refuses to store (unstorable)", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, report.CountOf(Headings.Teams, Fate.Created));
    }

    [Fact]
    public async Task A_long_import_says_every_two_seconds_how_far_it_is()
    {
        await using var error = new StringWriter();
        var clock = new FakeTimeProvider();
        var progress = new ImportProgress(error, clock);

        progress.Begin("incidents", 3000);
        progress.Advance(200);
        clock.Advance(TimeSpan.FromSeconds(2));
        progress.Advance(1300);
        progress.Advance(100);

        Assert.Equal($"incidents: 1,500 of 3,000{Environment.NewLine}", error.ToString());
    }

    private static ImportStep Step(string which, Func<Work, Findings, CancellationToken, Task<IReadOnlyList<DomainError>>> decide) =>
        new(which, 1, decide) { IsContained = true };

    private static Func<Work, Findings, CancellationToken, Task<IReadOnlyList<DomainError>>> Define(string key) => async (work, findings, ct) =>
    {
        var id = await work.NextAsync(Counter.Team, ct);
        work.Db.Teams.Add(Team.Define(work.Act, id, new DefineTeam { Key = key, Name = key }, existing: null).Value!); // the name is fine
        findings.Add(Headings.Teams, key, Fate.Created);
        return [];
    };

    private static async Task<IReadOnlyList<DomainError>> Refused(Work work, Findings findings, CancellationToken ct)
    {
        await work.NextAsync(Counter.Team, ct);
        return [new NotFoundError("No such thing.", ["id"], "Ask for another.")];
    }

    private static Task<IReadOnlyList<DomainError>> Unstorable(Work work, Findings findings, CancellationToken ct)
    {
        work.Db.TeamMembers.Add(new TeamMember { TeamId = 4711, UserId = 4711 }); // neither is there
        return Task.FromResult<IReadOnlyList<DomainError>>([]);
    }
}
