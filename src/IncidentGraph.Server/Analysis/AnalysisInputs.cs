using IncidentGraph.Domain.Incidents;
using IncidentGraph.Server.Mutations;
using Link = IncidentGraph.Domain.Link;

namespace IncidentGraph.Server.Analysis;

public sealed record RecordContributingFactorInput(
    string Id, FactorCategory Category, string Description, string? ServiceId, IReadOnlyList<Link>? Links,
    int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;

public sealed record RecordWhyInput(
    string Id, string? ParentId, string Answer, IReadOnlyList<Link>? Evidence, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;
