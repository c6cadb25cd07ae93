namespace IncidentGraph.Server.Tests.Matrix;

/// <summary>
/// Who may do what, written down by hand from the rules of the field, and from nothing in src: the role that a token must have, or an API
/// key's scopes come to, else the request is refused; and on which objects that is enough, else the answer is NotAllowedError.
/// </summary>
internal static class MayTable
{
    // On the object: "-" needs no more than the role. "commander": who leads the incident; without one, any responder. "resolver":
    // the same where the severity asks for it, as Sev-1 does, which all incidents on the stage have. "publisher": who may tell the public.
    // "team": members of the team that owns the service. "self": who it is about, and that is nobody on the stage. Admins may all of it.
    private const string Mutations =
        """
        declareIncident            viewer        -
        createStreamTicket         viewer        -
        acceptIncident             responder     -
        declineIncident            responder     -
        acknowledgeIncident        responder     -
        identifyIncident           responder     -
        mitigateIncident           responder     -
        resolveIncident            responder     resolver
        closeIncident              responder     commander
        reopenIncident             responder     -
        mergeIncident              responder     commander
        cancelIncident             responder     commander
        changeIncidentSeverity     responder     commander
        updateIncident             responder     -
        correctIncidentTimes       responder     -
        changeIncidentVisibility   responder     -
        addIncidentParticipant     responder     -
        removeIncidentParticipant  responder     -
        setServiceImpact           responder     -
        assignIncidentRole         responder     commander
        unassignIncidentRole       responder     commander
        postIncidentUpdate         responder     -
        postIncidentUpdate:PUBLIC  responder     publisher
        addTimelineNote            responder     -
        recordContributingFactor   responder     -
        recordWhy                  responder     -
        linkIncidents              responder     -
        addTask                    responder     -
        updateTask                 responder     -
        completeTask               responder     -
        startPostmortem            responder     -
        updatePostmortem           responder     -
        submitPostmortem           responder     -
        returnPostmortem           responder     -
        approvePostmortem          responder     -
        publishPostmortem          responder     commander
        closePostmortem            responder     commander
        addFollowUp                responder     -
        updateFollowUp             responder     -
        startFollowUp              responder     -
        completeFollowUp           responder     -
        verifyFollowUp             responder     -
        dropFollowUp               responder     -
        registerService            serviceOwner  team
        updateService              serviceOwner  team
        retireService              serviceOwner  team
        addDependency              serviceOwner  team
        updateDependency           serviceOwner  team
        removeDependency           serviceOwner  team
        defineSeverity             admin         -
        defineTeam                 admin         -
        inviteUser                 admin         -
        revokeUserTokens           person        self
        deactivateUser             adminInPerson -
        reactivateUser             adminInPerson -
        createApiKey               adminInPerson -
        revokeApiKey               adminInPerson -
        """;

    // "anyone" includes who has neither token nor key.
    private const string Queries =
        """
        node         viewer
        nodes        viewer
        viewer       anyone
        eventCursor  viewer
        incident     viewer
        incidents    viewer
        service      viewer
        services     viewer
        severity     viewer
        severities   viewer
        events       viewer
        team         viewer
        teams        viewer
        user         viewer
        users        viewer
        search       viewer
        postmortem   viewer
        postmortems  viewer
        followUps    viewer
        apiKey       admin
        apiKeys      admin
        """;

    // What each tells is for those who may know of the incident.
    private const string Subscriptions =
        """
        events            viewer
        incidentChanged   viewer
        incidentsChanged  viewer
        """;

    // An object inside an incident is hidden when the incident is. "everyone": who may read at all. "admin": nobody else.
    private const string Objects =
        """
        Incident            incident
        ServiceImpact       incident
        IncidentUpdate      incident
        Task                incident
        ContributingFactor  incident
        Why                 incident
        Postmortem          incident
        FollowUp            incident
        Service             everyone
        Dependency          everyone
        Severity            everyone
        Team                everyone
        User                everyone
        Automation          everyone
        ApiKey              admin
        """;

    public static IReadOnlyList<(string Mutation, string Role, string OnObject)> OfMutations { get; } =
        [.. Rows(Mutations).Select(r => (r[0], r[1], r[2]))];

    public static IReadOnlyDictionary<string, string> OfQueries { get; } = Rows(Queries).ToDictionary(r => r[0], r => r[1], StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, string> OfSubscriptions { get; } =
        Rows(Subscriptions).ToDictionary(r => r[0], r => r[1], StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, string> OfObjects { get; } = Rows(Objects).ToDictionary(r => r[0], r => r[1], StringComparer.Ordinal);

    /// <summary>Whether they may send such a mutation at all. A key that only reads may send none.</summary>
    public static bool MaySend(string who, string role) => Cast.ScopeOf(who) != "READ" && Holds(who, role);

    /// <summary>Whether the role of their token, their team, or what the scopes of their key come to lets them ask at all.</summary>
    public static bool Holds(string who, string role)
    {
        var held = Cast.RoleOf(who) ?? RoleOfScope(Cast.ScopeOf(who));
        return role switch
        {
            "anyone" => true,
            "viewer" => held is not null,
            "responder" => held is "responder" or "publisher" or "admin",
            "publisher" => held is "publisher" or "admin",
            "admin" => held is "admin",
            "person" => Cast.RoleOf(who) is not null,
            "adminInPerson" => Cast.RoleOf(who) is "admin",
            "serviceOwner" => held is "admin" || who is "member",
            _ => throw new ArgumentOutOfRangeException(nameof(role), role, "No role of that name."),
        };
    }

    /// <summary>A key leads nothing and belongs to no team.</summary>
    public static bool MayOnObject(string who, string right, string scene) => Holds(who, "admin") || right switch
    {
        "-" => true,
        "commander" or "resolver" => scene == Scene.Free || who is "commander",
        "publisher" => Holds(who, "publisher"),
        "self" => false,
        "team" => who is "member" && scene == Scene.Led,
        _ => throw new ArgumentOutOfRangeException(nameof(right), right, "No right of that name."),
    };

    private static string? RoleOfScope(string? scope) => scope switch
    {
        null => null,
        "READ" or "DECLARE" => "viewer",
        "RESPOND" => "responder",
        "PUBLISH" => "publisher",
        "ADMIN" => "admin",
        _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, "No scope of that name."),
    };

    private static IEnumerable<string[]> Rows(string table) =>
        table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
