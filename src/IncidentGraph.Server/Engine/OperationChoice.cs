using IncidentGraph.Transport;

namespace IncidentGraph.Server.Engine;

/// <summary>GraphQL specification, GetOperation: by name, or the only one.</summary>
internal static class OperationChoice
{
    public static OperationOutcome.Refused? Choose(PreparedDocument document, string? name, out OperationShape shape)
    {
        var all = document.Operations;
        var chosen = string.IsNullOrEmpty(name)
            ? all.Count == 1 ? all[0] : null
            : all.FirstOrDefault(o => o.Definition.Name?.Value == name);
        shape = chosen!; // not read when refused
        if (chosen is not null)
            return null;
        if (all.Count == 0)
            return Refusals.Invalid("The document has no operation.", "Add a query, mutation or subscription.");
        return string.IsNullOrEmpty(name)
            ? Refusals.Invalid("The document has several operations.", "Say which one to run in operationName.")
            : Refusals.Invalid($"The document has no operation named '{name}'.", "Send the name of one of its operations.");
    }
}
