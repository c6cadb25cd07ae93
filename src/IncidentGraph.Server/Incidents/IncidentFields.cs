using IncidentGraph.Data;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Connections;
using IncidentGraph.Server.Events;
using IncidentGraph.Server.Loading;
using IncidentGraph.Server.People;
using IncidentGraph.Server.Severities;

namespace IncidentGraph.Server.Incidents;

[ExtendObjectType("Incident")]
public static class IncidentFields
{
    public static Deferred<string?> Summary(IncidentView incident, IncidentTextLoader texts) =>
        texts.Load(incident.Id).Then(t => t?.Summary);

    public static Deferred<IReadOnlyList<string>> Symptoms(IncidentView incident, IncidentTextLoader texts) =>
        texts.Load(incident.Id).Then(t => t?.Symptoms ?? []);

    public static Deferred<IReadOnlyList<string>> ErrorMessages(IncidentView incident, IncidentTextLoader texts) =>
        texts.Load(incident.Id).Then(t => t?.ErrorMessages ?? []);

    public static Deferred<string?> CustomerImpact(IncidentView incident, IncidentTextLoader texts) =>
        texts.Load(incident.Id).Then(t => t?.CustomerImpact);

    public static Deferred<string?> WarRoomUrl(IncidentView incident, IncidentTextLoader texts) =>
        texts.Load(incident.Id).Then(t => t?.WarRoomUrl);

    public static Deferred<IReadOnlyList<Channel>> Channels(IncidentView incident, IncidentTextLoader texts) =>
        texts.Load(incident.Id).Then(t => t?.Channels ?? []);

    public static Deferred<SeverityView?> Severity(IncidentView incident, SeverityLoader severities) =>
        severities.LoadOrNull(incident.SeverityLevel);

    public static Deferred<SeverityView?> SuggestedSeverity(IncidentView incident, AllSeveritiesLoader severities) =>
        severities.LoadAll().Then(all => Suggestion.From(all, incident.Impact, incident.Urgency));

    public static Deferred<ActorView?> Reporter(IncidentView incident, ActorLoader actors) => actors.Load(incident.ReporterId);

    public static Deferred<ActorView?> Commander(IncidentView incident, ActorLoader actors) =>
        actors.LoadOrNull(incident.CommanderId);

    public static Deferred<IncidentView?> MergedInto(IncidentView incident, IncidentLoader incidents) =>
        incidents.LoadOrNull(incident.MergedIntoId);

    public static Deferred<IReadOnlyList<RoleView>> Roles(
        IncidentView incident, bool includeEnded, Loaders loaders, IncidentDbContext db, CurrentCaller caller) =>
        loaders.For("Incident.roles", includeEnded, () => new RolesLoader(db, caller, includeEnded))
            .Load(incident.Id).Then(r => r ?? []);

    public static Deferred<IReadOnlyList<IncidentRole>> MissingRoles(
        IncidentView incident, SeverityLoader severities, Loaders loaders, IncidentDbContext db, CurrentCaller caller)
    {
        var severity = severities.LoadOrNull(incident.SeverityLevel);
        return Roles(incident, includeEnded: false, loaders, db, caller)
            .With(severity, (held, found) => Domain.Incidents.Incident.MissingRoles(incident.IsOpen, found?.RequiredRoles ?? [], held.Select(r => r.Role)));
    }

    public static Deferred<IReadOnlyList<RelationView>> Related(IncidentView incident, RelationsLoader relations) =>
        relations.Load(incident.Id).Then(r => r ?? []);

    public static Deferred<Connection> Participants(IncidentView incident, PageArguments page, Loaders loaders, IncidentDbContext db) =>
        loaders.For("Incident.participants", page, () => new NestedPager<ParticipantRow, UserView>(
                db.Incidents.Select(i => i.Id), db.Participants.Join(db.Users, p => p.UserId, u => u.Id, (p, u) => new ParticipantRow { Place = p, User = u }),
                r => r.Place.IncidentId, Order.By((ParticipantRow r) => r.Place.Ordinal), page, ParticipantRow.View))
            .Load(incident.Id);

    public static Deferred<Connection> Services(IncidentView incident, PageArguments page, AffectedServices services) =>
        services.Load(incident, page);

    public static Deferred<Connection> ServiceImpacts(IncidentView incident, PageArguments page, Loaders loaders, IncidentDbContext db) =>
        loaders.For("Incident.serviceImpacts", page, () => new NestedPager<ServiceImpact, ImpactView>(
                db.Incidents.Select(i => i.Id), db.Impacts, i => i.IncidentId, Order.By((ServiceImpact i) => i.Ordinal), page, ImpactView.From))
            .Load(incident.Id);

    public static Deferred<Connection> Updates(
        IncidentView incident, Audience? audience, PageArguments page, Loaders loaders, IncidentDbContext db) =>
        loaders.For("Incident.updates", (audience, page), () => new NestedPager<IncidentUpdate, UpdateView>(
                db.Incidents.Select(i => i.Id), audience is { } only ? db.Updates.Where(u => u.Audience == only) : db.Updates,
                u => u.IncidentId, UpdateView.NewestFirst, page, UpdateView.From))
            .Load(incident.Id);

    public static Deferred<UpdateView?> LatestUpdate(
        IncidentView incident, Audience? audience, Loaders loaders, IncidentDbContext db, CurrentCaller caller) =>
        loaders.For("Incident.latestUpdate", audience?.ToString() ?? "any", () => new LatestUpdateLoader(db, caller, audience))
            .Load(incident.Id);

    public static Deferred<Connection> Timeline(
        IncidentView incident, PageArguments page, IDictionary<string, object?>? where, Timelines timelines) =>
        timelines.Load(incident.Id, page, where);

    public static Deferred<IReadOnlyList<IncidentTransition>> AvailableTransitions(
        IncidentView incident, SeverityLoader severities, CurrentCaller caller) =>
        severities.LoadOrNull(incident.SeverityLevel)
            .Then(severity => Transitions.For(Standing.Of(incident, severity), caller.Known));
}
