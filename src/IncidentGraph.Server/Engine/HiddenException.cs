namespace IncidentGraph.Server.Engine;

/// <summary>
/// What a field stands for was there for the caller, and is hidden from them now: each loader reads for itself, and an incident may become private
/// in between. The field fails with NOT_FOUND; it is no fault of the server.
/// </summary>
public sealed class HiddenException() : Exception("What stands here was hidden from you while it was being read.")
{
    public const string Remedy = "Ask again.";
}
