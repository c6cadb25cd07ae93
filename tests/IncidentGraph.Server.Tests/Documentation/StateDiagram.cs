using System.Text;
using IncidentGraph.Domain;

namespace IncidentGraph.Server.Tests.Documentation;

/// <summary>Draws a lifecycle as a Mermaid diagram. What can be done in all states of a group is one arrow from a state that stands for them.</summary>
internal sealed class StateDiagram<TStatus>
    where TStatus : struct, Enum
{
    private readonly StringBuilder _lines = new("stateDiagram-v2\n");
    private (string Name, IReadOnlyList<TStatus> Members)? _group;

    public StateDiagram<TStatus> Group(string name, IReadOnlyList<TStatus> members)
    {
        _group = (name.Replace(' ', '_'), members);
        _lines.Append($"    state \"{name}\" as {_group.Value.Name}\n");
        return this;
    }

    public StateDiagram<TStatus> Start(TStatus first, string mutation) => Arrow("[*]", first, mutation);

    /// <param name="from">The states in which it can be done.</param>
    /// <param name="to">Null when the state stays what it is.</param>
    /// <param name="mutation">The root field to call.</param>
    public StateDiagram<TStatus> Step(IReadOnlyList<TStatus> from, TStatus? to, string mutation)
    {
        IEnumerable<string> sources = _group is { } group && from.SequenceEqual(group.Members) ? [group.Name] : from.Select(Wire.Name);
        foreach (var source in sources)
        {
            if (to is { } target)
                Arrow(source, target, mutation);
            else
                _lines.Append($"    note left of {source}: {mutation} leaves it as it is\n");
        }

        return this;
    }

    public override string ToString() => _lines.ToString().TrimEnd();

    private StateDiagram<TStatus> Arrow(string from, TStatus to, string mutation)
    {
        _lines.Append($"    {from} --> {Wire.Name(to)}: {mutation}\n");
        return this;
    }
}
