using IncidentGraph.Domain.Incidents;
using IncidentGraph.Server.Mapping;
using Mapster;

namespace IncidentGraph.Server.Incidents;

/// <summary>Inputs on incidents to the domain's commands. What must be looked up first is set by who maps.</summary>
internal static class IncidentMaps
{
    public static readonly TypeAdapterConfig Config = CommandMaps.Create(
        maps => maps.NewConfig<DeclareIncidentInput, DeclareIncident>()
            .Ignore(d => d.Severity!, d => d.Services)
            .Map(d => d.Symptoms, i => i.Symptoms ?? Array.Empty<string>())
            .Map(d => d.ErrorMessages, i => i.ErrorMessages ?? Array.Empty<string>())
            .Map(d => d.Channels, i => i.Channels ?? Array.Empty<ChannelInput>()),
        maps => maps.NewConfig<UpdateIncidentInput, UpdateIncident>().Ignore(u => u.Channels),
        maps => maps.NewConfig<CorrectIncidentTimesInput, CorrectIncidentTimes>());
}
