namespace IncidentGraph.Server.Binding;

/// <summary>An object whose type in the contract depends on its value, such as an event.</summary>
public interface ITyped
{
    string TypeName { get; }
}
