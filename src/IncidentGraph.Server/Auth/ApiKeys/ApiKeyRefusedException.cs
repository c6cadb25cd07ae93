namespace IncidentGraph.Server.Auth.ApiKeys;

/// <summary>One answer for all keys that are not let in: a guess learns nothing from it.</summary>
internal sealed class ApiKeyRefusedException() : Exception(Reason)
{
    public const string Reason = "The API key is unknown, expired or revoked.";
}
