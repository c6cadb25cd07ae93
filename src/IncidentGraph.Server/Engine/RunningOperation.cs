using IncidentGraph.Domain.People;
using IncidentGraph.Server.Engine.Costs;
using IncidentGraph.Transport;

namespace IncidentGraph.Server.Engine;

/// <summary>One operation on its way: what was sent, over what, what it asks, and who asks.</summary>
internal sealed record RunningOperation(
    OperationRequest Request, OperationContext Context, PreparedDocument Document, OperationShape Shape, Caller? Caller)
{
    /// <summary>What it was charged, until it has run; null for what is not charged: each event of a stream.</summary>
    public CostCharge? Charge { get; init; }

    /// <summary>Null when its answer depends on more than its audience; that is also so when it tells what is left of the caller's budget.</summary>
    public KeptAnswers? AnswersAsAll => Context.Origin.ReportsCost ? null : Shape.Answers;

    public Audience Audience => Caller is null ? Audience.Anonymous : Audience.SignedIn;
}
