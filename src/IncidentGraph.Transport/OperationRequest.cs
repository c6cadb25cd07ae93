using System.Text.Json;

namespace IncidentGraph.Transport;

/// <summary>
/// The parameters of a request (GraphQL over HTTP, "Request Parameters"; graphql-transport-ws, "Subscribe").
/// The shapes are checked: <paramref name="Variables"/> and <paramref name="Extensions"/> are JSON objects or absent,
/// nested no deeper than <see cref="GraphQLTransportOptions.MaxJsonDepth"/>.
/// </summary>
/// <param name="Query">
/// The document's source. A client may leave it out and name the document instead; executors always receive it. May be empty or malformed.
/// </param>
/// <param name="OperationName">Selects an operation of the document.</param>
/// <param name="Variables">The variables, not yet coerced.</param>
/// <param name="Extensions">Whatever the client added beside the specification.</param>
/// <param name="DocumentId">The id of a trusted document, if the client named one.</param>
public sealed record OperationRequest(
    string? Query,
    string? OperationName = null,
    JsonElement? Variables = null,
    JsonElement? Extensions = null,
    string? DocumentId = null);
