using GraphQLParser.AST;

namespace IncidentGraph.Server.Engine;

/// <summary>A parsed document with the shapes of its operations, and the audiences for which it was found valid.</summary>
internal sealed class PreparedDocument(GraphQLDocument document, IReadOnlyList<OperationShape> operations)
{
    private int _validFor;

    public GraphQLDocument Document { get; } = document;

    public IReadOnlyList<OperationShape> Operations { get; } = operations;

    public bool IsValidFor(Audience audience) => (Volatile.Read(ref _validFor) & (int)audience) != 0;

    public void MarkValidFor(Audience audience) => Interlocked.Or(ref _validFor, (int)audience);
}

/// <summary>Who is served which schema.</summary>
[Flags]
internal enum Audience
{
    Anonymous = 1,
    SignedIn = 2,
}
