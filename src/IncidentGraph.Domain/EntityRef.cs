namespace IncidentGraph.Domain;

/// <summary>Names one object of the graph: its GraphQL type and its key (a number or a UUID, as text).</summary>
public sealed record EntityRef(string Type, string Key)
{
    public static EntityRef Of(string type, long key) => new(type, key.ToString());

    public static EntityRef Of(string type, Guid key) => new(type, key.ToString("N"));
}
