using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Engine;
using IncidentGraph.Server.Incidents;
using IncidentGraph.Server.Nodes;
using IncidentGraph.Transport;

namespace IncidentGraph.Server.Live;

[SubscriptionType]
internal sealed class Subscriptions(EventStreams streams, Resume resume, CurrentCaller caller, IncidentLoader incidents)
{
    public async Task<IAsyncEnumerable<object>> EventsAsync(IDictionary<string, object?>? where, string? after, CancellationToken ct) =>
        streams.EventsAsync(await resume.FromAsync(after, ct), caller.Known, where, CancellationToken.None);

    public async Task<IAsyncEnumerable<object>> IncidentChangedAsync(string? id, int? number, string? after, CancellationToken ct)
    {
        OneKey.Check(id, number);
        var start = await resume.FromAsync(after, ct);
        var key = id is null ? number ?? KeyText.NoNumber : GlobalId.NumberOf("Incident", id) ?? KeyText.NoNumber;
        if (await incidents.Load(key).ResultAsync(ct) is null)
            throw new RequestException(ErrorCodes.NotFound, NotFound().Message, "Check the number; the incident may be hidden from you.");
        return streams.IncidentAsync(start, caller.Known, key, CancellationToken.None);
    }

    public async Task<IAsyncEnumerable<object>> IncidentsChangedAsync(IDictionary<string, object?>? where, string? after, CancellationToken ct) =>
        streams.IncidentsAsync(await resume.FromAsync(after, ct), caller.Known, where, CancellationToken.None);

    internal static OperationError NotFound() => new("There is no such incident.", ErrorCodes.NotFound);
}
