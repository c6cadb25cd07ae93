using GraphQLParser.AST;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Schema;

namespace IncidentGraph.Server.Tests.Engine;

/// <summary>Every field of Query and Mutation, asked for by every kind of caller. Who may is read from the contract alone.</summary>
public sealed class RootFieldRightsTests(Servers servers) : IClassFixture<Servers>
{
    private static readonly string[] _callers = ["anonymous", "viewer", "member", "responder", "publisher", "admin"];

    public static TheoryData<string, string> Fields()
    {
        var data = new TheoryData<string, string>();
        foreach (var type in (string[])["Query", "Mutation"])
            foreach (var field in ContractReader.Fields(type))
                data.Add(type, field.Name.StringValue);
        return data;
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task A_root_field_is_refused_to_exactly_those_whom_the_contract_leaves_out(string type, string name)
    {
        var field = ContractReader.Field(type, name)!; // named by the theory
        var document = SampleOperation.Of(type.ToLowerInvariant(), field);

        foreach (var caller in _callers)
        {
            var answer = await (await ClientAsync(caller)).Send(document);
            Assert.Equal((caller, Expected(field, caller)), (caller, RightsCode(answer)));
        }
    }

    private static string? Expected(GraphQLFieldDefinition field, string caller)
    {
        var policies = Directives(field, "authorize").Select(d => ((GraphQLStringValue)d.Arguments![0].Value).Value.ToString()).ToList();
        if (caller == "anonymous")
            return policies.Count == 0 && Directives(field, "public").Any() ? null : "UNAUTHENTICATED";
        return policies.TrueForAll(policy => Holds(caller, policy)) ? null : "FORBIDDEN";
    }

    private static bool Holds(string caller, string policy) => policy switch
    {
        "viewer" => true,
        "responder" => caller is "responder" or "publisher" or "admin",
        "publisher" => caller is "publisher" or "admin",
        "serviceOwner" => caller is "member" or "admin",
        "admin" => caller == "admin",
        _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, "No caller of this test is known to hold it."),
    };

    private static IEnumerable<GraphQLDirective> Directives(GraphQLFieldDefinition field, string name) =>
        field.Directives?.Items.Where(d => d.Name == name) ?? [];

    /// <summary>Null when rights are no obstacle, whatever else is.</summary>
    private static string? RightsCode(Answer answer)
    {
        var code = answer.Body.TryGetProperty("errors", out var errors) ? errors[0].GetProperty("extensions").Text("code") : null;
        return code is "UNAUTHENTICATED" or "FORBIDDEN" ? code : null;
    }

    private async Task<GraphQLClient> ClientAsync(string caller)
    {
        var server = await servers.On(DatabaseProvider.Sqlite);
        switch (caller)
        {
            case "anonymous":
                return server.Anonymous;
            case "member":
                var member = server.As("matrix-member", Persona.Viewer);
                await member.Join();
                await server.As("matrix-admin", Persona.Admin).Mutate(
                    "defineTeam", new { key = "matrix", name = "Matrix", memberIds = new[] { "matrix-member" } });
                return member;
            default:
                return server.As($"matrix-{caller}", caller);
        }
    }
}
