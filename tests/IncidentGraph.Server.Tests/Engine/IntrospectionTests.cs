using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using GraphQLParser;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Schema;

namespace IncidentGraph.Server.Tests.Engine;

public sealed class IntrospectionTests(Servers servers) : IClassFixture<Servers>
{
    /// <summary>What graphql-js asks for when told to ask for everything.</summary>
    private const string Everything =
        """
        query IntrospectionQuery {
          __schema {
            description
            queryType { name kind }
            mutationType { name kind }
            subscriptionType { name kind }
            types { ...FullType }
            directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } }
          }
        }
        fragment FullType on __Type {
          kind name description specifiedByURL isOneOf
          fields(includeDeprecated: true) {
            name description args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason
          }
          inputFields(includeDeprecated: true) { ...InputValue }
          interfaces { ...TypeRef }
          enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
          possibleTypes { ...TypeRef }
        }
        fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason }
        fragment TypeRef on __Type {
          kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } }
        }
        """;

    [Fact]
    public async Task An_admin_is_served_the_contract_word_for_word()
    {
        var server = await servers.On(DatabaseProvider.Sqlite);

        var schema = (await server.As("reads-all", Persona.Admin).Query(Everything)).GetProperty("__schema");

        var (expected, served) = (ContractLines.Of(ContractReader.Served.Document), ContractLines.Of(schema));
        Assert.Empty(expected.Except(served).Take(20));
        Assert.Empty(served.Except(expected).Take(20));
        Assert.Equal("Query", schema.GetProperty("queryType").Text("name"));
        Assert.Equal("Mutation", schema.GetProperty("mutationType").Text("name"));
        Assert.Equal("Subscription", schema.GetProperty("subscriptionType").Text("name"));
        Assert.NotEmpty(schema.GetProperty("description").GetString()!);
    }

    [Fact]
    public async Task Interfaces_name_everything_that_implements_them()
    {
        var server = await servers.On(DatabaseProvider.Sqlite);

        var types = (await server.As("reads-all", Persona.Viewer).Query("{ __schema { types { kind name possibleTypes { name } } } }"))
            .GetProperty("__schema").GetProperty("types").EnumerateArray()
            .Where(t => t.Text("kind") == "INTERFACE")
            .ToDictionary(t => t.Text("name"), t => Names(t.GetProperty("possibleTypes")).ToList());

        foreach (var (name, possible) in types)
            Assert.Equal(ContractReader.Implementers(name).Select(t => t.Name.StringValue).Order(StringComparer.Ordinal), possible);
        Assert.Contains("Event", types.Keys);
    }

    [Fact]
    public async Task Anonymous_callers_are_shown_what_is_public_and_nothing_else()
    {
        var server = await servers.On(DatabaseProvider.Sqlite);

        var schema = (await server.Anonymous.Query(Everything)).GetProperty("__schema");

        var types = schema.GetProperty("types").EnumerateArray().ToDictionary(t => t.Text("name"));
        Assert.Equal(
            ["DateTime", "Query", "UserRole", "Viewer"],
            types.Keys.Where(n => n[0] != '_').Except(["String", "Boolean", "Int", "Float", "ID"]).Order(StringComparer.Ordinal));
        Assert.Equal(["viewer"], Names(types["Query"].GetProperty("fields")));
        Assert.Equal(["expiresAt", "mutations", "roles", "scopes"], Names(types["Viewer"].GetProperty("fields")));
        Assert.True(schema.IsNull("mutationType"));
        Assert.True(schema.IsNull("subscriptionType"));
    }

    [Theory]
    [InlineData("Incident")]
    [InlineData("Mutation")]
    [InlineData("Event")]
    public async Task A_hidden_type_has_no_name_for_anonymous_callers(string type)
    {
        var server = await servers.On(DatabaseProvider.Sqlite);

        var data = await server.Anonymous.Query($$"""{ __type(name: "{{type}}") { name } }""");

        Assert.True(data.IsNull("__type"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Persona.Viewer)]
    public async Task The_schema_as_a_file_says_what_introspection_says(string? role)
    {
        var server = await servers.On(DatabaseProvider.Sqlite);
        var client = role is null ? server.Anonymous : server.As("reads-all", role);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql/schema.graphql");
        if (client.Token is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);

        using var answer = await server.Http.SendAsync(request);
        var file = ContractLines.Of(Parser.Parse(await answer.Content.ReadAsStringAsync()));
        var served = ContractLines.Of((await client.Query(Everything)).GetProperty("__schema"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(served.Except(file).Take(20));
        Assert.Empty(file.Except(served).Take(20));
        Assert.Equal(role is not null, file.Any(line => line.Contains("Mutation", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_schema_as_a_file_is_not_for_a_token_that_does_not_hold()
    {
        var server = await servers.On(DatabaseProvider.Sqlite);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql/schema.graphql");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "wrong");

        using var answer = await server.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.DoesNotContain("type Query", await answer.Content.ReadAsStringAsync());
    }

    private static IEnumerable<string> Names(JsonElement named) =>
        named.EnumerateArray().Select(n => n.Text("name")).Order(StringComparer.Ordinal);
}
