using IncidentGraph.Domain;
using IncidentGraph.Domain.Services;
using IncidentGraph.Server.Mutations;

namespace IncidentGraph.Server.Services;

public sealed record LinkInput(string Label, string Url)
{
    public Link ToLink() => new(Label, Url);
}

public sealed record RegisterServiceInput(
    string Key, string Name, string? Description, int? Tier, ServiceLifecycle? Lifecycle, bool? IsExternal, string? OwnerId,
    IReadOnlyList<string>? Tags, IReadOnlyList<LinkInput>? Links, string? IdempotencyKey) : IMutationInput;

public sealed record UpdateServiceInput(
    string Id, Change<string?> Name, Change<string?> Description, Change<int?> Tier, Change<ServiceLifecycle?> Lifecycle,
    Change<bool?> IsExternal, Change<string?> OwnerId, Change<IReadOnlyList<string>?> Tags, Change<IReadOnlyList<LinkInput>?> Links,
    int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;

public sealed record RetireServiceInput(string Id, string Reason, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;

public sealed record AddDependencyInput(
    string ServiceId, string DependsOnId, DependencyKind Kind, bool Critical, string? Description, int? ExpectedVersion, string? IdempotencyKey)
    : IDependencyInput;

public sealed record UpdateDependencyInput(
    string ServiceId, string DependsOnId, Change<DependencyKind?> Kind, Change<bool?> Critical, Change<string?> Description,
    int? ExpectedVersion, string? IdempotencyKey) : IDependencyInput;

public sealed record RemoveDependencyInput(
    string ServiceId, string DependsOnId, int? ExpectedVersion, string? IdempotencyKey) : IDependencyInput;

/// <summary>An edge is named by its two ends.</summary>
public interface IDependencyInput : IMutationInput
{
    string ServiceId { get; }

    string DependsOnId { get; }

    int? ExpectedVersion { get; }
}
