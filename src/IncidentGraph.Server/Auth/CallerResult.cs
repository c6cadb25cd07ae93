using IncidentGraph.Domain.People;

namespace IncidentGraph.Server.Auth;

/// <summary>Who asks, as far as this server knows them.</summary>
public abstract record CallerResult
{
    private CallerResult()
    {
    }

    /// <summary>No credentials: sees what is public.</summary>
    public sealed record Anonymous : CallerResult
    {
        public static readonly Anonymous Instance = new();
    }

    public sealed record Known(Caller Caller) : CallerResult;

    /// <summary>The token holds, its bearer is not let in: a request error UNAUTHENTICATED with this message.</summary>
    public sealed record Refused(string Reason) : CallerResult;
}
