using GraphQL.Validation;
using IncidentGraph.Transport;

namespace IncidentGraph.Server.Engine;

/// <summary>Holds a trusted document against the limits and against the whole contract, all of its operations.</summary>
internal sealed class DocumentCheck(DocumentCache documents, GraphSchemas schemas) : IDocumentCheck
{
    private readonly DocumentValidator _validator = new();

    public async ValueTask<string?> FindProblemAsync(string document, CancellationToken ct)
    {
        if (documents.Prepare(document, out var prepared) is { } unfit)
            return unfit.Errors[0].Message;
        foreach (var operation in prepared.Operations)
        {
            var verdict = await _validator.ValidateAsync(new ValidationOptions
            {
                Schema = schemas.For(Audience.SignedIn),
                Document = prepared.Document,
                Operation = operation.Definition,
                CancellationToken = ct,
            });
            if (verdict.Errors.FirstOrDefault(e => e is not InvalidVariableError) is { } error) // there are no variables yet
                return error.Message;
        }

        return prepared.Operations.Count == 0 ? "It has no operation." : null;
    }
}
