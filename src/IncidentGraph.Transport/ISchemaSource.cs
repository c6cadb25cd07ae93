using System.Security.Claims;

namespace IncidentGraph.Transport;

/// <summary>The schema for tools that want a file: see <see cref="GraphQLTransportExtensions.MapGraphQLSchema"/>.</summary>
public interface ISchemaSource
{
    /// <summary>What this caller may see of the schema, or why it is refused: the same that introspection would tell them.</summary>
    /// <param name="user">Who asks; anonymous if nobody was authenticated.</param>
    /// <param name="ct">Cancelled when the client leaves.</param>
    ValueTask<(SchemaDocument? Schema, OperationOutcome.Refused? Refused)> ReadAsync(ClaimsPrincipal user, CancellationToken ct);
}
