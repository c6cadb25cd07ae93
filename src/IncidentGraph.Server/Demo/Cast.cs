using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Services;
using IncidentGraph.Domain.Severities;
using IncidentGraph.Server.Auth.Development;

namespace IncidentGraph.Server.Demo;

/// <summary>Who and what the story is about. Services join it when they are registered.</summary>
internal sealed class Cast
{
    private readonly Dictionary<string, User> _users = [];
    private readonly Dictionary<string, Caller> _callers = [];
    private readonly Dictionary<string, Service> _services = [];

    /// <summary>What raises alerts is not a person.</summary>
    public static Caller Monitoring => Caller.System;

    public Caller Ada => Of("ada.okafor");

    public Caller Paula => Of("paula.mendes");

    public SeverityCatalog Severities { get; private set; } = new([]);

    public Caller Of(string handle) => _callers[handle];

    public User User(string handle) => _users[handle];

    public Service Service(string key) => _services[key];

    public void Add(Service service) => _services[service.Key] = service;

    /// <summary>
    /// Makes those join who have not yet, as their own tokens would. Apart from the story: a command names who gives it, so
    /// they must exist before. A start that finds them goes on from here.
    /// </summary>
    public static async Task<Cast> GatherAsync(Commit commit, DateTimeOffset now, CancellationToken ct)
    {
        var cast = new Cast();
        var joined = now.AddDays(-400);
        List<Step> steps =
        [
            .. Colleague.All.Select((colleague, i) => cast.Joins(colleague, joined.AddMinutes(i))),
            .. DemoTeam.All.Select((team, i) => cast.Defines(team, joined.AddHours(1).AddMinutes(i))),
        ];
        await commit.RunBatchAsync([.. steps.Select(step => step.ToCommand())], ct);
        return cast;
    }

    private Step Joins(Colleague colleague, DateTimeOffset at) => new(at, Caller.System, async (work, ct) =>
    {
        var user = await work.UserBySubjectAsync(DemoTokens.Issuer, colleague.Subject, ct)
            ?? await work.UserByHandleAsync(colleague.Subject, ct); // somebody of that name was here first
        if (user is null)
        {
            var id = await work.NextAsync(Counter.Actor, ct);
            var decision = Domain.People.User.Join(work.Act, id, new()
            {
                Issuer = DemoTokens.Issuer,
                Subject = colleague.Subject,
                Handle = colleague.Subject,
                DisplayName = colleague.Name,
                Email = colleague.Email,
            });
            if (decision.Value is not { } joined)
                return decision.Errors;
            work.Db.Users.Add(user = joined);
        }

        _users[colleague.Subject] = user;
        _callers[colleague.Subject] = new(user.Id, user.DisplayName, colleague.Role, new HashSet<long>());
        Severities = new(await work.SeveritiesAsync(ct));
        return [];
    });

    private Step Defines(DemoTeam team, DateTimeOffset at) => new(at, Caller.System, async (work, ct) =>
    {
        var existing = await work.TeamByKeyAsync(team.Key, ct);
        if (existing is not null)
            return [];
        var members = Colleague.All.Where(colleague => colleague.Team == team.Key).Select(colleague => _users[colleague.Subject]);
        var decision = Team.Define(
            work.Act,
            await work.NextAsync(Counter.Team, ct),
            new() { Key = team.Key, Name = team.Name, Members = Change.To<IReadOnlyList<User>?>([.. members]) },
            existing: null);
        if (decision.Value is { } defined)
            work.Db.Teams.Add(defined);
        return decision.Errors;
    });
}
