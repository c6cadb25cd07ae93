using System.ComponentModel.DataAnnotations;

namespace IncidentGraph.Server.Engine;

/// <summary>Limits of execution; section <c>GraphQL</c> of the configuration.</summary>
public sealed class GraphQLOptions
{
    /// <summary>Deepest nesting of any kind in a document's text.</summary>
    [Range(1, 500)]
    public int MaxParserDepth { get; set; } = 128;

    /// <summary>Longest document, in characters.</summary>
    [Range(1, 100_000_000)]
    public int MaxDocumentLength { get; set; } = 100_000;

    /// <summary>Most tokens of a document: names, values and punctuation.</summary>
    [Range(1, 10_000_000)]
    public int MaxTokens { get; set; } = 15_000;

    /// <summary>Most operations in one document, of which a request runs one.</summary>
    [Range(1, 10_000)]
    public int MaxOperations { get; set; } = 50;

    /// <summary>Most fields that an operation selects, fragments expanded.</summary>
    [Range(1, 1_000_000)]
    public int MaxFields { get; set; } = 2000;

    /// <summary>Most fields that an operation selects at its root.</summary>
    [Range(1, 100_000)]
    public int MaxRootFields { get; set; } = 50;

    /// <summary>Most fields that an operation gives names of their own, fragments expanded.</summary>
    [Range(0, 1_000_000)]
    public int MaxAliases { get; set; } = 200;

    /// <summary>Most fragments that a document defines.</summary>
    [Range(0, 100_000)]
    public int MaxFragments { get; set; } = 100;

    /// <summary>Most directives that a document applies.</summary>
    [Range(0, 1_000_000)]
    public int MaxDirectives { get; set; } = 200;

    /// <summary>Most directives on one field, fragment, variable or operation.</summary>
    [Range(0, 10_000)]
    public int MaxDirectivesPerLocation { get; set; } = 10;

    /// <summary>
    /// Most comparisons that validation has to make of equally named fields. A pair of fields is one, of fields with arguments 50 and
    /// more, of fragments in one selection 40.
    /// </summary>
    [Range(0, 1_000_000_000)]
    public int MaxMerges { get; set; } = 300_000;

    /// <summary>Deepest selection of an operation, fragments followed. Introspection needs 13.</summary>
    [Range(1, 500)]
    public int MaxSelectionDepth { get; set; } = 20;

    /// <summary>Most lists of fields or types in introspection one below another. What tools ask for needs 1.</summary>
    [Range(0, 500)]
    public int MaxIntrospectionDepth { get; set; } = 2;

    /// <summary>Whether validation errors suggest names that a client may have meant. Null: everywhere but in Production.</summary>
    public bool? Suggestions { get; set; }

    /// <summary>
    /// Most that an operation may cost: an object is 1, and what the contract marks with <c>@cost</c> is what that says, each for as many times as
    /// the pages that were asked for may hold it.
    /// </summary>
    [Range(1, 1_000_000_000)]
    public int MaxCost { get; set; } = 50_000;

    /// <summary>What a caller may spend at once: a user, an API key, or the network that anonymous requests come from.</summary>
    [Range(1, 1_000_000_000)]
    public int CostBudget { get; set; } = 250_000;

    /// <summary>How much of its budget a caller is given back in a second.</summary>
    [Range(1, 1_000_000_000)]
    public int CostRestoreRate { get; set; } = 5000;

    /// <summary>An operation that takes longer is stopped; for subscriptions, the execution of one event.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan ExecutionTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Characters of documents kept parsed and validated.</summary>
    [Range(1, 1_000_000_000)]
    public int DocumentCacheSize { get; set; } = 4 * 1024 * 1024;
}
