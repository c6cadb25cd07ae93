using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Live;

namespace IncidentGraph.Server.Tests.Matrix;

/// <summary>Everybody who asks in the matrix.</summary>
internal sealed class Cast(TestServer server)
{
    /// <summary>Who is known by a token: the role in it, and what they are to the objects of the <see cref="Stage"/>.</summary>
    private static readonly Dictionary<string, string> _roles = new(StringComparer.Ordinal)
    {
        ["viewer"] = Persona.Viewer,
        ["responder"] = Persona.Responder,
        ["publisher"] = Persona.Publisher,
        ["admin"] = Persona.Admin,
        ["commander"] = Persona.Responder, // of the incidents in Led and Private
        ["participant"] = Persona.Responder, // of those in Private
        ["reporter"] = Persona.Viewer, // of those in Private
        ["member"] = Persona.Viewer, // of the team that owns the service in Led
    };

    public static IReadOnlyList<string> Names { get; } = ["anonymous", .. _roles.Keys];

    /// <summary>Who may know of a private incident.</summary>
    public static IReadOnlyList<string> Insiders { get; } = ["admin", "commander", "participant", "reporter"];

    public static IReadOnlyList<string> Outsiders { get; } = ["viewer", "responder", "publisher", "member"];

    /// <summary>The role in their token; null for who has none.</summary>
    public static string? RoleOf(string name) => _roles.GetValueOrDefault(name);

    public GraphQLClient this[string name] => RoleOf(name) is { } role ? server.As(name, role) : server.Anonymous;

    public Task<LiveSocket> Socket(string name) => LiveSocket.Open(server.Address, this[name].Token);

    /// <summary>Lets everybody come into being.</summary>
    public async Task Join()
    {
        foreach (var name in _roles.Keys)
            await this[name].Join();
    }
}
