using System.Diagnostics;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using Xunit.Abstractions;

namespace IncidentGraph.Server.Tests.Hostile;

/// <summary>Documents made to hurt: each is refused with its code before it costs anything, whichever way it comes, and the server goes on.</summary>
public sealed class HostileDocumentTests(ConfinedServer confined, Servers servers, ITestOutputHelper output) : IClassFixture<ConfinedServer>, IClassFixture<Servers>
{
    public static TheoryData<string, string, string> Documents() => new()
    {
        { "deep selection", "{ incidents { nodes {" + Repeat("services { nodes { incidents { nodes {", 7) + "id" + Repeat("}}}}", 7) + "}}}", "DEPTH_LIMIT" },
        { "deep braces", Repeat("{ a ", 5000), "DEPTH_LIMIT" },
        { "deep literal", "{ incidents(where: " + Repeat("{and: [", 1000) + Repeat("]}", 1000) + ") { nodes { id } } }", "DEPTH_LIMIT" },
        { "deep type", "query($a: " + Repeat("[", 3000) + "Int" + Repeat("]", 3000) + ") { __typename }", "DEPTH_LIMIT" },
        { "deep introspection", "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }", "DEPTH_LIMIT" },
        { "deep introspection by fragments", "{ __type(name: \"Incident\") { ...A } } fragment A on __Type { fields { type { ...B } } } fragment B on __Type { interfaces { possibleTypes { name } } }", "DEPTH_LIMIT" },
        { "introspection again and again", "{" + Many(6, i => $"a{i}: __schema {{ types {{ fields {{ type {{ fields {{ name }} }} }} }} }} ") + "}", "COST_LIMIT" },
        { "pages of pages", "{ services(first: 100) { nodes { dependencies(first: 100) { nodes { incidents(first: 100) { nodes { id } } } } } } }", "COST_LIMIT" },
        { "long document", "{ __typename } #" + new string('x', 100_000), "DOCUMENT_TOO_LARGE" },
        { "many fields", "{ incidents { nodes {" + Repeat(" id", 2000) + "} } }", "DOCUMENT_TOO_LARGE" },
        { "many tokens", "{ nodes(ids: [" + Repeat("1 ", 15_000) + "]) { id } }", "DOCUMENT_TOO_LARGE" },
        { "many operations", Many(51, i => $"query Q{i} {{ __typename }} "), "DOCUMENT_TOO_LARGE" },
        { "many aliases", "{ incidents { nodes {" + Many(201, i => $"a{i}: id ") + "} } }", "ALIAS_LIMIT" },
        { "aliases by fragments", "{ incidents { nodes {" + Repeat("...A ", 21) + "} } } fragment A on Incident {" + Many(10, i => $"a{i}: id ") + "}", "ALIAS_LIMIT" },
        { "many root fields", "{" + Repeat(" __typename", 51) + "}", "ROOT_FIELD_LIMIT" },
        { "root fields by fragments", "{" + Repeat("...A ", 51) + "} fragment A on Query { __typename }", "ROOT_FIELD_LIMIT" },
        { "many fragments", "{ __typename }" + Many(101, i => $" fragment F{i} on Query {{ __typename }}"), "FRAGMENT_LIMIT" },
        { "directives on one field", "{ __typename " + Repeat("@skip(if: false) ", 11) + "}", "DIRECTIVE_LIMIT" },
        { "directives on a variable", "query($a: Int " + Repeat("@a ", 11) + ") { __typename }", "DIRECTIVE_LIMIT" },
        { "many directives", "{ incidents { nodes {" + Repeat("id @skip(if: false) ", 201) + "} } }", "DIRECTIVE_LIMIT" },
        { "fields to merge", "{ incidents { nodes {" + Repeat("id ", 800) + "} } }", "MERGE_LIMIT" },
        { "fields to merge below", "{" + Repeat("incidents { nodes { " + Repeat("id ", 40) + "} } ", 20) + "}", "MERGE_LIMIT" },
        { "arguments to merge", "{ incidents { nodes {" + Repeat("services(first: 1) { nodes { key } } ", 110) + "} } }", "MERGE_LIMIT" },
        { "fragments to merge", "{" + Many(25, i => $"a{i}: incidents {{{Many(30, f => $" ...F{f}")} }}") + "}" + Many(30, f => $" fragment F{f} on IncidentConnection {{ __typename }}"), "MERGE_LIMIT" },
        { "doubling fragments", Doubling(60), "DOCUMENT_TOO_LARGE" },
        { "fragment cycle", "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }", "GRAPHQL_VALIDATION_FAILED" },
        { "many conditions", "{ incidents(where: {or: [" + Repeat("{number: {eq: 1}}", 200) + "]}) { nodes { id } } }", "BAD_USER_INPUT" },
        { "many values", "{ incidents(where: {number: {in: [" + Repeat("1 ", 201) + "]}}) { nodes { id } } }", "BAD_USER_INPUT" },
        { "many sort keys", "{ incidents(order: [" + Repeat("{number: ASC}", 6) + "]) { nodes { id } } }", "BAD_USER_INPUT" },
        { "two sort keys in one", "{ incidents(order: [{number: ASC, title: ASC}]) { nodes { id } } }", "BAD_USER_INPUT" },
        { "depth beyond the limit", "{ services(first: 1) { nodes { dependencies(depth: 17) { totalCount } } } }", "BAD_USER_INPUT" },
        { "a name that is an essay", "{ " + new string('a', 50_000) + " }", "DOCUMENT_TOO_LARGE" },
        { "a string without an end", "{ \"" + new string('x', 90_000), "DOCUMENT_TOO_LARGE" },
        { "a block string without an end", "{ \"\"\"" + new string('x', 90_000), "DOCUMENT_TOO_LARGE" },
        { "a mistake far to the right", "{ __typename" + new string(',', 90_000) + "}}", "GRAPHQL_PARSE_FAILED" },
        { "a string without an end far to the right", "{ __typename" + new string(' ', 90_000) + "\"", "GRAPHQL_PARSE_FAILED" },
        { "a subscription of nothing", "subscription { events @skip(if: true) { cursor } }", "GRAPHQL_VALIDATION_FAILED" },
        { "a subscription with text that cannot be", "subscription { events(where: {service: {key: {contains: \"\\u0000\"}}}) { cursor } }", "BAD_USER_INPUT" },
        { "no query", "  ", "BAD_REQUEST" },
        { "no operation", "fragment A on Query { __typename }", "GRAPHQL_VALIDATION_FAILED" },
        { "two operations", "query A { __typename } query B { __typename }", "GRAPHQL_VALIDATION_FAILED" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task A_hostile_document_is_refused_and_the_server_goes_on(string name, string document, string code)
    {
        var viewer = confined.As("hostile", "viewer");
        if (name.StartsWith("depth", StringComparison.Ordinal))
            await confined.As("owner", "admin").Mutate("registerService", new { key = "lonely", name = "Lonely" });

        foreach (var way in WaysFor(document))
        {
            var watch = Stopwatch.StartNew();
            var refused = await way.RefusalAsync(confined.Http, viewer.Token, document);

            output.WriteLine($"{way}: {watch.ElapsedMilliseconds} ms");
            Assert.Equal((way, code), (way, refused));
        }

        await confined.AssertUnharmedAsync(() => viewer.Send(document));
    }

    [Fact]
    public async Task A_document_wrong_in_thousands_of_places_is_told_of_ten()
    {
        var viewer = (await servers.On(DatabaseProvider.Sqlite)).As("hostile", "viewer");

        var answer = await viewer.Send("{ incidents { nodes {" + Many(500, i => $"no{i} ") + "} } }");

        Assert.Equal(10, answer.Body.GetProperty("errors").GetArrayLength());
    }

    [Fact]
    public async Task A_bad_page_in_what_a_mutation_selects_is_refused_before_anything_changes()
    {
        var server = await servers.On(DatabaseProvider.Sqlite);
        var responder = server.As("careful", "responder");
        var before = (await responder.Query("{ eventCursor }")).ToString();

        var answer = await responder.Send(
            """mutation { declareIncident(input: {title: "x", severityId: "3", symptoms: ["y"]}) { incident { timeline(first: 101) { nodes { id } } } } }""");

        Assert.Equal("PAGE_TOO_LARGE", answer.RefusalCode);
        Assert.Equal(before, (await responder.Query("{ eventCursor }")).ToString());
    }

    [Fact]
    public async Task A_mutation_shows_its_own_state_before_the_next_one_runs()
    {
        var server = await servers.On(DatabaseProvider.Sqlite);
        var admin = server.As("serial", "admin");
        await admin.Mutate("registerService", new { key = "serial", name = "Zero" });

        var data = await admin.Query("""
            mutation {
              a: updateService(input: {id: "serial", name: "One", tags: ["one"]}) { service { name tags } }
              b: updateService(input: {id: "serial", name: "Two", tags: ["two"]}) { service { name tags } }
            }
            """);

        Assert.Equal("One one", NameAndTag(data.GetProperty("a")));
        Assert.Equal("Two two", NameAndTag(data.GetProperty("b")));
    }

    // What opens a stream is refused as such before it is looked into where there is none.
    private static IEnumerable<Way> WaysFor(string document) => document.TrimStart() switch
    {
        "" => [Way.Post],
        ['s', ..] => Ways.OfSubscriptions,
        _ => Ways.For(document),
    };

    private static string NameAndTag(System.Text.Json.JsonElement payload)
    {
        var service = payload.GetProperty("service");
        return $"{service.GetProperty("name")} {service.GetProperty("tags")[0]}";
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string Many(int count, Func<int, string> write) => string.Concat(Enumerable.Range(0, count).Select(write));

    private static string Doubling(int levels) => "{ ...F0 }" +
        string.Concat(Enumerable.Range(0, levels).Select(i => $" fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }}")) +
        $" fragment F{levels} on Query {{ __typename }}";
}
