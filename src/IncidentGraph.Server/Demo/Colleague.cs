using IncidentGraph.Domain.People;
using IncidentGraph.Server.Auth.Development;

namespace IncidentGraph.Server.Demo;

/// <summary>Somebody at XYZ Corp, with the role that their token carries and the team they belong to.</summary>
internal sealed record Colleague(string Subject, string Name, UserRole Role, string? Team = null)
{
    /// <summary>The demonstration tokens' people, and those they work with.</summary>
    public static readonly IReadOnlyList<Colleague> All =
    [
        Of(DemoPerson.Viewer, team: null),
        .. DemoPerson.All.Select(person => Of(person, TeamOf(person))),
        new("mei.tanaka", "Mei Tanaka", UserRole.Responder, "storefront"),
        new("jonas.weber", "Jonas Weber", UserRole.Responder, "payments"),
        new("leila.haddad", "Leila Haddad", UserRole.Responder, "payments"),
        new("tomas.herrera", "Tomás Herrera", UserRole.Responder, "orders"),
        new("grace.kimani", "Grace Kimani", UserRole.Responder, "platform"),
        new("oskar.nilsson", "Oskar Nilsson", UserRole.Responder, "catalogue"),
        new("priya.raman", "Priya Raman", UserRole.Responder, "identity"),
        new("daniel.cohen", "Daniel Cohen", UserRole.Responder, "orders"),
    ];

    public string Email => $"{Subject}@xyz.example";

    private static Colleague Of(DemoPerson person, string? team) => new(person.Subject, person.Name, person.Role, team);

    private static string? TeamOf(DemoPerson person) => person.Role switch
    {
        UserRole.Responder => "payments",
        UserRole.Admin => "platform",
        _ => null,
    };
}
