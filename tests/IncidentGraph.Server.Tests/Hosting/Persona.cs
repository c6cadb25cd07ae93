using IncidentGraph.Server.Tests.Auth;

namespace IncidentGraph.Server.Tests.Hosting;

/// <summary>Tokens for people who need no more than a handle and a role.</summary>
public static class Persona
{
    public const string Viewer = "viewer";
    public const string Responder = "responder";
    public const string Publisher = "publisher";
    public const string Admin = "admin";

    public static string Token(string handle, string role, TimeSpan? validFor = null, string? name = null) => TestTokens.Mint(
        $"sub-{handle}",
        validFor: validFor,
        claims: new()
        {
            ["roles"] = new[] { role },
            ["preferred_username"] = handle,
            ["name"] = name ?? $"Name of {handle}",
        });
}
