using IncidentGraph.Domain.People;
using IncidentGraph.Transport;

namespace IncidentGraph.Server.Engine;

/// <summary>One operation on its way: what was sent, over what, what it asks, and who asks.</summary>
internal sealed record RunningOperation(
    OperationRequest Request, OperationContext Context, PreparedDocument Document, OperationShape Shape, Caller? Caller)
{
    public Audience Audience => Caller is null ? Audience.Anonymous : Audience.SignedIn;
}
