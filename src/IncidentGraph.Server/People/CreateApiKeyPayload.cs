using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Mutations;

namespace IncidentGraph.Server.People;

/// <summary>The one answer that ever holds the secret.</summary>
[ObjectType("CreateApiKeyPayload")]
public sealed record CreateApiKeyPayload : MutationPayload
{
    public CreateApiKeyPayload(MutationPayload answer, string secret)
        : base(answer) =>
        Secret = IsFirst ? secret : null;

    /// <summary>Null unless a key was created just now: a repetition was told of another secret, which is not kept.</summary>
    public string? Secret { get; }

    private bool IsFirst => Errors is null && !IsReplay;

    /// <summary>Without what it holds: it must not get into a log.</summary>
    public override string ToString() => nameof(CreateApiKeyPayload);
}
