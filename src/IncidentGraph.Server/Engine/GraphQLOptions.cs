namespace IncidentGraph.Server.Engine;

/// <summary>Limits of execution; section <c>GraphQL</c> of the configuration.</summary>
public sealed class GraphQLOptions
{
    /// <summary>Deepest nesting of any kind in a document's text.</summary>
    public int MaxParserDepth { get; set; } = 128;

    /// <summary>Longest document, in characters.</summary>
    public int MaxDocumentLength { get; set; } = 100_000;

    /// <summary>Most fields that an operation selects, fragments expanded.</summary>
    public int MaxFields { get; set; } = 2000;

    /// <summary>Deepest selection of an operation, fragments followed. Introspection needs 13.</summary>
    public int MaxSelectionDepth { get; set; } = 20;

    /// <summary>An operation that takes longer is stopped; for subscriptions, the execution of one event.</summary>
    public TimeSpan ExecutionTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Characters of documents kept parsed and validated.</summary>
    public int DocumentCacheSize { get; set; } = 4 * 1024 * 1024;
}
