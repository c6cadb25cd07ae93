using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Engine;

/// <summary>What a misspelt name is answered with.</summary>
public sealed class SuggestionTests
{
    [Theory]
    [InlineData("{ incidentz { totalCount } }", "incidents")]
    [InlineData("{ incidents(wher: {}) { totalCount } }", "where")]
    [InlineData("{ node(id: 1) { ... on Incidant { id } } }", "Incident")]
    public async Task A_name_is_suggested_unless_the_settings_forbid(string query, string suggested)
    {
        await using var open = await TestServer.StartAsync(DatabaseProvider.Sqlite);
        await using var closed = await TestServer.StartAsync(DatabaseProvider.Sqlite, null, ("GraphQL:Suggestions", "false"));

        var (told, silent) = (await open.As("typist", Persona.Viewer).Send(query), await closed.As("typist", Persona.Viewer).Send(query));

        Assert.Matches($"Did you mean .*{suggested}", told.Text);
        Assert.Equal(told.RefusalCode, silent.RefusalCode);
        Assert.DoesNotContain("Did you mean", silent.Text, StringComparison.Ordinal);
    }
}
