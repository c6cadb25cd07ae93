using System.Net;
using IncidentGraph.Server.Settings;
using Microsoft.AspNetCore.HttpOverrides;

namespace IncidentGraph.Server.Proxies;

/// <summary>Sees clients through trusted proxies, so that limits by address are theirs and not the proxy's.</summary>
public static class ProxySetup
{
    public static WebApplicationBuilder AddProxies(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<ProxyOptions>();
        builder.Services.AddOptions<ForwardedHeadersOptions>().Configure<ProxyOptions>((headers, proxies) =>
        {
            headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            headers.ForwardLimit = null; // up to the first that is not trusted
            headers.KnownProxies.Clear();
            headers.KnownIPNetworks.Clear();
            foreach (var trusted in proxies.Trusted)
                headers.KnownIPNetworks.Add(NetworkOf(trusted));
        });
        return builder;
    }

    /// <summary>Call first: all that comes later sees the client.</summary>
    public static WebApplication UseProxies(this WebApplication app)
    {
        if (app.Services.GetRequiredService<ProxyOptions>().Trusted.Count > 0)
            app.UseForwardedHeaders();
        return app;
    }

    private static System.Net.IPNetwork NetworkOf(string trusted)
    {
        if (!IPAddress.TryParse(trusted, out var address))
            return System.Net.IPNetwork.Parse(trusted);
        return new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8);
    }
}
