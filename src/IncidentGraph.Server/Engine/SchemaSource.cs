using System.Security.Claims;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Auth.Tickets;
using IncidentGraph.Server.Schema;
using IncidentGraph.Transport;

namespace IncidentGraph.Server.Engine;

/// <summary>The contract as a file: whole for signed-in callers, its public part for anonymous ones, as introspection has it.</summary>
internal sealed class SchemaSource(Contract contract, ContractIndex index, CallerResolver callers) : ISchemaSource
{
    private readonly Lazy<SchemaDocument> _public = new(() => new(ContractPrinter.Print(PublicContract.From(contract.Document, index))));
    private readonly Lazy<SchemaDocument> _whole = new(() => new(contract.Sdl));

    public async ValueTask<(SchemaDocument? Schema, OperationOutcome.Refused? Refused)> ReadAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        if (StreamTicketIdentity.IsOne(user))
            return (null, Refusals.OnlyStreams());
        try
        {
            return await callers.ResolveAsync(user, ct) switch
            {
                CallerResult.Refused barred => (null, Refusals.Unauthenticated(barred.Reason)),
                CallerResult.Known => (_whole.Value, null),
                _ => (_public.Value, null),
            };
        }
        catch (Exception e) when (!ct.IsCancellationRequested && Outages.IsOutage(e))
        {
            return (null, Refusals.Unavailable());
        }
    }
}
