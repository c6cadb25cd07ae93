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
        "serviceOwner" => caller.IsAdmin || caller.TeamIds.Count > 0,
        _ => false, // an unknown policy closes; the contract's test refuses it
    };
}
