using IncidentGraph.Server.Engine;

namespace IncidentGraph.Server.Nodes;

/// <summary>Fields for single objects take exactly one of their keys.</summary>
internal static class OneKey
{
    /// <exception cref="RequestException">None or several are given.</exception>
    public static void Check(params ReadOnlySpan<object?> keys)
    {
        var given = 0;
        foreach (var key in keys)
            given += key is null ? 0 : 1;
        if (given != 1)
            throw new RequestException("BAD_USER_INPUT", $"{given} keys are given.", "Give exactly one of the arguments.");
    }
}
