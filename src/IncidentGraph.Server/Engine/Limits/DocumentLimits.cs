using GraphQLParser.AST;
using IncidentGraph.Transport;

namespace IncidentGraph.Server.Engine.Limits;

/// <summary>What a document may ask before anything is validated, the whole of it: validation reads all its operations and fragments.</summary>
internal static class DocumentLimits
{
    /// <summary>The first limit that the document exceeds; null when there is none.</summary>
    public static OperationOutcome.Refused? Refuse(DocumentShape shape, GraphQLOptions options)
    {
        if (shape.Cycle is { } cycle)
            return Refusals.Invalid($"The fragment '{cycle}' is spread within itself.", "A fragment cannot hold itself: write out what it should select.");
        var mostRoots = shape.Operations.Select(o => o.RootFieldCount).DefaultIfEmpty().Max();
        var mostAliases = shape.Operations.Select(o => o.AliasCount).DefaultIfEmpty().Max();
        (string Code, string What, int Actual, int Limit)[] limits =
        [
            (ErrorCodes.DepthLimit, "levels of selection", shape.Depth, options.MaxSelectionDepth),
            (ErrorCodes.DepthLimit, "levels of lists in introspection", shape.IntrospectionDepth, options.MaxIntrospectionDepth),
            (Refusals.DocumentTooLarge, "fields, fragments expanded", shape.FieldCount, options.MaxFields),
            (Refusals.DocumentTooLarge, "operations", shape.Operations.Count, options.MaxOperations),
            (Refusals.RootFieldLimit, "fields at the root", mostRoots, options.MaxRootFields),
            (Refusals.AliasLimit, "aliases, fragments expanded", mostAliases, options.MaxAliases),
            (Refusals.FragmentLimit, "fragments", shape.Fragments, options.MaxFragments),
            (Refusals.DirectiveLimit, "directives", shape.Directives, options.MaxDirectives),
            (Refusals.DirectiveLimit, "directives in one place", shape.MostDirectives, options.MaxDirectivesPerLocation),
        ];
        return Array.Find(limits, l => l.Actual > l.Limit) is { Code: { } code } over
            ? Refusals.Over(code, over.What, over.Limit, over.Actual)
            : null;
    }

    /// <summary>For documents within all other limits.</summary>
    public static OperationOutcome.Refused? RefuseMerging(
        GraphQLDocument document, IReadOnlyDictionary<string, GraphQLFragmentDefinition> fragments, GraphQLOptions options) =>
        MergeCount.Exceeds(document, fragments, options.MaxMerges)
            ? Refusals.Over(Refusals.MergeLimit, "comparisons of fields to merge", options.MaxMerges)
            : null;
}
