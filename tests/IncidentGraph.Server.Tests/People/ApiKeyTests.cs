using IncidentGraph.Data;
using IncidentGraph.Data.Commits;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IncidentGraph.Server.Tests.People;

/// <summary>API keys as objects: who makes them, what is kept of them, what is told of them.</summary>
public sealed class ApiKeyTests(Servers servers) : IClassFixture<Servers>
{
    private const string All = "apiKey { id name description prefix scopes automation { id displayName kind } createdAt createdBy { displayName } expiresAt revokedAt revokedBy { displayName } lastUsedAt isActive } secret";

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_key_shows_its_secret_once_and_otherwise_all_that_was_said_of_it(DatabaseProvider provider)
    {
        var admin = (await servers.On(provider)).As("keys", Persona.Admin);
        var name = Arrange.Unique("Deploy 🚀");

        var created = await admin.Mutate("createApiKey", new
        {
            name,
            description = "Runs in the pipeline",
            scopes = new[] { "PRIVATE", "RESPOND", "PRIVATE" },
            expiresAt = "2099-01-02T03:04:05.678Z",
        }, All);

        var (key, secret) = (created["apiKey"], created.Json.Text("secret"));
        Assert.Matches("^igk_[0-9a-z]{12}_[0-9A-Za-z]{43}$", secret);
        Assert.StartsWith(key.Text("prefix") + "_", secret, StringComparison.Ordinal);
        Assert.Equal(["RESPOND", "PRIVATE"], key.GetProperty("scopes").EnumerateArray().Select(s => s.GetString()));
        Assert.Equal((name, "API_KEY"), (key.GetProperty("automation").Text("displayName"), key.GetProperty("automation").Text("kind")));
        Assert.Equal("2099-01-02T03:04:05.000Z", key.Text("expiresAt"));
        Assert.Equal("Name of keys", key.GetProperty("createdBy").Text("displayName"));
        Assert.True(key.GetProperty("isActive").GetBoolean() && key.IsNull("revokedAt") && key.IsNull("lastUsedAt"));
        var read = await admin.Query("query($id: ID, $node: ID!, $where: ApiKeyFilterInput) { apiKey(id: $id) { name } node(id: $node) { __typename } apiKeys(where: $where) { totalCount nodes { id } } }",
            new { id = key.Text("id"), node = key.Text("id"), where = new { prefix = new { eq = key.Text("prefix") }, isActive = new { eq = true } } });
        Assert.Equal((name, "ApiKey"), (read.GetProperty("apiKey").Text("name"), read.GetProperty("node").Text("__typename")));
        Assert.Equal(key.Text("id"), read.GetProperty("apiKeys").GetProperty("nodes")[0].Text("id"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_repetition_answers_with_the_key_and_without_a_secret(DatabaseProvider provider)
    {
        var admin = (await servers.On(provider)).As("keys", Persona.Admin);
        var input = new { name = Arrange.Unique("Key"), scopes = new[] { "READ" }, idempotencyKey = Arrange.Unique("once") };

        var twins = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => admin.Mutate("createApiKey", input, "apiKey { id prefix } secret")));
        var later = await admin.Mutate("createApiKey", input, "apiKey { id prefix } secret");

        Assert.Single(twins.Append(later).Select(t => t["apiKey"].Text("id")).Distinct());
        var shown = Assert.Single(twins.Append(later), t => !t.Json.IsNull("secret"));
        Assert.StartsWith(shown["apiKey"].Text("prefix"), shown.Json.Text("secret"), StringComparison.Ordinal);
        (await admin.Mutate("createApiKey", input with { scopes = ["ADMIN"] }, "secret")).Refused("IdempotencyConflictError");
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Of_the_secret_nothing_is_stored_or_logged_but_its_hash(DatabaseProvider provider)
    {
        await using var server = await TestServer.StartAsync(provider);
        var created = await server.As("keys", Persona.Admin).Mutate(
            "createApiKey", new { name = "Kept", scopes = new[] { "RESPOND" }, idempotencyKey = "kept-once" }, "apiKey { id prefix } secret");
        var key = new KeyInHand(created["apiKey"].Text("id"), created["apiKey"].Text("prefix"), created.Json.Text("secret"));
        await key.Client(server).Declare();
        await server.Services.GetRequiredService<ApiKeyUses>().WriteAsync(CancellationToken.None);
        await key.Revoke(server);

        var hidden = key.Secret[(key.Prefix.Length + 1)..];
        Assert.True(await Holds(server, key.Prefix)); // the search finds what there is
        Assert.False(await Holds(server, hidden));
        Assert.DoesNotContain(server.Complaints.Lines, line => line.Contains(hidden, StringComparison.Ordinal));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Bad_values_name_their_field(DatabaseProvider provider)
    {
        var admin = (await servers.On(provider)).As("keys", Persona.Admin);

        foreach (var (input, field) in ((object, string)[])
            [
                (new { name = " ", scopes = new[] { "READ" } }, "name"), (new { name = new string('n', 101), scopes = new[] { "READ" } }, "name"),
                (new { name = "x\0", scopes = new[] { "READ" } }, "name"), (new { name = "x", scopes = Array.Empty<string>() }, "scopes"),
                (new { name = "x", scopes = new[] { "PRIVATE" } }, "scopes"),
                (new { name = "x", scopes = new[] { "READ" }, expiresAt = "2020-01-01T00:00:00Z" }, "expiresAt"),
                (new { name = "x", scopes = new[] { "READ" }, description = new string('d', 2001) }, "description"),
            ])
            (await admin.Mutate("createApiKey", input, "secret")).Refused("ValidationError", field);
        (await admin.Mutate("revokeApiKey", new { id = "igk_nosuchkeyyet", reason = "x" })).Refused("NotFoundError", "id");
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Only_admins_in_person_give_keys_out_and_only_admins_see_them(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (strong, other) = (await KeyInHand.Of(server, "ADMIN", "PRIVATE"), await KeyInHand.Of(server, "READ"));
        var asKey = strong.Client(server);

        Assert.Equal("FORBIDDEN", (await asKey.Send("mutation { createApiKey(input: { name: \"x\", scopes: [READ] }) { secret } }")).RefusalCode);
        Assert.Equal("FORBIDDEN", (await asKey.Send($"mutation {{ revokeApiKey(input: {{ id: \"{other.Prefix}\", reason: \"x\" }}) {{ cursor }} }}")).RefusalCode);
        Assert.Equal(other.Prefix, (await asKey.Query("query($id: ID) { apiKey(id: $id) { prefix } }", new { id = other.Id })).GetProperty("apiKey").Text("prefix"));
        foreach (var outsider in (GraphQLClient[])[server.As("publishes", Persona.Publisher), (await KeyInHand.Of(server, "PUBLISH")).Client(server)])
        {
            Assert.Equal("FORBIDDEN", (await outsider.Send("{ apiKeys { totalCount } }")).RefusalCode);
            Assert.True((await outsider.Query("query($id: ID!) { node(id: $id) { id } }", new { id = other.Id })).IsNull("node"));
            Assert.Equal("FORBIDDEN", (await outsider.Send("mutation { createApiKey(input: { name: \"x\", scopes: [READ] }) { secret } }")).RefusalCode);
        }
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task The_log_tells_of_creation_and_revocation_and_a_second_revocation_changes_nothing(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var admin = server.As("gives-keys", Persona.Admin);
        var start = (await admin.Query("{ eventCursor }")).Text("eventCursor");
        var key = await KeyInHand.Of(server, "PUBLISH");

        Assert.False((await key.Revoke(server))["apiKey"].GetProperty("isActive").GetBoolean());
        Assert.Null((await key.Revoke(server)).Accepted().Cursor);

        var events = (await admin.Query("""
            query($after: String) { events(after: $after, where: { type: { in: [API_KEY_CREATED, API_KEY_REVOKED] } }) { nodes {
              __typename summary actor { displayName } ... on ApiKeyCreated { apiKey { prefix } name scopes expiresAt } ... on ApiKeyRevoked { apiKey { prefix } name reason }
            } } }
            """, new { after = start })).GetProperty("events").GetProperty("nodes").EnumerateArray().Where(e => e.GetProperty("apiKey").Text("prefix") == key.Prefix).ToList();
        Assert.Equal(["ApiKeyCreated", "ApiKeyRevoked"], events.Select(e => e.Text("__typename")));
        Assert.Equal($"Name of gives-keys created the API key {events[0].Text("name")} with PUBLISH.", events[0].Text("summary"));
        Assert.Equal($"Name of gives-keys revoked the API key {events[0].Text("name")}: Found in a log.", events[1].Text("summary"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task The_last_use_is_kept_to_the_minute_without_an_event(DatabaseProvider provider)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await TestServer.StartAsync(provider, clock);
        var (admin, key, uses) = (server.As("gives-keys", Persona.Admin), await KeyInHand.Of(server, "READ"), server.Services.GetRequiredService<ApiKeyUses>());
        var head = (await admin.Query("{ eventCursor }")).Text("eventCursor");

        await key.Client(server).Query("{ severities { name } }");
        var first = clock.GetUtcNow();
        await uses.WriteAsync(CancellationToken.None);
        Assert.Equal(first.ToUnixTimeMilliseconds(), (await LastUsed(admin, key)).ToUnixTimeMilliseconds());
        clock.Advance(TimeSpan.FromSeconds(5));
        await key.Client(server).Query("{ severities { name } }");
        Assert.Equal(first.ToUnixTimeMilliseconds(), (await LastUsed(admin, key)).ToUnixTimeMilliseconds()); // noted, not yet written
        await uses.WriteAsync(CancellationToken.None);

        Assert.Equal(first.AddSeconds(5).ToUnixTimeMilliseconds(), (await LastUsed(admin, key)).ToUnixTimeMilliseconds());
        Assert.Equal(head, (await admin.Query("{ eventCursor }")).Text("eventCursor"));
    }

    private static async Task<DateTimeOffset> LastUsed(GraphQLClient admin, KeyInHand key) =>
        (await admin.Query("query($id: ID) { apiKey(id: $id) { lastUsedAt } }", new { id = key.Id })).GetProperty("apiKey").GetProperty("lastUsedAt").GetDateTimeOffset();

    /// <summary>Whether the text is anywhere in the database, whatever the table.</summary>
    private static async Task<bool> Holds(TestServer server, string text)
    {
        await using var db = await server.Services.GetRequiredService<IDbContextFactory<IncidentDbContext>>().CreateDbContextAsync();
        if (server.Provider == DatabaseProvider.Sqlite)
        {
            var file = new SqliteConnectionStringBuilder(server.Database.ConnectionString).DataSource;
            return Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + "*") // the write-ahead log included
                .Any(part => Contains(part, text));
        }

        var tables = await db.Database.SqlQueryRaw<string>("SELECT table_name AS \"Value\" FROM information_schema.tables WHERE table_schema = 'public'").ToListAsync();
        foreach (var table in tables)
        {
            var sql = $"SELECT count(*)::int AS \"Value\" FROM \"{table}\" row WHERE strpos(row::text, '{text}') > 0";
            if ((await db.Database.SqlQueryRaw<int>(sql).ToListAsync())[0] > 0)
                return true;
        }

        return false;
    }

    private static bool Contains(string file, string text)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray().AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;
    }
}
