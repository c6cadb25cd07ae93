using System.Security.Claims;

namespace IncidentGraph.Transport.Tests.Toy;

/// <summary>Shows more to who has a name; nothing to one that is barred.</summary>
public sealed class ToySchemaSource : ISchemaSource
{
    public const string Public = "type Query { echo(text: String): String }\n";

    public ValueTask<(SchemaDocument? Schema, OperationOutcome.Refused? Refused)> ReadAsync(ClaimsPrincipal user, CancellationToken ct) =>
        ValueTask.FromResult<(SchemaDocument?, OperationOutcome.Refused?)>(user.Identity?.Name switch
        {
            null => (new SchemaDocument(Public), null),
            "barred" => (null, new OperationOutcome.Refused(new OperationError("Not you.", ErrorCodes.Unauthenticated), 401)),
            _ => (new SchemaDocument(ToySchema.Sdl), null),
        });
}
