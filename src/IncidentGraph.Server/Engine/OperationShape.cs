using GraphQL;
using GraphQLParser.AST;
using IncidentGraph.Server.Engine.Costs;

namespace IncidentGraph.Server.Engine;

/// <summary>What one operation of a document asks for, known before it is executed.</summary>
/// <param name="Definition">The operation.</param>
/// <param name="Depth">Deepest selection, fragments followed.</param>
/// <param name="IntrospectionDepth">Most lists of introspection that stand one below another.</param>
/// <param name="FieldCount">Fields selected, fragments expanded wherever they are spread.</param>
/// <param name="RootFieldCount">Of them, those at the root.</param>
/// <param name="AliasCount">Of them, those that are given a name of their own.</param>
/// <param name="NeedsViewer">Whether it selects anything that anonymous callers may not see.</param>
/// <param name="Policies">Policies that its fields raise on top.</param>
/// <param name="RootFields">Names of the fields it selects at the root.</param>
/// <param name="Plan">What it may cost; only for a document within its limits.</param>
internal sealed record OperationShape(
    GraphQLOperationDefinition Definition,
    int Depth,
    int IntrospectionDepth,
    int FieldCount,
    int RootFieldCount,
    int AliasCount,
    bool NeedsViewer,
    IReadOnlySet<string> Policies,
    IReadOnlySet<string> RootFields,
    Lazy<CostPlan> Plan)
{
    public CostPlan Cost => Plan.Value;

    /// <summary>Null when it is answered anew each time.</summary>
    public KeptAnswers? Answers { get; } = KeptAnswers.Of(Definition, RootFields);

    /// <summary>
    /// Whether a mutation may have committed something before it failed: surely not when it has one field, and that
    /// itself failed.
    /// </summary>
    public bool MayHaveChanged(IReadOnlyList<ExecutionError> errors) =>
        Definition.Operation == OperationType.Mutation && errors.Count > 0 &&
        (Definition.SelectionSet.Selections.Count > 1 || errors.Any(e => e.Path is { } path && path.Count() > 1));
}
