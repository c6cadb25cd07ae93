namespace IncidentGraph.Server.Imports;

/// <summary>What the report counts.</summary>
internal static class Headings
{
    public const string Services = "services";
    public const string Dependencies = "dependencies";
    public const string Incidents = "incidents";
    public const string Updates = "updates";
    public const string Teams = "teams";
    public const string Users = "users";
}
