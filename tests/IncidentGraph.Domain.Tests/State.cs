using System.Text.Json;

namespace IncidentGraph.Domain.Tests;

/// <summary>The whole state of an aggregate as text, to see that nothing has changed.</summary>
internal static class State
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true };

    public static string Of<T>(T aggregate) => JsonSerializer.Serialize(aggregate, Options);
}
