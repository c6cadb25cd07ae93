using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace IncidentGraph.Server.Tests.Architecture;

public sealed class DependencyTests
{
    /// <summary>Folders of the server that are features of incident management; the others are the spine, which all may use.</summary>
    private static readonly string[] Features = ["Incidents", "Tasks", "Analysis", "Services", "Severities", "Postmortems", "People", "Events", "Search"];

    /// <summary>What features may use of each other beside loaders and views, with the reason.</summary>
    private static readonly string[] Shared =
    [
        // Reads of one feature show only what rights on the other's objects allow.
        "Incidents.Visibility",

        // Commands on what an incident holds are commands on the incident.
        "Incidents.IncidentCommands", "Incidents.IncidentWork",

        // A condition on a related object is that object's own filter.
        "Incidents.IncidentSearch", "Postmortems.PostmortemSearch", "Services.ServiceSearch", "Severities.SeveritySearch", "People.UserSearch", "People.TeamSearch",

        // An incident's timeline is a page of events, and its suggested severity one of the severities.
        "Events.Timelines", "Severities.Suggestion",
    ];

    private static readonly Lazy<ArchUnitNET.Domain.Architecture> _house = new(() => new ArchLoader().LoadAssemblies([.. House.All]).Build());

    [Theory]
    [InlineData("Domain", "Microsoft.EntityFrameworkCore", "GraphQL", "Microsoft.AspNetCore", "Microsoft.Extensions", "IncidentGraph.")]
    [InlineData("Data", "GraphQL", "Microsoft.AspNetCore", "IncidentGraph.Transport", "IncidentGraph.Server")]
    [InlineData("Transport", "GraphQL", "Microsoft.EntityFrameworkCore", "IncidentGraph.")]
    public void A_project_does_not_refer_to(string project, params string[] forbidden)
    {
        var assembly = House.All.Single(a => a.GetName().Name == $"IncidentGraph.{project}");

        var referred = assembly.GetReferencedAssemblies().Select(a => a.Name!); // every assembly has a name

        Assert.DoesNotContain(referred, name => forbidden.Any(f => name.StartsWith(f, StringComparison.Ordinal)));
    }

    [Fact]
    public void Only_the_engine_and_the_contract_know_the_engine_library()
    {
        string[] spine = ["Engine", "Schema", "Binding", "Events", "Mutations", "Auth"];
        var offenders = _house.Value.Types.Where(t => t.Assembly.Name.StartsWith("IncidentGraph.Server", StringComparison.Ordinal))
            .Where(t => t.Dependencies.Any(d => d.Target.FullName.StartsWith("GraphQL.", StringComparison.Ordinal)))
            .Select(FeatureOf).Distinct().Except(spine);

        Assert.Empty(offenders);
    }

    [Fact]
    public void The_domain_and_the_transport_depend_on_nothing_of_the_house()
    {
        foreach (var assembly in new[] { House.Domain, House.Transport })
        {
            Types().That().ResideInAssembly(assembly)
                .Should().NotDependOnAny(Types().That().ResideInAssembly(House.Server, House.Data))
                .Check(_house.Value);
        }
    }

    [Fact]
    public void Features_meet_through_the_domain_or_through_loaders_and_views()
    {
        var meetings =
            from type in _house.Value.Types
            let feature = FeatureOf(type)
            where Features.Contains(feature)
            from dependency in type.Dependencies
            let other = FeatureOf(dependency.Target)
            where other != feature && Features.Contains(other) && !IsShared(dependency.Target)
            select $"{feature}.{type.Name} uses {other}.{dependency.Target.Name}";

        House.AssertNone(meetings);
    }

    private static bool IsShared(IType type)
    {
        var name = type.Name;
        return name.Contains("Loader", StringComparison.Ordinal) || name.EndsWith("View", StringComparison.Ordinal)
            || name.EndsWith("Row", StringComparison.Ordinal)
            || Shared.Any(s => type.FullName.StartsWith($"IncidentGraph.Server.{s}", StringComparison.Ordinal));
    }

    /// <summary>The first folder below the server.</summary>
    private static string FeatureOf(IType type)
    {
        const string server = "IncidentGraph.Server.";
        return type.FullName.StartsWith(server, StringComparison.Ordinal) ? type.FullName[server.Length..].Split('.')[0] : "";
    }
}
