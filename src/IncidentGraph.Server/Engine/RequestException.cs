namespace IncidentGraph.Server.Engine;

/// <summary>A bad argument of a query or subscription: refuses the whole operation with a code and a remedy.</summary>
public sealed class RequestException(string code, string message, string remedy) : Exception(message)
{
    public string Code { get; } = code;

    public string Remedy { get; } = remedy;
}
