namespace IncidentGraph.Server.Engine.Limits;

/// <summary>What a document asks of parser and validation, whichever of its operations is chosen.</summary>
/// <param name="Operations">Its operations.</param>
/// <param name="Fragments">Fragments that it defines, used or not.</param>
/// <param name="Directives">Directives that it applies, all together.</param>
/// <param name="MostDirectives">Directives on the one place that has most of them.</param>
/// <param name="Depth">Deepest selection of an operation or fragment, fragments followed.</param>
/// <param name="FieldCount">Fields selected by the operation or fragment that selects most, fragments expanded wherever they are spread.</param>
/// <param name="IntrospectionDepth">Most lists of introspection that stand one below another.</param>
/// <param name="Cycle">A fragment that is spread within itself; null when there is none.</param>
internal sealed record DocumentShape(
    IReadOnlyList<OperationShape> Operations,
    int Fragments,
    int Directives,
    int MostDirectives,
    int Depth,
    int FieldCount,
    int IntrospectionDepth,
    string? Cycle);
