using IncidentGraph.Server.Binding;

namespace IncidentGraph.Server.Nodes;

[ExtendObjectType("Node")]
public static class NodeFields
{
    public static string Id(INode node) => GlobalId.Write(node.Ref);
}
