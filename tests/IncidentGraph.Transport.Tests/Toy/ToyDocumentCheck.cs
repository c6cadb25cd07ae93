using GraphQLParser;
using GraphQLParser.Exceptions;

namespace IncidentGraph.Transport.Tests.Toy;

/// <summary>Whatever can be parsed is good.</summary>
public sealed class ToyDocumentCheck : IDocumentCheck
{
    public ValueTask<string?> FindProblemAsync(string document, CancellationToken ct)
    {
        try
        {
            Parser.Parse(document);
            return ValueTask.FromResult<string?>(null);
        }
        catch (GraphQLParserException e)
        {
            return ValueTask.FromResult<string?>(e.Description);
        }
    }
}
