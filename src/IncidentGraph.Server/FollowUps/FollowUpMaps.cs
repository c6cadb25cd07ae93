using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Server.Mapping;
using Mapster;

namespace IncidentGraph.Server.FollowUps;

/// <summary>Inputs on follow-ups to the domain's commands. The owner is looked up by who maps.</summary>
internal static class FollowUpMaps
{
    public static readonly TypeAdapterConfig Config = CommandMaps.Create(
        maps => maps.NewConfig<AddFollowUpInput, AddFollowUp>().Ignore(a => a.Owner!).Map(a => a.Priority, i => i.Priority ?? Grade.Medium),
        maps => maps.NewConfig<UpdateFollowUpInput, UpdateFollowUp>().Ignore(u => u.Owner));
}
