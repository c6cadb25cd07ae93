using IncidentGraph.Domain;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Mutations;
using Mapster;

namespace IncidentGraph.Server.Incidents;

[MutationType]
public sealed class UpdateIncidents(CallerCommands commands)
{
    public Task<MutationPayload> UpdateIncidentAsync(UpdateIncidentInput input, CancellationToken ct) => commands.RunAsync(
        input, IncidentCommands.On(input, at => at.Incident.Update(at.Act, ToCommand(input))), ct);

    private static UpdateIncident ToCommand(UpdateIncidentInput input) => input.Adapt<UpdateIncident>(IncidentMaps.Config) with
    {
        Channels = input.Channels.IsSet ? Channels(input.Channels.Value) : default,
    };

    private static Change<IReadOnlyList<Channel>?> Channels(IReadOnlyList<ChannelInput>? channels) =>
        new Change<IReadOnlyList<Channel>?>(channels is null ? null : [.. channels.Select(c => c.ToChannel())]);
}
