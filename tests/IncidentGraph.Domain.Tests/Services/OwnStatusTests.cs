using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.Services;

namespace IncidentGraph.Domain.Tests.Services;

public sealed class OwnStatusTests
{
    [Fact]
    public void It_is_the_worst_of_the_impacts_and_operational_without_any()
    {
        Assert.Equal(ServiceStatus.Operational, OwnStatus.Worst([]));
        Assert.Equal(ServiceStatus.Degraded, OwnStatus.Worst([ImpactLevel.Degraded]));
        Assert.Equal(
            ServiceStatus.MajorOutage, OwnStatus.Worst([ImpactLevel.Degraded, ImpactLevel.MajorOutage, ImpactLevel.PartialOutage]));
    }
}
