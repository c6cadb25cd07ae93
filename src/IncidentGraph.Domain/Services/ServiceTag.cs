namespace IncidentGraph.Domain.Services;

public sealed class ServiceTag
{
    public required long ServiceId { get; init; }

    public required string Tag { get; init; }
}
