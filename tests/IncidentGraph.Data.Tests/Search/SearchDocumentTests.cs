using IncidentGraph.Data.Search;
using IncidentGraph.Data.Tests.Faults;
using IncidentGraph.Data.Tests.Mapping;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.Search;
using IncidentGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Data.Tests.Search;

/// <summary>A document is stored with its object or not at all, and says what the object says.</summary>
public sealed class SearchDocumentTests
{
    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task A_fault_between_any_two_steps_leaves_incident_and_document_or_none(DatabaseProvider provider)
    {
        var faults = new FaultAtStep();
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var host = new DataHost(database, null, faults.Interceptors);
        await using var reader = new DataHost(database);
        await SetAsync(new DomainCommands(reader));

        var step = 0;
        do
        {
            faults.Arm(++step);
            var failed = await Record.ExceptionAsync(() => DeclareAsync(new DomainCommands(host), "Doomed"));
            Assert.True(failed is null or InjectedFaultException || failed.InnerException is InjectedFaultException, $"{failed}");

            Assert.Equal(await reader.Read(db => db.Incidents.CountAsync()), await FindAsync(reader, "doomed"));
        }
        while (faults.Fired);

        Assert.InRange(step, 15, 90);
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task A_fault_while_a_text_changes_leaves_the_old_words_or_the_new_ones(DatabaseProvider provider)
    {
        var faults = new FaultAtStep();
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var host = new DataHost(database, null, faults.Interceptors);
        await using var reader = new DataHost(database);
        await SetAsync(new DomainCommands(reader));
        await DeclareAsync(new DomainCommands(reader), "title0");

        var step = 0;
        do
        {
            faults.Arm(++step);
            await Record.ExceptionAsync(() => RetitleAsync(new DomainCommands(host), $"title{step}"));

            var title = await reader.Read(db => db.Incidents.Select(i => i.Title).SingleAsync());
            Assert.Equal((1, 1), (await FindAsync(reader, title), await FindAsync(reader, "title*")));
        }
        while (faults.Fired);
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task What_followed_each_change_is_what_is_filled_in_at_once(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var host = new DataHost(database);
        var commands = new DomainCommands(host);
        await SetAsync(commands);
        for (var i = 0; i < 3; i++)
            await DeclareAsync(commands, $"Incident {i}");
        await RetitleAsync(commands, "Another title");
        for (var i = 0; i < SearchFill.AtOnce + 5; i++)
            await commands.OnIncident(1 + (i % 3), async (work, incident, severities) => await Task.FromResult(incident.PostUpdate(work.Act, severities, Audience.Internal, $"News {i}")));
        var followed = await DocumentsAsync(host);
        Assert.Equal(3 + 1 + SearchFill.AtOnce + 5, followed.Count);

        await host.Read(db => db.Database.ExecuteSqlRawAsync("DELETE FROM search_documents"));
        Assert.Equal(0, await FindAsync(host, "news"));
        await host.Get<Migrator>().MigrateAsync(CancellationToken.None);

        Assert.Equal(followed, await DocumentsAsync(host));
        Assert.Equal(SearchFill.AtOnce + 5, await FindAsync(host, "news"));
        if (provider == DatabaseProvider.Sqlite)
            await host.Read(db => db.Database.ExecuteSqlRawAsync("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)"));
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task An_object_without_document_gets_one_when_it_changes(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var host = new DataHost(database);
        var commands = new DomainCommands(host);
        await SetAsync(commands);
        await DeclareAsync(commands, "Before there was a search");
        await host.Read(db => db.Database.ExecuteSqlRawAsync("DELETE FROM search_documents"));

        await RetitleAsync(commands, "Afterwards");

        Assert.Equal(1, await FindAsync(host, "afterwards"));
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task The_largest_incident_is_stored_and_found_by_its_last_word(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var host = new DataHost(database);
        var commands = new DomainCommands(host);
        await SetAsync(commands);
        var rare = Enumerable.Range(0, TextRules.Items).Select(i => string.Concat(Enumerable.Range(0, TextRules.Paragraph / 3).Select(j => $"{char.ConvertFromUtf32(0x20000 + (i * 800) + j)} ")));

        await commands.Declare("checkout", new DeclareIncident { Title = "Large", Symptoms = ["It is"], ErrorMessages = [.. rare.Take(TextRules.Items - 1), "lastword"] });

        Assert.Equal(1, await FindAsync(host, "lastword"));
        Assert.Equal(1, await FindAsync(host, char.ConvertFromUtf32(0x20000 + 805)));
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task Words_are_looked_up_in_the_full_text_index(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var host = new DataHost(database);
        var sought = Sought.Of("pay* gateway");

        var plan = await host.Read(async db =>
        {
            var visible = db.Incidents.Where(i => !i.IsPrivate || i.ReporterId == 3 || i.Participants.Any(p => p.UserId == 3));
            var found = db.Having(sought.Words).Where(d => d.IncidentId == null || visible.Any(i => i.Id == d.IncidentId));
            var ranked = Ranking.Rank(found, sought).OrderByDescending(h => h.Score).ThenByDescending(h => h.Document.HappenedAt).ThenByDescending(h => h.Document.Id);
            return await PlanAsync(db, ranked.Take(26));
        });

        if (provider == DatabaseProvider.Sqlite)
            Assert.Contains("search_index VIRTUAL TABLE INDEX", plan);
        else
            Assert.Contains("Bitmap Index Scan on ix_search_documents_words", plan);
        Assert.DoesNotContain("SCAN d", plan);
        Assert.DoesNotContain("Seq Scan on search_documents", plan);
    }

    private static async Task<string> PlanAsync(IncidentDbContext db, IQueryable<SearchHit> query)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = query.CreateDbCommand();
        if (!db.Database.IsSqlite())
            await db.Database.ExecuteSqlRawAsync("SET enable_seqscan = off"); // an empty table is read as fast
        command.CommandText = (db.Database.IsSqlite() ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + command.CommandText;
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(reader.FieldCount - 1));
        return string.Join('\n', lines);
    }

    private static async Task SetAsync(DomainCommands commands)
    {
        await commands.Invite("ada");
        await commands.DefineSeverities();
        await commands.DefineTeam("core");
        await commands.Register("checkout", "core", "web", "money");
    }

    private static Task DeclareAsync(DomainCommands commands, string title) =>
        commands.Declare("checkout", new DeclareIncident { Title = title, Summary = "It fails", Symptoms = ["Slow"], ErrorMessages = ["E-1"] });

    private static Task RetitleAsync(DomainCommands commands, string title) =>
        commands.OnIncident(1, async (work, incident, _) => await Task.FromResult(incident.Update(work.Act, new UpdateIncident { Title = title })));

    private static Task<int> FindAsync(DataHost host, string text) => host.Read(db => db.Having(Sought.Of(text).Words).CountAsync());

    private static Task<List<string>> DocumentsAsync(DataHost host) => host.Read(db => db.SearchDocuments.OrderBy(d => d.Id)
        .Select(d => $"{d.Id} {d.Type} {d.Key} {d.IncidentId} {d.HappenedAt.ToUnixTimeMilliseconds()} {d.NameLine} {d.TitleLine} {d.BodyLine}").ToListAsync());
}
