using IncidentGraph.Domain.People;

namespace IncidentGraph.Server.Auth.Development;

/// <summary>One of the people of XYZ Corp, who lend their tokens to whoever tries the server out.</summary>
public sealed record DemoPerson(string Subject, string Name, UserRole Role)
{
    /// <summary>Stands in for tokenless requests from this machine.</summary>
    public static readonly DemoPerson Viewer = new("demo-viewer", "Demo Viewer", UserRole.Viewer);

    /// <summary>One person per role, the least right first.</summary>
    public static readonly IReadOnlyList<DemoPerson> All =
    [
        new("vera.lindqvist", "Vera Lindqvist", UserRole.Viewer),
        new("ravi.patel", "Ravi Patel", UserRole.Responder),
        new("paula.mendes", "Paula Mendes", UserRole.Publisher),
        new("ada.okafor", "Ada Okafor", UserRole.Admin),
    ];

    public string Email => $"{Subject}@xyz.example";

    public string RoleName => Role.ToString().ToLowerInvariant();

    public static DemoPerson Of(UserRole role) => All.Single(person => person.Role == role);
}
