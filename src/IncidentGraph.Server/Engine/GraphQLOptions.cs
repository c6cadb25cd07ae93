namespace IncidentGraph.Server.Engine;

/// <summary>Limits of execution; section <c>GraphQL</c> of the configuration.</summary>
public sealed class GraphQLOptions
{
    /// <summary>Deepest nesting of any kind in a document's text.</summary>
    public int MaxParserDepth { get; set; } = 128;

    /// <summary>Longest document, in characters.</summary>
    public int MaxDocumentLength { get; set; } = 100_000;

    /// <summary>Most tokens of a document: names, values and punctuation.</summary>
    public int MaxTokens { get; set; } = 15_000;

    /// <summary>Most operations in one document, of which a request runs one.</summary>
    public int MaxOperations { get; set; } = 50;

    /// <summary>Most fields that an operation selects, fragments expanded.</summary>
    public int MaxFields { get; set; } = 2000;

    /// <summary>Most fields that an operation selects at its root.</summary>
    public int MaxRootFields { get; set; } = 50;

    /// <summary>Most fields that an operation gives names of their own, fragments expanded.</summary>
    public int MaxAliases { get; set; } = 200;

    /// <summary>Most fragments that a document defines.</summary>
    public int MaxFragments { get; set; } = 100;

    /// <summary>Most directives that a document applies.</summary>
    public int MaxDirectives { get; set; } = 200;

    /// <summary>Most directives on one field, fragment, variable or operation.</summary>
    public int MaxDirectivesPerLocation { get; set; } = 10;

    /// <summary>
    /// Most comparisons that validation has to make of equally named fields. A pair of fields is one, of fields with arguments 50 and
    /// more, of fragments in one selection 40.
    /// </summary>
    public int MaxMerges { get; set; } = 300_000;

    /// <summary>Deepest selection of an operation, fragments followed. Introspection needs 13.</summary>
    public int MaxSelectionDepth { get; set; } = 20;

    /// <summary>An operation that takes longer is stopped; for subscriptions, the execution of one event.</summary>
    public TimeSpan ExecutionTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Characters of documents kept parsed and validated.</summary>
    public int DocumentCacheSize { get; set; } = 4 * 1024 * 1024;
}
