using System.Data.Common;
using IncidentGraph.Data.Commits;

namespace IncidentGraph.Server.Engine;

/// <summary>Tells a database that is away or too busy from a bug.</summary>
internal static class Outages
{
    public static bool IsOutage(Exception? e) => e switch
    {
        null => false,
        StoreUnavailableException => true,
        DbException { IsTransient: true } => true,
        System.Net.Sockets.SocketException => true,
        _ => IsOutage(e.InnerException),
    };
}
