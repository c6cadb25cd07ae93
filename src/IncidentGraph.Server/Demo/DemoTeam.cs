namespace IncidentGraph.Server.Demo;

/// <summary>A team of XYZ Corp, and who of it answers first when something breaks.</summary>
internal sealed record DemoTeam(string Key, string Name, IReadOnlyList<string> OnCall)
{
    public static readonly IReadOnlyList<DemoTeam> All =
    [
        new("storefront", "Storefront", ["mei.tanaka", "oskar.nilsson"]),
        new("payments", "Payments", ["ravi.patel", "jonas.weber", "leila.haddad"]),
        new("orders", "Orders and fulfilment", ["tomas.herrera", "daniel.cohen"]),
        new("catalogue", "Catalogue and search", ["oskar.nilsson", "mei.tanaka"]),
        new("identity", "Identity", ["priya.raman", "grace.kimani"]),
        new("platform", "Platform", ["grace.kimani", "priya.raman", "daniel.cohen"]),
    ];

    public static DemoTeam Of(string key) => All.Single(team => team.Key == key);
}
