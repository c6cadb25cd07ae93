using IncidentGraph.Domain;

namespace IncidentGraph.Server.Nodes;

/// <summary>An object with a global id.</summary>
public interface INode
{
    EntityRef Ref { get; }
}
