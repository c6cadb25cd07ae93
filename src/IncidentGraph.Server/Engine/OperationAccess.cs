using GraphQLParser.AST;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Auth.Tickets;
using IncidentGraph.Transport;

namespace IncidentGraph.Server.Engine;

/// <summary>Whether this operation may run here at all: over this transport, and for this caller.</summary>
internal static class OperationAccess
{
    public static OperationOutcome.Refused? Refuse(OperationShape shape, OperationContext context, Caller? caller)
    {
        if (!context.Allowed.HasFlag(KindOf(shape)))
            return Refusals.NotHere(shape.Definition.Operation);
        if (StreamTicketIdentity.IsOne(context.User) && KindOf(shape) != OperationKinds.Subscription)
            return Refusals.OnlyStreams();
        // What is open to all is read: to anonymous callers there is no other root, so that none of its fields, known or not, is looked up.
        if (caller is null)
            return shape.NeedsViewer || shape.Policies.Count > 0 || KindOf(shape) != OperationKinds.Query ? Refusals.Unauthenticated() : null;
        var missing = shape.Policies.Where(p => !Policies.Grants(p, caller)).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
            return Refusals.Forbidden(missing, caller);
        return shape.Definition.Operation == OperationType.Mutation && !caller.MayChange ? Refusals.ReadOnly() : null;
    }

    public static OperationKinds KindOf(OperationShape shape) => shape.Definition.Operation switch
    {
        OperationType.Query => OperationKinds.Query,
        OperationType.Mutation => OperationKinds.Mutation,
        _ => OperationKinds.Subscription,
    };
}
