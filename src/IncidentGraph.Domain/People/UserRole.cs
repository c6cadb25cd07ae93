namespace IncidentGraph.Domain.People;

/// <summary>Token roles; each contains the ones before it.</summary>
public enum UserRole
{
    Viewer,
    Responder,
    Publisher,
    Admin,
}
