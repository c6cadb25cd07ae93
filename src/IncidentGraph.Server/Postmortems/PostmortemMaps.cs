using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Server.Mapping;
using Mapster;

namespace IncidentGraph.Server.Postmortems;

/// <summary>Inputs on postmortems to the domain's commands. What must be looked up first is set by who maps.</summary>
internal static class PostmortemMaps
{
    public static readonly TypeAdapterConfig Config = CommandMaps.Create(
        maps => maps.NewConfig<UpdatePostmortemInput, UpdatePostmortem>()
            .Ignore(u => u.Owner, u => u.Participants, u => u.FaultTree, u => u.ReviewMeeting, u => u.Timeline));
}
