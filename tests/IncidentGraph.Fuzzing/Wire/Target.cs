namespace IncidentGraph.Fuzzing.Wire;

/// <summary>The server, and who may say to be whom.</summary>
/// <param name="Address">Of the server.</param>
/// <param name="Tokens">By the names of roles; one who is not in it brings none.</param>
public sealed record Target(Uri Address, IReadOnlyDictionary<string, string> Tokens)
{
    public string Host => Address.Authority;

    /// <summary>What is due has come by then.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);
}
