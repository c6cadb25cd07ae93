using System.Text.Json;
using IncidentGraph.Transport.Requests;
using Microsoft.AspNetCore.Http;

namespace IncidentGraph.Transport.Http;

/// <summary>Reads an operation from a query string (GraphQL over HTTP, "GET").</summary>
internal static class QueryReader
{
    private static readonly string[] _parameters = ["query", "operationName", "variables", "extensions", "documentId"];

    public static (OperationRequest? Request, OperationOutcome.Refused? Refused) Read(IQueryCollection query, int maxDepth)
    {
        if (Array.Find(_parameters, name => query[name].Count > 1) is { } repeated)
            return Refuse($"The parameter '{repeated}' is given more than once.");
        var (variables, problem) = Map(query, "variables", maxDepth);
        if (problem is not null)
            return (null, problem);
        (var extensions, problem) = Map(query, "extensions", maxDepth);
        if (problem is not null)
            return (null, problem);
        var (request, missing) = RequestShape.Judge(
            new OperationRequest(query["query"], Text(query, "operationName"), variables, extensions, Text(query, "documentId")));
        return request is null ? Refuse(missing!) : (request, null);
    }

    // A form sends what was left blank as an empty parameter.
    private static string? Text(IQueryCollection query, string name) => string.IsNullOrEmpty(query[name]) ? null : query[name].ToString();

    private static (JsonElement? Value, OperationOutcome.Refused? Refused) Map(IQueryCollection query, string name, int maxDepth)
    {
        if (Text(query, name) is not { } text)
            return (null, null);
        var (json, problem, code) = StrictJson.Parse(text, maxDepth);
        return json switch
        {
            null => (null, Refuse($"The parameter '{name}' is refused. {problem}", code).Refused),
            { ValueKind: JsonValueKind.Object } => (json, null),
            { ValueKind: JsonValueKind.Null } => (null, null),
            _ => (null, Refuse($"The parameter '{name}' must be an object.").Refused),
        };
    }

    private static (OperationRequest? Request, OperationOutcome.Refused? Refused) Refuse(string message, string code = ErrorCodes.BadRequest) =>
        (null, new OperationOutcome.Refused(new OperationError(message, code)));
}
