namespace IncidentGraph.Server.Engine.Costs;

/// <summary>What the contract says of the cost of one field (IBM GraphQL Cost Directives specification, "@cost" and "@listSize").</summary>
/// <param name="Weight">Counted once wherever the field is selected, in place of its objects; null without @cost.</param>
/// <param name="ObjectWeight">Of each object that the field gives: 1 unless its type says otherwise, 0 for scalars and enums.</param>
/// <param name="List">How long the list is, or those in the object that the field gives; null if there is none.</param>
internal sealed record FieldCost(double? Weight, double ObjectWeight, ListSize? List)
{
    private static readonly FieldCost _free = new(null, 0, null);
    private static readonly FieldCost _schema = new(10_000, 0, null);
    private static readonly FieldCost _type = new(100, 0, null);

    /// <summary>Of the object at the root.</summary>
    public static FieldCost Root { get; } = new(null, 1, null);

    /// <summary>
    /// Of what the contract does not say: introspection costs as much as the schema or a type has lines, whatever is asked of it, and what validation
    /// will refuse nothing.
    /// </summary>
    public static FieldCost Of(string field) => field switch
    {
        "__schema" => _schema,
        "__type" => _type,
        _ => _free,
    };
}

/// <summary>How long a list may become.</summary>
/// <param name="Assumed">Without a slicing argument.</param>
/// <param name="SlicingArguments">Arguments that bound it: a number, or a list of what is asked for.</param>
/// <param name="SizedFields">Where the list is, if not in the field itself.</param>
internal sealed record ListSize(double Assumed, IReadOnlyList<string> SlicingArguments, IReadOnlyList<string> SizedFields);
