namespace IncidentGraph.Transport;

/// <summary>The kinds of operation that an exchange may carry.</summary>
[Flags]
public enum OperationKinds
{
    None = 0,
    Query = 1,
    Mutation = 2,
    Subscription = 4,
    All = Query | Mutation | Subscription,
}
