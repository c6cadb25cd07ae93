namespace IncidentGraph.Server.Demo;

/// <summary>What a service is made of decides how it breaks.</summary>
internal enum ServiceKind
{
    Page,
    Api,
    Database,
    Stream,
    Job,
    Supplier,
}
