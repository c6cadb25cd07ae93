using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Schema;
using Xunit.Abstractions;

namespace IncidentGraph.Server.Tests.Loading;

/// <summary>Each connection of the schema, with all that is in its objects and in what these lead to, asked for by few and by many.</summary>
public sealed class ConnectionTests(Throng throng, ITestOutputHelper output) : IClassFixture<Throng>
{
    private const int Few = 5;
    private const int Many = 50;

    /// <summary>Each kind of event refers to other things, so that few events hold fewer kinds of references than many.</summary>
    private static readonly string[] _varied = ["EventConnection"];

    public static TheoryData<DatabaseProvider, string, string> Connections()
    {
        var data = new TheoryData<DatabaseProvider, string, string>();
        foreach (var provider in (DatabaseProvider[])[DatabaseProvider.Sqlite, DatabaseProvider.Postgres])
        {
            foreach (var type in ContractReader.Objects.Select(t => t.Name.StringValue).Where(t => t == "Query" || FullSelection.IsNode(t)))
            {
                foreach (var field in ContractReader.Fields(type).Where(f => FullSelection.IsConnection(FullSelection.Named(f)) && !_varied.Contains(FullSelection.Named(f))))
                    data.Add(provider, type, field.Name.StringValue);
            }
        }

        return data;
    }

    [SkippableTheory]
    [MemberData(nameof(Connections))]
    public async Task A_long_page_takes_as_many_statements_as_a_short_one(DatabaseProvider provider, string type, string field)
    {
        var server = await throng.On(provider);
        var reader = server.As("counts", Persona.Admin);
        await reader.Join();

        var few = await CountAsync(server, reader, type, field, Few);
        var many = await CountAsync(server, reader, type, field, Many);

        output.WriteLine($"{provider} {type}.{field}: {few.Count} statements for {Few}, {many.Count} for {Many}");
        Assert.True(few.Count >= many.Count, string.Join("\n---\n", many.Except(few)));
    }

    private async Task<IReadOnlyList<string>> CountAsync(TestServer server, GraphQLClient reader, string type, string field, int first)
    {
        var (document, root) = Document(type, ContractReader.Field(type, field)!, first); // named by the theory
        server.Statements.Clear();
        var data = await reader.Query(document);
        var statements = server.Statements.OfRequests.Where(s => !s.Contains("log_head") && !s.Contains("subject")).ToList();
        var shown = (root is null ? data : data.GetProperty(root)).GetProperty(field).GetProperty("nodes").GetArrayLength();
        Assert.True(shown == first, $"{type}.{field} shows {shown} of {first}: {nameof(Throng)} must arrange {Many}.");
        return statements;
    }

    private (string Text, string? Root) Document(string type, GraphQLParser.AST.GraphQLFieldDefinition field, int first)
    {
        var page = FullSelection.Of(field, Arguments(type, field.Name.StringValue, first), "first: 3", depth: 2);
        return type == "Query" ? ($"{{ {page} }}", null) : ($"{{ node(id: \"{throng.Busy(type)}\") {{ ... on {type} {{ {page} }} }} }}", "node");
    }

    /// <summary>What else the field needs to show many.</summary>
    private static string Arguments(string type, string field, int first) => (type, field) switch
    {
        ("Query", "search") => $"text: \"Incident\", first: {first}",
        _ => $"first: {first}",
    };
}
