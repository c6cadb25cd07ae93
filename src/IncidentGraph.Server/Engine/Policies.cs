using IncidentGraph.Domain;
using IncidentGraph.Domain.People;

namespace IncidentGraph.Server.Engine;

/// <summary>The policies that @authorize names. Which object a service owner may touch is decided object by object.</summary>
internal static class Policies
{
    public static bool Grants(string policy, Caller caller) => policy switch
    {
        "viewer" => true,
        "responder" => caller.Has(UserRole.Responder),
        "publisher" => caller.Has(UserRole.Publisher),
        "admin" => caller.IsAdmin,
        "person" => caller.IsUser,
        "serviceOwner" => caller.IsAdmin || caller.TeamIds.Count > 0,
        _ => false, // an unknown policy closes; the contract's test refuses it
    };

    /// <summary>What would satisfy the policies: people are given roles, programs other keys.</summary>
    public static string Remedy(IReadOnlyList<string> policies, Caller caller)
    {
        if (policies.Contains("person"))
            return "Let a person do it, with a token of their own.";
        return caller.Scopes is null ? "Use a token with that role." : $"Use an API key with the scope {Wire.Name(policies.Max(ScopeOf))}.";
    }

    private static ApiKeyScope ScopeOf(string policy) => policy switch
    {
        "viewer" => ApiKeyScope.Read,
        "responder" => ApiKeyScope.Respond,
        "publisher" => ApiKeyScope.Publish,
        _ => ApiKeyScope.Admin,
    };
}
