namespace IncidentGraph.Server.Mutations;

/// <summary>Every mutation's input may carry a key that makes repeating it safe.</summary>
public interface IMutationInput
{
    string? IdempotencyKey { get; }
}

/// <summary>An input that names the object to change by global id or human key.</summary>
public interface ITargetInput : IMutationInput
{
    string Id { get; }

    int? ExpectedVersion { get; }
}
