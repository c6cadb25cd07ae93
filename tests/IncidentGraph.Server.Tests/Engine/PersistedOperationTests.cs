using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Engine;

/// <summary>That a document is known permits nothing: who may have it executed is asked each time.</summary>
public sealed class PersistedOperationTests(Servers servers) : IClassFixture<Servers>
{
    private const string ForAll = "query Me { viewer { roles } }";
    private const string ForViewers = "query Levels { severities { name } }";
    private const string ForAdmins = "query Keys { apiKeys(first: 1) { totalCount } }";

    [Fact]
    public async Task A_document_that_an_admin_made_known_is_no_more_to_others_than_before()
    {
        var server = await servers.On(DatabaseProvider.Sqlite);
        var (admin, viewer) = (server.As("knows-all", Persona.Admin), server.As("knows-some", Persona.Viewer));
        foreach (var document in new[] { ForViewers, ForAdmins })
            _ = (await admin.SendBody(ByHash(document, document))).Data;

        Assert.Equal("UNAUTHENTICATED", (await server.Anonymous.SendBody(ByHash(ForViewers))).RefusalCode);
        Assert.Equal("UNAUTHENTICATED", (await server.Anonymous.SendBody(ByHash(ForAdmins))).RefusalCode);
        Assert.Equal("FORBIDDEN", (await viewer.SendBody(ByHash(ForAdmins))).RefusalCode);
        Assert.NotEmpty((await viewer.SendBody(ByHash(ForViewers))).Data.GetProperty("severities").EnumerateArray());
    }

    [Fact]
    public async Task What_a_caller_may_not_have_executed_they_do_not_make_known()
    {
        var server = await servers.On(DatabaseProvider.Sqlite);
        const string Document = "query Unknown { teams(first: 1) { totalCount } }";

        Assert.Equal("UNAUTHENTICATED", (await server.Anonymous.SendBody(ByHash(Document, Document))).RefusalCode);

        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", (await server.As("knows-all", Persona.Admin).SendBody(ByHash(Document))).Body.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Trusted_documents_ask_for_the_same_rights_and_nothing_else_is_executed()
    {
        var folder = Directory.CreateTempSubdirectory("incidentgraph-documents-");
        try
        {
            var documents = new Dictionary<string, string> { ["me"] = ForAll, ["levels"] = ForViewers, ["keys"] = ForAdmins };
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "persisted-documents.json"), JsonSerializer.Serialize(documents));
            await using var server = await TestServer.StartAsync(
                DatabaseProvider.Sqlite, null, ("Transport:TrustedDocuments", folder.FullName), ("Transport:OnlyTrustedDocuments", "true"));
            var viewer = server.As("knows-some", Persona.Viewer);

            Assert.Equal("UNAUTHENTICATED", (await server.Anonymous.SendBody("""{"documentId":"levels"}""")).RefusalCode);
            Assert.Equal("FORBIDDEN", (await viewer.SendBody("""{"documentId":"keys"}""")).RefusalCode);
            _ = (await viewer.SendBody("""{"documentId":"levels"}""")).Data;
            _ = (await server.Anonymous.SendBody("""{"documentId":"me"}""")).Data;
            Assert.Equal("PERSISTED_OPERATION_REQUIRED", (await server.As("knows-all", Persona.Admin).Send("{ __typename }")).Body.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData(ForAll, null, HttpStatusCode.OK, "public, no-cache")]
    [InlineData(ForAll, Persona.Viewer, HttpStatusCode.OK, "no-cache, private")]
    [InlineData(ForViewers, Persona.Viewer, HttpStatusCode.OK, "no-cache, private")]
    [InlineData(ForViewers, null, HttpStatusCode.Unauthorized, "no-store")]
    public async Task By_get_only_what_everybody_may_see_may_be_kept_for_everybody(string document, string? role, HttpStatusCode status, string cacheControl)
    {
        var server = await servers.On(DatabaseProvider.Sqlite);
        _ = (await server.As("knows-all", Persona.Admin).SendBody(ByHash(document, document))).Data;
        var extensions = JsonDocument.Parse(ByHash(document)).RootElement.GetProperty("extensions").GetRawText();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/graphql?extensions={Uri.EscapeDataString(extensions)}");
        if (role is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Persona.Token("knows-some", role));

        using var answer = await server.Http.SendAsync(request);

        Assert.Equal((status, cacheControl), (answer.StatusCode, answer.Headers.CacheControl?.ToString()));
    }

    private static string ByHash(string document, string? query = null)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));
        return JsonSerializer.Serialize(new { query, extensions = new { persistedQuery = new { version = 1, sha256Hash = hash } } });
    }
}
