using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Hosting.Conversations;
using IncidentGraph.Server.Tests.People;

namespace IncidentGraph.Server.Tests.Matrix;

/// <summary>Everybody who asks in the matrix: nobody, people, and programs with API keys.</summary>
internal sealed class Cast(TestServer server)
{
    private const string Private = "PRIVATE";

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

    /// <summary>Who is known by an API key: its scopes.</summary>
    private static readonly Dictionary<string, string[]> _scopes = new[] { "READ", "DECLARE", "RESPOND", "PUBLISH", "ADMIN" }
        .SelectMany(scope => (string[][])[[scope], [scope, Private]])
        .ToDictionary(scopes => $"key {string.Join('+', scopes)}", StringComparer.Ordinal);

    private readonly Dictionary<string, string> _secrets = new(StringComparer.Ordinal);

    public static IReadOnlyList<string> Names { get; } = ["anonymous", .. _roles.Keys, .. _scopes.Keys];

    /// <summary>Who may know of a private incident.</summary>
    public static IReadOnlyList<string> Insiders { get; } =
        ["admin", "commander", "participant", "reporter", .. _scopes.Keys.Where(name => _scopes[name].Contains(Private))];

    /// <summary>Who may read, but not that.</summary>
    public static IReadOnlyList<string> Outsiders { get; } = [.. Names.Except(Insiders).Where(name => name != "anonymous")];

    /// <summary>The role in their token; null for who has none.</summary>
    public static string? RoleOf(string name) => _roles.GetValueOrDefault(name);

    /// <summary>The highest scope of their API key but PRIVATE; null for who has none.</summary>
    public static string? ScopeOf(string name) => _scopes.TryGetValue(name, out var scopes) ? scopes[0] : null;

    public GraphQLClient this[string name]
    {
        get
        {
            if (ScopeOf(name) is not null)
                return new GraphQLClient(server.Http, _secrets[name]);
            return RoleOf(name) is { } role ? server.As(name, role) : server.Anonymous;
        }
    }

    public Task<Conversation> Open(string name, Way way) => way.OpenAsync(server, this[name].Token);

    /// <summary>By one of <see cref="Ways.OfSubscriptions"/>.</summary>
    public Task<LiveConversation> OpenLive(string name, Way way) => way.OpenLiveAsync(server, this[name].Token);

    /// <summary>Lets everybody come into being.</summary>
    public async Task Join()
    {
        foreach (var name in _roles.Keys)
            await this[name].Join();
        foreach (var (name, scopes) in _scopes)
            _secrets[name] = (await KeyInHand.Of(server, scopes)).Secret;
    }
}
