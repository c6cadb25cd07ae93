using Microsoft.Extensions.Hosting;

namespace IncidentGraph.Transport.Execution;

/// <summary>The moment when the host begins to stop: long-lived connections end then, so that their clients go elsewhere.</summary>
internal sealed class Drain(IHostApplicationLifetime lifetime)
{
    public CancellationToken Token => lifetime.ApplicationStopping;
}
