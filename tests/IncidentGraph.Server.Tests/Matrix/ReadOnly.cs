namespace IncidentGraph.Server.Tests.Matrix;

/// <summary>Those who take nothing away from the stage share one.</summary>
[CollectionDefinition(nameof(ReadOnly))]
public sealed class ReadOnly : ICollectionFixture<Stages>;
